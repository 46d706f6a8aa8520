/** What the page of a room asks about its meeting: where it stands, who waits, and how it ends. */
import { type Bytes, random, toLetters } from '../../keys/secret/bytes'
import { ask, tell } from '../../keys/post/asking'
import type { Answer, AtTheDoor, Urls } from './server'

export interface RoomUrls extends Urls {
  readonly room: string
  readonly openRoom: string
  readonly out: string
  readonly leave: string
  readonly sync: string
}
/** off -- called off; early -- not yet; waiting -- nobody opened it; out -- asked to leave for tonight. */
export type Stage = 'off' | 'early' | 'waiting' | 'open' | 'over' | 'out'
/** As what somebody comes: they lead tonight, belong to the group, or are new. The house says so; keys decide. */
export type Part = 'holds' | 'belongs' | 'new'

export interface Standing {
  readonly stage: Stage
  readonly part: Part
  readonly circle: string
  /** 16 bytes as letters: what this person's key in the room is derived from. */
  readonly drawn: string
  readonly has_keys: boolean
  /** Only for those who lead tonight: which phone holds the evening. */
  readonly term?: number
  readonly mine?: boolean
  readonly opened?: string
  readonly closed?: string
}
export interface Knocks extends AtTheDoor {
  readonly part: Part
}
export interface Sums {
  readonly here: number
  readonly first_time: number | null
  readonly been_before: number | null
}

export class RoomServer {
  readonly #urls: RoomUrls
  #csrf: string

  constructor(urls: RoomUrls, csrf: string) {
    this.#urls = urls
    this.#csrf = csrf
  }

  async standing(): Promise<Answer<Standing>> {
    const said = await ask<Standing & { csrf: string }>(this.#urls.room)
    if (typeof said === 'string') return said === 'meanwhile' ? 'no signal' : said === 'refused' ? 'not there' : said
    if ('conflict' in said) return 'not there'
    this.#csrf = said.csrf
    return said
  }

  /** Open the room. anew -- another one in the place of one nobody can let anybody into. */
  async open(anew = false): Promise<'open' | 'no signal' | 'signed out' | { why: string }> {
    const said = await tell<{ why?: string }>(this.#urls.openRoom, this.#csrf, { anew })
    if (said === 'no signal' || said === 'signed out') return said
    if (typeof said === 'string') return { why: '' }
    return 'conflict' in said ? { why: said.conflict.why ?? '' } : 'open'
  }

  async waiting(): Promise<Answer<{ seats: Knocks[]; gone: string[] }>> {
    const said = await ask<{ seats: Knocks[]; gone: string[] }>(this.#urls.waiting)
    if (typeof said === 'string') return said === 'meanwhile' ? 'no signal' : said === 'refused' ? 'not there' : said
    return 'conflict' in said ? 'not there' : said
  }

  /** Ask somebody out for tonight: from then on the house sends them nothing. */
  async putOut(member: string): Promise<boolean> {
    const said = await tell(this.#urls.out, this.#csrf, { member })
    return typeof said !== 'string' && !('conflict' in said)
  }

  async leave(): Promise<boolean> {
    const said = await tell(this.#urls.leave, this.#csrf, {})
    return typeof said !== 'string'
  }

  /** Hold the evening on this device from now on. */
  take(term: number): Promise<string> {
    return this.#do(term, { act: 'take' })
  }

  /** Close the evening with its sums; its room goes in the same moment. */
  close(term: number, sums: Sums): Promise<string> {
    return this.#do(term, { act: 'close', ...sums })
  }

  /** Return nothing where it was done, or why not; 'no signal' where nobody answered. */
  async #do(term: number, what: object): Promise<string> {
    const key = toLetters(random(16) as Bytes)
    const acts = [{ key, at: new Date().toISOString(), ...what }]
    const said = await tell<{ done: string[]; refused: { why: string }[] }>(this.#urls.sync, this.#csrf, { term, acts })
    if (typeof said === 'string' || 'conflict' in said) return 'no signal'
    return said.done.includes(key) ? '' : (said.refused[0]?.why ?? 'no signal')
  }
}
