/** What this page asks the pages of the house about one circle (docs/develop/protocol.md). */
import { type Bytes, fromLetters, toLetters } from '../../keys/secret/bytes'
import { ask, type Heard, tell } from '../../keys/post/asking'
import type { Reader, SealedReport } from '../protocol/report'
import type { Turning } from '../store/desk'
import { type Kept, keepPicture, type PictureUrls, sealedPicture, takePictureBack } from './pictures'

export interface Urls extends PictureUrls {
  readonly sit: string
  readonly state: string
  readonly layKeys: string
  readonly keys: string
  readonly commit: string
  readonly frames: string
  readonly welcomes: string
  readonly used: string
  readonly waiting: string
  readonly lay: string
  readonly handOut: string
  readonly ticket: string
  readonly report: string
  readonly lifetime: string
}
/** One who opens reports, and what they are called. */
export interface ReaderNamed extends Reader {
  readonly name: string
}
/** Where a circle is, and whether this person is in it. */
export interface State {
  readonly circle: string
  readonly seat: string
  readonly mls_id: string
  readonly epoch: number
  readonly seq: number
  readonly is_in: boolean
  readonly has_keys: boolean
  readonly lifetime_days: number
}
export interface Frame {
  readonly seq: number
  readonly kind: 'word' | 'commit'
  readonly epoch: number
  readonly minute: number
  readonly frame: Bytes
  readonly tag: string
  readonly frank: number
}
/** One seat whose devices wait to be let in. member -- the id their key has, as letters. */
export interface AtTheDoor {
  readonly seat: string
  readonly member: string
}
/** not there: no seat, or not any more. */
export type Answer<T> = T | 'no signal' | 'signed out' | 'not there'

interface FrameSaid {
  readonly seq: number
  readonly kind: string
  readonly epoch: number
  readonly minute: number
  readonly frame: string
  readonly tag?: string
  readonly frank?: number
}

/** Return a frame as it travels: in an answer, or as an event of the stream. */
export function frameOf(said: FrameSaid): Frame {
  const { seq, epoch, minute, frank = 0, tag = '' } = said
  return { seq, epoch, minute, frank, tag, kind: said.kind === 'commit' ? 'commit' : 'word', frame: fromLetters(said.frame) }
}

function plain<T>(said: Heard<T> | { conflict: T }): Answer<T> {
  if (typeof said === 'string') return said === 'meanwhile' ? 'no signal' : said === 'refused' ? 'not there' : (said as Answer<T>)
  return said !== null && typeof said === 'object' && 'conflict' in said ? 'not there' : (said as T)
}

export type Committed = { readonly seq: number; readonly epoch: number } | 'stale' | 'no signal' | 'signed out' | 'refused'

export class Server {
  readonly #urls: Urls
  #csrf: string

  constructor(urls: Urls, csrf: string) {
    this.#urls = urls
    this.#csrf = csrf
  }

