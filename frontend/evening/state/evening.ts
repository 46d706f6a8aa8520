/** What one phone knows of one evening. Plain data: every act takes it in and gives a new one out. */

export const mostSeats = 24
export const mostRings = 3
/** From here on a round takes long, and circles are offered. */
export const manySeats = 12

export type SeatId = number
export type About = 'round' | 'closing'
/** What the person with the piece asked for, this turn. */
export type Wish = 'listen' | 'thoughts'

export interface Seat {
  readonly id: SeatId
  /** First name, or empty: then it is only a seat. */
  readonly name: string
  readonly listens: boolean
  /** Walking out with somebody, and coming back. */
  readonly out: boolean
}

export interface Turn {
  readonly seat: SeatId
  readonly passed: boolean
}

/** One circle of chairs. Its piece lies with one of its seats, or with nobody. */
export interface Ring {
  readonly seats: readonly SeatId[]
  readonly piece: SeatId | null
  readonly wish: Wish | null
  /** Who had the piece in this round, in order; a seat stands here once. */
  readonly turns: readonly Turn[]
}

/** Questions without names. What is drawn lies open, the last one on top. */
export interface Bag {
  readonly waiting: readonly string[]
  readonly drawn: readonly string[]
}

export interface Count {
  /** Null until somebody taps: then the seats are the answer. */
  readonly here: number | null
  readonly firstTime: number
  readonly beenBefore: number
}

export interface Evening {
  /** In which part of the running order we are, from 0. */
  readonly step: number
  readonly about: About
  /** In the order they sat down; `rings` says where they sit. */
  readonly seats: readonly Seat[]
  readonly rings: readonly Ring[]
  readonly nextId: SeatId
  readonly bag: Bag
  readonly count: Count
}

export const emptyRing: Ring = { seats: [], piece: null, wish: null, turns: [] }

export const newEvening: Evening = {
  step: 0,
  about: 'round',
  seats: [],
  rings: [emptyRing],
  nextId: 1,
  bag: { waiting: [], drawn: [] },
  count: { here: null, firstTime: 0, beenBefore: 0 },
}

/** Return the seat, or undefined when it was taken away. */
export function seatOf(evening: Evening, id: SeatId): Seat | undefined {
  return evening.seats.find((seat) => seat.id === id)
}

/** Return which circle a seat is in, from 0; -1 when there is no such seat. */
export function ringOf(evening: Evening, id: SeatId): number {
  return evening.rings.findIndex((ring) => ring.seats.includes(id))
}

export function withRing(evening: Evening, place: number, ring: Ring): Evening {
  return { ...evening, rings: evening.rings.map((one, at) => (at === place ? ring : one)) }
}
