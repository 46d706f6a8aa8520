/** One circle on this device, while its page is open: what is known, written down before it counts. */
import { type Bytes, toLetters } from '../../keys/secret/bytes'
import { devices, myself } from '../protocol/circle'
import { newest } from '../protocol/charter'
import type { Member } from '../protocol/identity'
import { sha256 } from '../protocol/signing'
import type { Happened } from '../state/happened'
import { whatIsOver } from '../state/conversation'
import { type Desk, emptyDesk } from '../store/desk'
import type { Shelf } from '../store/shelf'
import type { Live } from '../post/live'
import type { Server } from '../post/server'

/** What stops the conversation until somebody does the one thing the screen offers. */
export type Trouble = 'removed' | 'out of step' | 'signed out' | 'storage' | 'elsewhere'

export interface Tools {
  readonly me: Member
  readonly shelf: Shelf
  readonly server: Server
  /** What this person is called in this group. */
  readonly name: string
  /** Minutes since 1970. */
  now(): number
  /** Somebody has one device at a time here: coming back takes the place of the one before. */
  readonly hasOneDevice?: boolean
  /** Told of everything in its order, once it is written down: what a meeting follows. */
  watch?(seq: number, news: readonly Happened[], here: Here): void
}

export const markOf = async (frame: Bytes): Promise<string> => toLetters(await sha256(frame))

export class Here {
  desk: Desk
  happened: Happened[]
  live: Live | null = null
  readonly tools: Tools
  trouble: Trouble | '' = ''
  #queue: Promise<unknown> = Promise.resolve()
  readonly #changed: () => void

  constructor(tools: Tools, desk: Desk, happened: readonly Happened[], changed: () => void) {
    this.tools = tools
    this.desk = desk
    this.happened = [...happened]
    this.#changed = changed
  }

  get mine(): string {
    return toLetters(this.tools.me.memberId)
  }

  get wordsDays(): number {
    return this.desk.circle ? newest(this.desk.circle.standing.charter).wordsDays : 30
  }

  /** Everybody in the circle, by member id; each once, whatever their devices. */
  get members(): string[] {
    if (!this.desk.circle) return []
    return [...new Set(devices(this.desk.circle).map((one) => toLetters(one.memberId)))]
  }

  /** Who may let others in and out: those the charter names, whatever the server says. */
  get facilitators(): string[] {
    const { circle } = this.desk
    if (!circle) return []
    const keys = new Set(newest(circle.standing.charter).facilitators.map(toLetters))
    return [...new Set(devices(circle).filter((one) => keys.has(toLetters(one.memberKey))).map((one) => toLetters(one.memberId)))]
  }

  get isFacilitator(): boolean {
    return this.facilitators.includes(this.mine)
  }

  get deviceId(): Bytes | undefined {
    return this.desk.circle ? myself(this.desk.circle).deviceId : undefined
  }

  /** Do one thing after the other: the keys of a circle are used by one hand at a time. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  /** Write down, then let it count. Throws where storage is off or full, and then nothing has changed. */
  async keep(next: Partial<Desk>, news: readonly Happened[] = []): Promise<void> {
    const desk = { ...this.desk, ...next }
    try {
      await this.tools.shelf.write(desk, news)
    } catch (fault) {
      this.stop('storage')
      throw fault
    }
    this.desk = desk
    const newer = new Set(news.map((one) => one.seq))
    this.happened = [...this.happened.filter((one) => !newer.has(one.seq)), ...news]
    if (next.seq !== undefined) this.tools.watch?.(next.seq, news, this)
    this.#changed()
  }

  /** Forget what is over. */
  async tidy(): Promise<void> {
    const over = whatIsOver(this.happened, this.wordsDays, this.tools.now())
    if (over.length === 0) return
    await this.tools.shelf.forget(over.map((one) => one.seq))
    const gone = new Set(over)
    this.happened = this.happened.filter((one) => !gone.has(one))
    this.#changed()
  }

  /** Forget everything, keys and words: for a meeting that is over. */
  async forgetAll(): Promise<void> {
    this.desk = emptyDesk
    this.happened = []
    await this.tools.shelf.forgetAll()
  }

  stop(trouble: Trouble): void {
    this.trouble = trouble
    this.live?.close()
    this.#changed()
  }

  tell(): void {
    this.#changed()
  }
}
