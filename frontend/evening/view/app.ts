/** What the screen shows at this moment, and the one way to change it. */
import type { Evening, SeatId } from '../state/evening'
import type { Kept } from '../state/phone'
import type { Tonight, Words } from './brought'

export type Tab = 'words' | 'round' | 'close'

export interface Shown {
  readonly tab: Tab
  /** The circle looked at, from 0. */
  readonly ring: number
  /** The seat whose sheet is open. */
  readonly chosen: SeatId | null
  readonly handing: boolean
  readonly locked: boolean
  /** Asked once whether to close. */
  readonly sure: boolean
  readonly ready: boolean
  readonly signal: boolean
  readonly signedOut: boolean
  readonly canKeep: boolean
  /** What a picture brought, while it waits to be opened. */
  readonly picture: string
  /** The evening before somebody was taken away, to put them back. */
  readonly undo: { readonly evening: Evening; readonly name: string } | null
}

export const firstShown: Shown = {
  tab: 'words', ring: 0, chosen: null, handing: false, locked: false, sure: false, ready: false,
  signal: true, signedOut: false, canKeep: true, picture: '', undo: null,
}

export interface App {
  readonly tonight: Tonight
  readonly words: Words
  readonly kept: Kept
  readonly shown: Shown
  /** Change the evening; it is written down and drawn anew. */
  act(change: (evening: Evening) => Evening): void
  /** Change what this phone keeps beside the evening. */
  keep(change: (kept: Kept) => Kept): void
  /** Change only what is looked at. */
  look(change: Partial<Shown>): void
}

/** Return what to call a seat. */
export function called(app: App, id: SeatId): string {
  const seat = app.kept.evening.seats.find((one) => one.id === id)
  return seat?.name || app.words.seat.replace('{number}', String(id))
}
