/** The talking piece: who has it, who is next, who passed. One piece in each circle. */
import {
  seatOf, withRing,
  type About, type Evening, type Ring, type SeatId, type Turn, type Wish,
} from './evening'

/** Return whether somebody may be asked: they are in the room and did not choose just to listen. */
export function mayHold(evening: Evening, id: SeatId): boolean {
  const seat = seatOf(evening, id)
  return seat !== undefined && !seat.listens && !seat.out
}

export function hadTurn(ring: Ring, id: SeatId): boolean {
  return ring.turns.some((turn) => turn.seat === id)
}

/** Return the seats still to be asked in this round, the next one first. */
export function toCome(evening: Evening, ring: Ring): SeatId[] {
  const start = ring.piece === null ? 0 : ring.seats.indexOf(ring.piece) + 1
  const inOrder = [...ring.seats.slice(start), ...ring.seats.slice(0, start)]
  return inOrder.filter((id) => id !== ring.piece && !hadTurn(ring, id) && mayHold(evening, id))
}

/** Return the ring with its piece at the next seat, without a turn for whoever had it. */
export function moveOn(evening: Evening, ring: Ring, except?: SeatId): Ring {
  const next = toCome(evening, ring).find((id) => id !== except)
  return { ...ring, piece: next ?? null, wish: null }
}

function after(ring: Ring, turn: Turn): readonly Turn[] {
  return [...ring.turns.filter((one) => one.seat !== turn.seat), turn]
}

function done(evening: Evening, at: number, passed: boolean): Evening {
  const ring = evening.rings[at]
  if (!ring || ring.piece === null) return evening
  const turned = { ...ring, turns: after(ring, { seat: ring.piece, passed }) }
  return withRing(evening, at, moveOn(evening, turned))
}

/** They have spoken; the piece goes on. */
export const next = (evening: Evening, at: number): Evening => done(evening, at, false)
/** They pass; the piece goes on, and at the end they may be asked once more. */
export const pass = (evening: Evening, at: number): Evening => done(evening, at, true)

/** Take the last turn back: the piece lies again with whoever had it before. */
export function back(evening: Evening, at: number): Evening {
  const ring = evening.rings[at]
  const last = ring?.turns.at(-1)
  if (!ring || !last || !mayHold(evening, last.seat)) return evening
  return withRing(evening, at, {
    ...ring,
    piece: last.seat,
    wish: null,
    turns: ring.turns.slice(0, -1),
  })
}

/** Hand the piece across to somebody; whoever had it has spoken. */
export function giveTo(evening: Evening, id: SeatId): Evening {
  const at = evening.rings.findIndex((ring) => ring.seats.includes(id))
  const ring = evening.rings[at]
  if (!ring || ring.piece === id || !mayHold(evening, id)) return evening
  const spoke = ring.piece === null ? ring.turns : after(ring, { seat: ring.piece, passed: false })
  return withRing(evening, at, {
    ...ring,
    piece: id,
    wish: null,
    turns: spoke.filter((turn) => turn.seat !== id),
  })
}

/** Begin anew in one circle: nobody has been asked yet, the first who may speak has the piece. */
export function begin(evening: Evening, at: number, about: About = 'round'): Evening {
  const ring = evening.rings[at]
  if (!ring) return evening
  const fresh: Ring = { ...ring, piece: null, turns: [] }
  return withRing({ ...evening, about }, at, moveOn(evening, fresh))
}

/** Ask once more those who passed. */
export function askAgain(evening: Evening, at: number): Evening {
  const ring = evening.rings[at]
  if (!ring || ring.piece !== null) return evening
  const spoke = ring.turns.filter((turn) => !turn.passed)
  return withRing(evening, at, moveOn(evening, { ...ring, turns: spoke }))
}

export function wishFor(evening: Evening, at: number, wish: Wish | null): Evening {
  const ring = evening.rings[at]
  return ring?.piece === null || !ring ? evening : withRing(evening, at, { ...ring, wish })
}

export type Standing = 'nobody' | 'not begun' | 'going' | 'over'

export function standing(evening: Evening, ring: Ring): Standing {
  if (ring.piece !== null) return 'going'
  if (!ring.seats.some((id) => mayHold(evening, id))) return 'nobody'
  return ring.turns.length > 0 ? 'over' : 'not begun'
}
