/** The groups somebody might try, and what they wrote for themselves. It never leaves the device. */

/** What somebody may tap after a visit. The words stand on the page, in their own language. */
export const taps = ['myself', 'welcome', 'listened', 'much', 'again', 'not_for_me', 'unsure'] as const
export type Tap = (typeof taps)[number]

/** One visit as somebody remembers it. Read by nobody but them. */
export interface Visit {
  /** The day it was written down, as 2026-03-03 on the device's own clock. */
  readonly on: string
  readonly taps: readonly Tap[]
  readonly words: string
}

/** One group as it was when it was kept. */
export interface Group {
  readonly id: string
  readonly name: string
  readonly when: string
  readonly where: string
  /** Looked after by this house: there is somebody to tell how a visit felt. */
  readonly ours: boolean
  readonly on: string
  readonly try: boolean
  readonly visits: readonly Visit[]
}

export interface Kept {
  readonly groups: readonly Group[]
  /** The list stays when somebody presses Leave now; they ticked that. */
  readonly staysBehind: boolean
}

export const mostGroups = 30
export const mostVisits = 20
export const mostTried = 3
export const mostLetters = 1000

export const nothing: Kept = { groups: [], staysBehind: false }

/** Return the group of this id, or null where it is not kept. */
export function groupOf(kept: Kept, id: string): Group | null {
  return kept.groups.find((group) => group.id === id) ?? null
}

export function isFull(kept: Kept): boolean {
  return kept.groups.length >= mostGroups
}

/** Return how many groups are marked to try. */
export function tried(kept: Kept): number {
  return kept.groups.filter((group) => group.try).length
}

/** Keep a group at the end of the list; kept already or a full list changes nothing. */
export function keep(kept: Kept, group: Group): Kept {
  if (groupOf(kept, group.id) || isFull(kept)) return kept
  return { ...kept, groups: [...kept.groups, group] }
}

/** Put a group back where it was. */
export function putBack(kept: Kept, group: Group, at: number): Kept {
  if (groupOf(kept, group.id) || isFull(kept)) return kept
  const calm = tried(kept) < mostTried ? group : { ...group, try: false }
  return { ...kept, groups: withOne(kept.groups, at, calm) }
}

export function takeOff(kept: Kept, id: string): Kept {
  return { ...kept, groups: kept.groups.filter((group) => group.id !== id) }
}

/** Mark a group to try, or not; a fourth changes nothing. */
export function wantToTry(kept: Kept, id: string, wanted: boolean): Kept {
  if (wanted && tried(kept) >= mostTried) return kept
  return change(kept, id, (group) => ({ ...group, try: wanted }))
}

/** Write down a visit, the newest first. Nothing tapped and nothing written changes nothing. */
export function noteVisit(kept: Kept, id: string, visit: Visit): Kept {
  const words = visit.words.trim().slice(0, mostLetters)
  if (!words && visit.taps.length === 0) return kept
  return change(kept, id, (group) =>
    group.visits.length >= mostVisits ? group : { ...group, visits: [{ ...visit, words }, ...group.visits] },
  )
}

/** Take away what was written about one visit; which -- its place in the list. */
export function forgetVisit(kept: Kept, id: string, which: number): Kept {
  return change(kept, id, (group) => ({ ...group, visits: group.visits.filter((_, at) => at !== which) }))
}

/** Put what was written about one visit back where it was. */
export function putVisitBack(kept: Kept, id: string, visit: Visit, which: number): Kept {
  return change(kept, id, (group) => ({ ...group, visits: withOne(group.visits, which, visit) }))
}

export function stayBehind(kept: Kept, staysBehind: boolean): Kept {
  return { ...kept, staysBehind }
}

function withOne<T>(list: readonly T[], at: number, one: T): readonly T[] {
  return [...list.slice(0, at), one, ...list.slice(at)]
}

function change(kept: Kept, id: string, into: (group: Group) => Group): Kept {
  return { ...kept, groups: kept.groups.map((group) => (group.id === id ? into(group) : group)) }
}