  async state(): Promise<Answer<State>> {
    const said = plain(await ask<{ csrf: string; circle: State }>(this.#urls.state))
    if (typeof said === 'string') return said
    this.#csrf = said.csrf
    return said.circle
  }

  /** Take this person's seat, and say which key is theirs here. */
  async sit(member: Bytes): Promise<Answer<{ seat: string }>> {
    return plain(await tell<{ seat: string }>(this.#urls.sit, this.#csrf, { member: toLetters(member) }))
  }

  async layKeys(groupInfo: Bytes): Promise<Answer<{ epoch: number }>> {
    return plain(await tell<{ epoch: number }>(this.#urls.layKeys, this.#csrf, { group_info: toLetters(groupInfo) }))
  }

  async groupInfo(): Promise<Answer<{ epoch: number; groupInfo: Bytes }>> {
    const said = plain(await ask<{ epoch: number; group_info: string }>(this.#urls.keys))
    return typeof said === 'string' ? said : { epoch: said.epoch, groupInfo: fromLetters(said.group_info) }
  }

  /** Offer a change of the keys: the first for an epoch wins. */
  async commit(turning: Pick<Turning, 'frame' | 'groupInfo' | 'welcomes'>): Promise<Committed> {
    const said = await tell<{ seq: number; epoch: number }>(this.#urls.commit, this.#csrf, {
      commit: toLetters(turning.frame), group_info: toLetters(turning.groupInfo), welcomes: turning.welcomes,
    })
    if (typeof said === 'string') return said === 'meanwhile' ? 'stale' : said
    return 'conflict' in said ? 'stale' : said
  }

  /** Return up to 200 frames after a number. */
  async frames(after: number): Promise<Answer<{ frames: Frame[]; more: boolean }>> {
    const said = plain(await ask<{ frames: FrameSaid[]; more: boolean }>(`${this.#urls.frames}?after=${after}`))
    return typeof said === 'string' ? said : { frames: said.frames.map(frameOf), more: said.more }
  }

  async welcomes(device: string): Promise<Answer<Bytes[]>> {
    const said = plain(await ask<{ welcomes: { welcome: string }[] }>(`${this.#urls.welcomes}?device=${device}`))
    return typeof said === 'string' ? said : said.welcomes.map((one) => fromLetters(one.welcome))
  }

  async used(device: string): Promise<void> {
    await tell(this.#urls.used, this.#csrf, { device })
  }

  /** Who waits, and whose seats ended while their keys are still in the circle. */
  async waiting(): Promise<Answer<{ seats: AtTheDoor[]; gone: string[] }>> {
    return plain(await ask<{ seats: AtTheDoor[]; gone: string[] }>(this.#urls.waiting))
  }

  async lay(device: string, open: Bytes): Promise<Answer<{ lying: number }>> {
    return plain(await tell<{ lying: number }>(this.#urls.lay, this.#csrf, { device, packages: [toLetters(open)] }))
  }

  async handOut(seat: string): Promise<Answer<{ device: string; open: Bytes }[]>> {
    const said = plain(await tell<{ packages: { device: string; package: string }[] }>(this.#urls.handOut, this.#csrf, { seat }))
    return typeof said === 'string' ? said : said.packages.map((one) => ({ device: one.device, open: fromLetters(one.package) }))
  }

  /** Whom a report is sealed to: every lead with a key. */
  async readers(): Promise<Answer<readonly ReaderNamed[]>> {
    const said = plain(await ask<{ readers: ReaderNamed[] }>(this.#urls.report))
    return typeof said === 'string' ? said : said.readers
  }

  /** Hand over a sealed report. again -- the readers changed meanwhile: seal it anew. */
  async report(what: SealedReport & { about: string; wish: string }): Promise<Answer<{ kept: string; isSealed: boolean } | { why: string } | 'again'>> {
    const said = await tell<Reported>(this.#urls.report, this.#csrf, what)
    if (typeof said === 'string') return said === 'meanwhile' ? 'no signal' : said === 'refused' ? 'not there' : said
    const told = 'conflict' in said ? said.conflict : said
    if ('why' in told) return told.again ? 'again' : { why: told.why }
    return { kept: told.kept, isSealed: told.sealed }
  }

  /** Hand over a sealed picture, before the message that speaks of it. */
  keepPicture(where: string, box: Bytes): Promise<Kept> {
    return keepPicture(this.#urls, this.#csrf, where, box)
  }

  takePictureBack(where: string): Promise<'gone' | 'later'> {
    return takePictureBack(this.#urls, this.#csrf, where)
  }

  sealedPicture(where: string): Promise<Bytes | 'no signal' | 'not there'> {
    return sealedPicture(this.#urls, where)
  }

  /** Tell the house how long to keep words: as the charter says, which the house cannot read. */
  async keepWordsFor(days: number): Promise<boolean> {
    const said = await tell(this.#urls.lifetime, this.#csrf, { lifetime_days: days })
    return typeof said !== 'string' && !('conflict' in said)
  }

  async ticket(): Promise<Answer<{ ticket: string; live: string }>> {
    return plain(await tell<{ ticket: string; live: string }>(this.#urls.ticket, this.#csrf, {}))
  }
}

type Reported = { readonly kept: string; readonly sealed: boolean } | { readonly why: string; readonly again: boolean }

/** Begin the circle of a group: the server draws its id. */
export async function beginAt(url: string, csrf: string, days: number): Promise<Answer<{ circle: string; seat: string; mls_id: string }>> {
  const said = await tell<{ circle: string; seat: string; mls_id: string }>(url, csrf, { lifetime_days: days })
  return plain(said)
}

