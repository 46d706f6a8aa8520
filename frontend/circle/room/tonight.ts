/** One meeting while its page is open: the ring as it stands, private words, and acts that leave sealed. */
import { fromLetters, NotOurs, toLetters } from '../../keys/secret/bytes'
import type { Pair } from '../../keys/secret/hpke'
import type { Here } from '../keeping/here'
import { wish } from '../keeping/saying'
import type { Act } from '../meeting/acts'
import { follow, type Following, nothingYet, opened, tells } from '../meeting/following'
import { openPrivate, sealPrivate } from '../meeting/private'
import { leads } from '../meeting/ring'
import { readAct, writeAct } from '../meeting/writing'
import { groupIdFor } from '../protocol/circle'
import type { Happened } from '../state/happened'

/** A private word. with -- the other one, by member id; mine -- said here. */
export interface Private {
  readonly with: string
  readonly words: string
  readonly isMine: boolean
}

const tellAfterMs = 60

export class Tonight {
  following: Following = nothingYet
  readonly privates: Private[] = []
  readonly #keys = new Map<string, string>()
  readonly #pair: Pair
  #here: Here | null = null
  #isTelling = false
  #saidKey = false
  #send: () => Promise<void> = async () => undefined
  #changed: () => void = () => undefined
  /** Called with words of one's own that came too late: the piece had moved on. */
  givenBack: (words: string) => void = () => undefined

  constructor(pair: Pair) {
    this.#pair = pair
  }

  /** Begin to send and to draw. */
  begin(here: Here, send: () => Promise<void>, changed: () => void): void {
    this.#here = here
    this.#send = send
    this.#changed = changed
  }

  /** Return whether private words reach somebody: their page said where to. */
  reaches(who: string): boolean {
    return this.#keys.has(who)
  }

  /** Take note of everything in its order. Called once it is written down, before the next is looked at. */
  watch(seq: number, news: readonly Happened[], here: Here): void {
    const came: string[] = []
    for (const one of news) {
      if (one.kind === 'begun') this.following = opened(here.mine)
      else if (one.kind === 'said') this.#said(seq, one, here)
      else if (one.kind === 'act') this.#did(seq, one.from, one.act, here)
      else if (one.kind === 'again') came.push(one.who)
    }
    this.#look(seq, came, here)
  }

  #look(seq: number, again: readonly string[], here: Here): void {
    const before = this.following
    const [members, facilitators] = [here.members, here.facilitators]
    const isSame = String(before.members) === String(members) && String(before.facilitators) === String(facilitators)
    if (isSame && again.length === 0) return
    const came = [...again, ...members.filter((id) => !before.members.includes(id))]
    this.following = follow(before, { kind: 'room', seq, members, facilitators })
    for (const id of again) this.#keys.delete(id)
    if (came.length === 0) return
    // Whoever came knows neither our key nor how it stands.
    this.#saidKey = false
    if (tells(this.following, here.mine, came)) this.#tellSoon()
  }

  #said(seq: number, one: Happened & { kind: 'said' }, here: Here): void {
    this.following = follow(this.following, { kind: 'said', seq, from: one.from })
    if (one.from === here.mine && this.following.unheard.has(seq)) this.givenBack(one.text)
  }

  #did(seq: number, from: string, written: string, here: Here): void {
    let act: Act
    try {
      act = readAct(fromLetters(written))
    } catch (fault) {
      // Another client, or another form: it counts for nothing.
      if (fault instanceof NotOurs) return
      throw fault
    }
    if (act.kind === 'key') this.#keys.set(from, act.open)
    if (act.kind === 'private' && from !== here.mine) void this.#open(from, act.box, here)
    this.following = follow(this.following, { kind: 'act', seq, from, act })
  }

  async #open(from: string, box: string, here: Here): Promise<void> {
    const { circle } = here.desk
    // Private words are between somebody and one who leads, and between nobody else.
    if (!circle || (!here.facilitators.includes(from) && !here.isFacilitator)) return
    const words = await openPrivate(this.#pair, groupIdFor(circle), from, here.mine, box)
    if (words === null) return
    this.privates.push({ with: from, words, isMine: false })
    this.#changed()
  }

  /** Do something in the ring: it counts once it is back in the order. */
  async act(act: Act): Promise<void> {
    if (!this.#here) return
    await wish(this.#here, { kind: 'act', act: toLetters(writeAct(act)) })
    await this.#send()
  }

  /** Say a private word. Throws TooLong. */
  async say(to: string, words: string): Promise<boolean> {
    const circle = this.#here?.desk.circle
    const theirs = this.#keys.get(to)
    if (!this.#here || !circle || !theirs) return false
    const box = await sealPrivate(groupIdFor(circle), this.#here.mine, to, theirs, words)
    this.privates.push({ with: to, words, isMine: true })
    await this.act({ kind: 'private', box })
    return true
  }

  /** Say where private words for us are sealed to, to whoever has not heard it. */
  async sayKey(): Promise<void> {
    if (this.#saidKey) return
    this.#saidKey = true
    await this.act({ kind: 'key', open: toLetters(this.#pair.open) })
  }

  /** Whoever leads and lost how it stands, where nobody else who leads knows: begin anew. */
  async beginAnewIfNobodyKnows(): Promise<void> {
    const { ring, facilitators } = this.following
    if (!ring && this.#here?.isFacilitator && facilitators.length === 1) await this.act({ kind: 'begin' })
  }

  get isLeading(): boolean {
    return this.#here !== null && this.following.ring?.keeper === this.#here.mine
  }

  get mayLead(): boolean {
    return this.#here !== null && this.following.ring !== null && leads(this.following.ring, this.#here.mine)
  }

  /** Forget everything: it is over. */
  forget(): void {
    this.following = nothingYet
    this.privates.length = 0
    this.#keys.clear()
    this.#here = null
  }

  #tellSoon(): void {
    if (this.#isTelling) return
    this.#isTelling = true
    setTimeout(() => {
      this.#isTelling = false
      const { ring } = this.following
      if (ring && this.#here) void this.act({ kind: 'ring', after: this.#here.desk.seq, ring })
    }, tellAfterMs)
  }
}
