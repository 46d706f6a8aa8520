/**
 * A conversation as it is shown, from what happened and what is still on its way. Pure: the same
 * things in the same order give the same conversation, on every device.
 */
import type { Happened, Said } from './happened'
import { called, namesIn } from './names'
import type { Picture } from './pictures'

const minutesADay = 24 * 60

/** waiting -- on this device, sealed; it leaves when there is signal. refused -- it will not leave as it is. */
export type Sending = 'kept' | 'waiting' | 'refused'
/** Something this person asked for that the server has not confirmed. */
export interface Underway {
  readonly happened: Happened
  readonly sending: Sending
}

/** What is answered. gone -- taken back, expired, or from before this device came. */
export interface Answered {
  readonly id: string
  readonly who: string
  readonly text: string
  readonly gone: boolean
  readonly pictures: readonly Picture[]
  /** It is of a name this person chose not to meet: its words are not shown here either. */
  readonly isPutAway: boolean
}
export interface Message {
  readonly id: string
  readonly seq: number
  readonly from: string
  readonly who: string
  readonly isMine: boolean
  readonly minute: number
  readonly text: string
  /** Why it is folded away; empty where it is not. */
  readonly note: string
  readonly isEdited: boolean
  readonly isTakenBack: boolean
  /** Of a name this person chose not to meet: folded away on this device alone, and nobody learns of it. */
  readonly isPutAway: boolean
  readonly pictures: readonly Picture[]
  readonly answers: Answered | null
  /** Whether anybody lit one: how many is nobody's business. */
  readonly hasCandle: boolean
  readonly hasMyCandle: boolean
  readonly sending: Sending
  /** The minute at which it goes. */
  readonly until: number
}
export type Item =
  | { readonly kind: 'day'; readonly key: string; readonly minute: number }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message }
  | { readonly kind: 'line'; readonly key: string; readonly minute: number; readonly what: string; readonly who: string; readonly was: string }

export interface Terms {
  /** The member id of whoever looks, as letters. */
  readonly mine: string
  readonly wordsDays: number
  /** Minutes since 1970. */
  readonly now: number
  /** Whose zone says when a day begins: a minute to the name of its day. */
  dayOf(minute: number): string
  /** Member ids whose words this person put away; letters. */
  readonly putAway?: ReadonlySet<string>
}

interface Draft {
  readonly said: Happened & Said
  readonly sending: Sending
  text: string
  note: string
  days: number
  isEdited: boolean
  isTakenBack: boolean
  readonly candles: Set<string>
}

/** Return when words go, at the latest as their circle decided. */
export function goesAt(minute: number, days: number, wordsDays: number): number {
  return minute + (days > 0 ? Math.min(days, wordsDays) : wordsDays) * minutesADay
}

