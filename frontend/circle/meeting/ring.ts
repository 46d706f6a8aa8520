/**
 * The ring of a meeting as every device knows it: who sits where, who has the piece, who leads. Pure: the
 * same things in the same order make the same ring everywhere. The house gives the order and knows nothing of it.
 */

/** gathering, talk -- everybody writes; round, closing -- the piece goes round; bag -- questions are drawn. */
export const stages = ['gathering', 'round', 'talk', 'bag', 'closing'] as const
export type Stage = (typeof stages)[number]

/** Somebody's place, by their member id as letters. listens -- they came to listen: the piece passes them by. */
export interface Seat {
  readonly id: string
  readonly listens: boolean
}
/** Somebody had the piece in this round. */
export interface Turn {
  readonly id: string
  readonly passed: boolean
}
/** A question of the bag, by 16 bytes of its own as letters. Whose it is, is nowhere here. */
export interface Question {
  readonly id: string
  readonly text: string
}

/**
 * keeper -- who leads now, one of the facilitators of the charter. watch -- grows each time somebody else leads or the part of
 * the evening changes; turn -- each time the piece moves. An act says which of them it was made under; a late one counts no more.
 */
export interface Ring {
  readonly seats: readonly Seat[]
  readonly facilitators: readonly string[]
  readonly keeper: string
  readonly watch: number
  readonly stage: Stage
  readonly turn: number
  /** Who has the piece; empty: it lies in the middle. */
  readonly piece: string
  readonly turns: readonly Turn[]
  /** In the order they went up. */
  readonly hands: readonly string[]
  readonly bag: readonly Question[]
  readonly drawn: Question | null
}

export const mostQuestions = 12
/** All questions together, in bytes of UTF-8. */
export const heaviestBag = 3_000

/**
 * Return the ring as it begins: the piece in the middle, everybody in the order of their ids but the one who leads first.
 *
 * seq -- the number at which it begins: no act made under an earlier ring fits a later one.
 */
export function beginning(keeper: string, members: readonly string[], facilitators: readonly string[], seq: number): Ring {
  const others = members.filter((id) => id !== keeper).sort()
  return {
    seats: [keeper, ...others].map((id) => ({ id, listens: false })), facilitators: [...facilitators].sort(), keeper,
    watch: seq, stage: 'gathering', turn: seq, piece: '', turns: [], hands: [], bag: [], drawn: null,
  }
}

export const seatOf = (ring: Ring, id: string): Seat | undefined => ring.seats.find((seat) => seat.id === id)
export const leads = (ring: Ring, id: string): boolean => ring.facilitators.includes(id)
export const goesRound = (ring: Ring): boolean => ring.stage === 'round' || ring.stage === 'closing'

/** Return whether somebody may be given the piece. */
export function mayHold(ring: Ring, id: string): boolean {
  const seat = seatOf(ring, id)
  return seat !== undefined && !seat.listens
}

/** Return whether what somebody says now is heard. Whoever leads may always say something. */
export function maySpeak(ring: Ring, id: string): boolean {
  if (!seatOf(ring, id)) return false
  return !goesRound(ring) || ring.piece === id || leads(ring, id)
}

/** Return the seats still to be asked in this round, the next one first. */
export function toCome(ring: Ring): string[] {
  const ids = ring.seats.map((seat) => seat.id)
  const start = ids.indexOf(ring.piece) + 1
  const had = new Set(ring.turns.map((turn) => turn.id))
  return [...ids.slice(start), ...ids.slice(0, start)].filter((id) => id !== ring.piece && !had.has(id) && mayHold(ring, id))
}

const heldBy = (ring: Ring, passed: boolean): readonly Turn[] =>
  ring.piece === '' ? ring.turns : [...ring.turns.filter((one) => one.id !== ring.piece), { id: ring.piece, passed }]

/** The piece goes on to the next seat; back into the middle where everybody was asked. */
export function movedOn(ring: Ring, passed: boolean): Ring {
  const turns = heldBy(ring, passed)
  const next = toCome(ring)[0] ?? ''
  return { ...ring, turns, piece: next, turn: ring.turn + 1, hands: ring.hands.filter((id) => id !== next) }
}

/** The piece is handed to somebody, or laid into the middle. */
export function givenTo(ring: Ring, id: string): Ring {
  const turns = heldBy(ring, false).filter((one) => one.id !== id)
  return { ...ring, turns, piece: id, turn: ring.turn + 1, hands: ring.hands.filter((one) => one !== id) }
}

/** Another part of the evening begins. Where the piece goes round, the first who may speak has it. */
export function begun(ring: Ring, stage: Stage): Ring {
  const fresh: Ring = { ...ring, stage, watch: ring.watch + 1, turn: ring.turn + 1, piece: '', turns: [], drawn: null }
  return goesRound(fresh) ? { ...fresh, piece: toCome(fresh)[0] ?? '' } : fresh
}

/** Who is in the room changed. Newcomers sit last; what somebody held who is gone lies in the middle again. */
export function seated(ring: Ring, members: readonly string[], facilitators: readonly string[]): Ring {
  const there = new Set(members)
  const stay = ring.seats.filter((seat) => there.has(seat.id))
  const known = new Set(stay.map((seat) => seat.id))
  const came = members.filter((id) => !known.has(id)).sort().map((id): Seat => ({ id, listens: false }))
  const isPieceGone = ring.piece !== '' && !there.has(ring.piece)
  const looks = facilitators.filter((id) => there.has(id)).sort()
  const isKeeperGone = !looks.includes(ring.keeper)
  return {
    ...ring, seats: [...stay, ...came], facilitators: looks,
    keeper: isKeeperGone ? (looks[0] ?? '') : ring.keeper, watch: ring.watch + (isKeeperGone ? 1 : 0),
    piece: isPieceGone ? '' : ring.piece, turn: ring.turn + (isPieceGone ? 1 : 0),
    turns: ring.turns.filter((one) => there.has(one.id)), hands: ring.hands.filter((id) => there.has(id)),
  }
}
