/** Pages kept for when there is no signal: which they are, how long they stay, what is still as it was. */

/** What everybody may read lies in one store, what is for people who are signed in in another. */
export const everybodys = 'pages'
export const members = 'pages of members'
export const stores = [everybodys, members] as const
export type Store = (typeof stores)[number]

/** The page that lists what is kept. */
export const list = '/kept/'
/** Where the device notes what it heard; nothing answers there. */
export const notedAt = '/kept/heard'

export const mostPages = 40
const aDayMs = 24 * 3600 * 1000
/** Without a word from the house everything goes after this long. */
export const staysMs = 30 * aDayMs
/** Whoever looks at many pages does not ask at each. */
const askAgainMs = 60_000

/** As the house makes its ids: nothing else may be kept. */
const named = /^\/kept\/(?:strategies\/|(?:article|collection|piece)\/[2-9a-hjkmnp-tv-z]{12}\/)?$/
const aMark = /^[A-Za-z0-9_-]{16}$/

/** One kept page. mark -- what the house calls it as it is. on -- when it was fetched, in milliseconds. */
export interface Kept {
  readonly path: string
  readonly title: string
  readonly mark: string
  readonly on: number
  readonly store: Store
}

/** A page that was changed, and could not be fetched anew yet. */
export interface Again {
  readonly path: string
  readonly store: Store
}

/** at -- when the house last said which marks hold. gone -- how many pages went since somebody looked. */
export interface Heard {
  readonly at: number
  readonly gone: number
  readonly again: readonly Again[]
}

export const never: Heard = { at: 0, gone: 0, again: [] }

/** Return whether this may be kept: a page of ours for that, the list among them. */
export function isPage(path: string): boolean {
  return named.test(path)
}

/** Return whether so long nothing was heard that all of it goes. A clock put back keeps it. */
export function isOver(heard: Heard, now: number): boolean {
  return now - heard.at > staysMs
}

export function isTimeToAsk(heard: Heard, now: number): boolean {
  return Math.abs(now - heard.at) >= askAgainMs
}

/** Return the moment at which everything goes if nothing is heard before. */
export function goesAt(heard: Heard): number {
  return heard.at + staysMs
}

/** Return the marks in an answer of the house; null where it is no such answer. */
export function readMarks(said: unknown): ReadonlySet<string> | null {
  if (!isThing(said) || said['form'] !== 1 || !Array.isArray(said['marks'])) return null
  const marks: unknown[] = said['marks']
  return marks.every((one): one is string => typeof one === 'string' && aMark.test(one)) ? new Set(marks) : null
}

/** Return the pages whose mark holds no more: changed, or taken back. */
export function changed(kept: readonly Kept[], marks: ReadonlySet<string>): readonly Kept[] {
  return kept.filter((one) => !marks.has(one.mark))
}

/** Return a note as it was written; what cannot be read counts as never heard. */
export function readHeard(text: string): Heard {
  try {
    const said: unknown = JSON.parse(text)
    if (!isThing(said) || typeof said['at'] !== 'number') return never
    const again = Array.isArray(said['again']) ? said['again'].filter(isAgain) : []
    return { at: said['at'], gone: Number(said['gone']) || 0, again }
  } catch (fault) {
    if (fault instanceof SyntaxError) return never
    throw fault
  }
}

/** Return what stands on the answer of a page; null where it is none of ours. */
export function keptFrom(path: string, headers: Headers, store: Store): Kept | null {
  const mark = headers.get('X-Mark') ?? ''
  if (!isPage(path) || headers.get('X-Page') !== 'kept' || !aMark.test(mark)) return null
  return { path, title: titleOf(headers), mark, on: Number(headers.get('X-Kept-On')) || 0, store }
}

/** Return the files a page needs to be drawn. */
export function filesOf(headers: Headers): readonly string[] {
  return (headers.get('X-Files') ?? '').split(' ').filter((file) => file.startsWith('/static/'))
}

function titleOf(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get('X-Title') ?? '').slice(0, 200)
  } catch (fault) {
    if (fault instanceof URIError) return ''
    throw fault
  }
}

function isAgain(said: unknown): said is Again {
  return isThing(said) && typeof said['path'] === 'string' && isPage(said['path']) && stores.includes(said['store'] as Store)
}

function isThing(said: unknown): said is Record<string, unknown> {
  return typeof said === 'object' && said !== null && !Array.isArray(said)
}