function gathered(all: readonly Underway[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>()
  for (const { happened: one, sending } of all) {
    if (one.kind === 'said') {
      // The first with an id has it: nobody puts other words in its place.
      if (!drafts.has(one.id)) {
        const { text, note, days } = one
        drafts.set(one.id, { said: one, sending, text, note, days, isEdited: false, isTakenBack: false, candles: new Set() })
      }
      continue
    }
    if (!('about' in one)) continue
    const draft = drafts.get(one.about)
    if (!draft || draft.isTakenBack) continue
    if (one.kind === 'candle') {
      if (one.lit) draft.candles.add(one.from)
      else draft.candles.delete(one.from)
    } else if (one.from === draft.said.from) {
      // Only whoever said it changes it.
      change(draft, one)
    }
  }
  return drafts
}

function change(draft: Draft, one: Happened): void {
  if (one.kind === 'edit') [draft.text, draft.note, draft.isEdited] = [one.text, one.note, true]
  if (one.kind === 'withdraw') [draft.text, draft.note, draft.isTakenBack] = ['', '', true]
  if (one.kind === 'note') draft.note = one.note
  // Sooner than the circle's time, never later.
  if (one.kind === 'expiry') draft.days = one.days
}

/** Return what is shown, oldest first: days, messages, and what changed in the circle. */
export function conversation(happened: readonly Happened[], underway: readonly Underway[], terms: Terms): Item[] {
  const all = [...happened.map((one): Underway => ({ happened: one, sending: 'kept' })), ...underway]
  const drafts = gathered(all)
  const names = namesIn(all.map((one) => one.happened))
  const still = (draft: Draft): boolean => goesAt(draft.said.minute, draft.days, terms.wordsDays) > terms.now
  const answered = (id: string): Answered | null => {
    if (id === '') return null
    const draft = drafts.get(id)
    if (!draft || draft.isTakenBack || !still(draft)) return { id, who: '', text: '', gone: true, pictures: [], isPutAway: false }
    const isPutAway = terms.putAway?.has(draft.said.from) ?? false
    return { id, who: called(names, draft.said.from), text: draft.note === '' ? draft.text : draft.note, gone: false, pictures: draft.note === '' ? (draft.said.pictures ?? []) : [], isPutAway }
  }
  const items: Item[] = []
  let day = ''
  const put = (minute: number, item: Item): void => {
    const today = terms.dayOf(minute)
    if (today !== day) items.push({ kind: 'day', key: `day ${today}`, minute })
    day = today
    items.push(item)
  }
  const was = new Map<string, string>()
  for (const { happened: one } of all) {
    if (one.kind === 'said') {
      const draft = drafts.get(one.id)
      if (draft?.said === one && still(draft)) put(one.minute, { kind: 'message', key: one.id, message: shown(draft, names, answered(one.about), terms) })
    } else if (one.kind === 'name') {
      const before = was.get(one.from)
      was.set(one.from, one.text)
      // A name that changes is said aloud: nobody slips into another's.
      if (before !== undefined && before !== one.text) put(one.minute, line(one, 'renamed', one.text, before))
    } else if (one.kind !== 'act' && !('about' in one) && goesAt(one.minute, 0, terms.wordsDays) > terms.now) {
      const who = 'who' in one ? one.who : 'from' in one ? one.from : ''
      put(one.minute, line(one, one.kind, who === '' ? '' : called(names, who), one.kind === 'lasts' ? String(one.days) : ''))
    }
  }
  return items
}

const line = (one: Happened, what: string, who: string, was: string): Item =>
  ({ kind: 'line', key: `line ${one.seq} ${what} ${who}`, minute: one.minute, what, who, was })

function shown(draft: Draft, names: ReadonlyMap<string, string>, answers: Answered | null, { mine, wordsDays, putAway }: Terms): Message {
  const { said, sending, text, note, isEdited, isTakenBack, candles } = draft
  return {
    id: said.id, seq: said.seq, from: said.from, who: called(names, said.from), isMine: said.from === mine, minute: said.minute,
    text, note, isEdited, isTakenBack, isPutAway: putAway?.has(said.from) ?? false, pictures: isTakenBack ? [] : (said.pictures ?? []), answers: isTakenBack ? null : answers, sending, hasCandle: candles.size > 0 && !isTakenBack, hasMyCandle: candles.has(mine),
    until: goesAt(said.minute, draft.days, wordsDays),
  }
}

/**
 * Return what this device need not keep any longer: whose time is over, and with a message
 * everything that was done to it, so that changed words do not outlive the first ones.
 */
export function whatIsOver(happened: readonly Happened[], wordsDays: number, now: number): Happened[] {
  const days = daysOf(happened)
  const isOver = (one: Happened): boolean => goesAt(one.minute, one.kind === 'said' ? (days.get(one.id) ?? 0) : 0, wordsDays) <= now
  const gone = new Set(happened.flatMap((one) => (one.kind === 'said' && isOver(one) ? [one.id] : [])))
  // A name is needed as long as anything its owner said is here.
  return happened.filter((one) => one.kind !== 'name' && (isOver(one) || (one.kind !== 'said' && 'about' in one && gone.has(one.about))))
}

/** Return how many days each message has, as whoever said it decided last. */
function daysOf(happened: readonly Happened[]): ReadonlyMap<string, number> {
  const said = new Map<string, { from: string; days: number }>()
  for (const one of happened) {
    if (one.kind === 'said' && !said.has(one.id)) said.set(one.id, { from: one.from, days: one.days })
    const about = one.kind === 'expiry' ? said.get(one.about) : undefined
    if (one.kind === 'expiry' && about?.from === one.from) about.days = one.days
  }
  return new Map([...said].map(([id, { days }]) => [id, days]))
}
