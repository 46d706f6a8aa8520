/** What this phone keeps: the evening, how it stands, and what it still has to tell the server. */
import { settled } from './count'
import { newEvening, type Evening } from './evening'

export type Doing = 'check_in' | 'open' | 'take' | 'close' | 'check_out'

/** One thing done here, as the server is told. There is no room in it for anybody's name. */
export interface Act {
  readonly key: string
  readonly act: Doing
  /** ISO 8601, by this phone's clock. */
  readonly at: string
  readonly both_here?: boolean
  readonly here?: number
  readonly first_time?: number
  readonly been_before?: number
}

/** How the evening stands, as far as the server said. Moments are ISO 8601, empty when not yet. */
export interface Standing {
  readonly term: number
  readonly mine: boolean
  readonly opened: string
  readonly closed: string
  readonly hand_key: string
}

export interface Answer extends Standing {
  readonly done: readonly string[]
  readonly refused: readonly { readonly key: string; readonly why: string }[]
}

export interface Kept {
  readonly evening: Evening
  readonly standing: Standing
  /** Acts not yet told, in order. */
  readonly acts: readonly Act[]
  /** The term this phone held before those acts. */
  readonly from: number
  /** This phone runs the evening: it opened it, or took it over. */
  readonly holds: boolean
  /** By the clock of the phone that opened, in milliseconds; 0 before that. */
  readonly opened: number
  /** This phone closed the evening: nothing about people is left. */
  readonly closed: boolean
  /** What the server did not take, in its own words. */
  readonly refused: readonly string[]
}

export const nobodyYet: Standing = { term: 0, mine: false, opened: '', closed: '', hand_key: '' }

export function fresh(standing: Standing): Kept {
  return {
    evening: newEvening, standing, acts: [], from: standing.term, holds: false,
    opened: Date.parse(standing.opened) || 0, closed: false, refused: [],
  }
}

/** ready: not open yet. held: on another phone. open: here. passed: was here. closed, over: done. */
export type Phase = 'ready' | 'held' | 'open' | 'passed' | 'closed' | 'over'

export function phase({ standing, holds, closed, acts }: Kept): Phase {
  if (closed) return 'closed'
  const telling = acts.some(({ act }) => act === 'open' || act === 'take')
  if (standing.closed) return 'over'
  if (holds && !telling && standing.opened && !standing.mine) return 'passed'
  if (holds || (standing.opened && standing.mine)) return 'open'
  return standing.opened ? 'held' : 'ready'
}

function said(kept: Kept, acts: readonly Act[], from?: number): Kept {
  // An act already waiting is not said a second time.
  const more = acts.filter((act) => !kept.acts.some((one) => one.act === act.act))
  const term = from ?? (kept.acts.length > 0 ? kept.from : kept.standing.term)
  return { ...kept, acts: [...kept.acts, ...more], from: term, refused: [] }
}

const stamp = (now: number): string => new Date(now).toISOString()

/** Open the evening here. Whoever opens is there, so that is said too. */
export function open(kept: Kept, now: number, key: string): Kept {
  const acts: Act[] = [
    { key: `${key}-in`, act: 'check_in', at: stamp(now) },
    { key: `${key}-open`, act: 'open', at: stamp(now), both_here: true },
  ]
  return { ...said(kept, acts), holds: true, opened: kept.opened || now }
}

/** Take over from another phone, with what it handed over or with empty hands. */
export function take(
  kept: Kept, from: { term: number; opened: number; evening: Evening }, now: number, key: string,
): Kept {
  const act: Act = { key: `${key}-take`, act: 'take', at: stamp(now) }
  return {
    ...said({ ...kept, acts: kept.acts.filter((one) => one.act !== 'take') }, [act], from.term),
    evening: from.evening, opened: from.opened, holds: true, closed: false,
  }
}

/** Close: three sums stay to be told, and nothing else of the evening. */
export function close(kept: Kept, now: number, key: string): Kept {
  const { here, firstTime, beenBefore } = settled(kept.evening)
  const act: Act = {
    key: `${key}-close`, act: 'close', at: stamp(now),
    here, first_time: firstTime, been_before: beenBefore,
  }
  return { ...said(kept, [act]), evening: newEvening, closed: true }
}

export function checkOut(kept: Kept, now: number, key: string): Kept {
  return said(kept, [{ key: `${key}-out`, act: 'check_out', at: stamp(now) }])
}

/** Believe what the server says of the standing; it answers nothing about acts. */
export function heardStanding(kept: Kept, standing: Standing): Kept {
  const from = kept.acts.length > 0 ? kept.from : standing.term
  return { ...kept, standing, from, opened: kept.opened || Date.parse(standing.opened) || 0 }
}

/** Settle the acts the server answered. A close or an opening it refused is said, not repeated. */
export function heard(kept: Kept, answer: Answer): Kept {
  const { done, refused, ...standing } = answer
  const keys = new Set([...done, ...refused.map((one) => one.key)])
  const no = new Set(refused.map((one) => one.key))
  const lost = kept.acts.some(
    ({ key, act }) => no.has(key) && (act === 'open' || act === 'take'),
  )
  const acts = kept.acts.filter((act) => !keys.has(act.key))
  const after = heardStanding({ ...kept, acts }, standing)
  // People are sitting there already: the round goes on, whatever the server thinks of it.
  const goesOn = kept.evening.seats.length > 0 && !standing.opened
  return {
    ...after,
    holds: after.holds && (!lost || goesOn || standing.mine),
    refused: refused.map((one) => one.why),
  }
}
