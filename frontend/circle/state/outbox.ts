/** What somebody wrote and the server has not confirmed. Nothing typed is lost, and nothing is sent twice. */
import { bodyFor, heardFrom, type Wish } from './happened'
import type { Underway } from './conversation'
import { fromLetters } from '../../keys/secret/bytes'

/** Words sealed with the keys of an epoch. mark -- what their frame hashes to, by which it is known again. */
export interface Sealed {
  readonly epoch: number
  readonly frame: string
  readonly mark: string
  readonly written: string
  readonly opening: string
  readonly commitment: string
}
/**
 * One thing on its way. once -- 16 bytes as letters: the server keeps it once, however often it
 * comes. isKept -- the server has it; it has not come back in its order yet.
 */
export interface Outgoing {
  readonly once: string
  readonly wish: Wish
  readonly minute: number
  readonly sealed: Sealed | null
  readonly isRefused: boolean
  readonly isKept: boolean
}
export type Outbox = readonly Outgoing[]

/** Put something at the end. A name, or a candle, replaces its older self that has not left. */
export function queued(box: Outbox, one: Outgoing): Outbox {
  const stays = box.filter((other) => other.sealed !== null || !replaces(one.wish, other.wish))
  return [...stays, one]
}

function replaces(wish: Wish, other: Wish): boolean {
  if (wish.kind === 'name') return other.kind === 'name'
  return wish.kind === 'candle' && other.kind === 'candle' && other.about === wish.about
}

/** Return what leaves next. What was refused stays where it is, and lets others pass. */
export function next(box: Outbox): Outgoing | undefined {
  return box.find((one) => !one.isRefused && !one.isKept)
}

export function changed(box: Outbox, once: string, how: Partial<Pick<Outgoing, 'sealed' | 'isRefused' | 'isKept'>>): Outbox {
  return box.map((one) => (one.once === once ? { ...one, ...how } : one))
}

/** Return the box without what came back in the order, and that. */
export function confirmed(box: Outbox, mark: string): { box: Outbox; one: Outgoing | undefined } {
  const one = box.find((other) => other.sealed?.mark === mark)
  return { box: one ? box.filter((other) => other !== one) : box, one }
}

export function without(box: Outbox, once: string): Outbox {
  return box.filter((one) => one.once !== once)
}

/** Forget what was sealed with keys that are over: it is sealed again. */
export function reopened(box: Outbox, epoch: number): Outbox {
  return box.map((one) => (one.sealed && one.sealed.epoch !== epoch ? { ...one, sealed: null, isKept: false } : one))
}

/** Return the box as it is shown, after everything that is in the order. mine -- member id, letters. */
export function underway(box: Outbox, mine: string): Underway[] {
  return box.map(({ wish, minute, isRefused, isKept }, at) => ({
    happened: { seq: Number.MAX_SAFE_INTEGER - box.length + at, minute, ...heardFrom(fromLetters(mine), bodyFor(wish)) },
    sending: isRefused ? 'refused' : isKept ? 'kept' : 'waiting',
  }))
}
