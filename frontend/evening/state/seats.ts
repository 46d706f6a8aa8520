/** Sitting down, moving, stepping out, leaving. Nobody is ever in two circles, or in none. */
import {
  emptyRing, mostSeats, ringOf, seatOf, withRing,
  type Evening, type Ring, type Seat, type SeatId,
} from './evening'
import { moveOn } from './round'
import { asName } from './words'

/** Return the evening with one more seat in a circle; the same one when all chairs are taken. */
export function sitDown(evening: Evening, typed: string, place = 0): Evening {
  if (evening.seats.length >= mostSeats) return evening
  const seat: Seat = { id: evening.nextId, name: asName(typed), listens: false, out: false }
  const at = Math.min(Math.max(place, 0), evening.rings.length - 1)
  const ring = evening.rings[at] ?? emptyRing
  return withRing(
    { ...evening, seats: [...evening.seats, seat], nextId: evening.nextId + 1 },
    at,
    { ...ring, seats: [...ring.seats, seat.id] },
  )
}

function changed(evening: Evening, id: SeatId, change: Partial<Seat>): Evening {
  return {
    ...evening,
    seats: evening.seats.map((seat) => (seat.id === id ? { ...seat, ...change } : seat)),
  }
}

/** Somebody who may not have the piece now does not keep it. */
function letGo(evening: Evening, id: SeatId): Evening {
  const at = ringOf(evening, id)
  const ring = evening.rings[at]
  return ring?.piece === id ? withRing(evening, at, moveOn(evening, ring)) : evening
}

export function rename(evening: Evening, id: SeatId, typed: string): Evening {
  return changed(evening, id, { name: asName(typed) })
}

export function justListen(evening: Evening, id: SeatId, listens: boolean): Evening {
  const after = changed(evening, id, { listens })
  return listens ? letGo(after, id) : after
}

export function stepOut(evening: Evening, id: SeatId): Evening {
  return letGo(changed(evening, id, { out: true }), id)
}

export function comeBack(evening: Evening, id: SeatId): Evening {
  return changed(evening, id, { out: false })
}

function without(ring: Ring, id: SeatId): Ring {
  return {
    ...ring,
    seats: ring.seats.filter((one) => one !== id),
    turns: ring.turns.filter((turn) => turn.seat !== id),
  }
}

/** Take a seat away: somebody went home, or it was one too many. */
export function takeAway(evening: Evening, id: SeatId): Evening {
  const at = ringOf(evening, id)
  const ring = evening.rings[at]
  if (!ring) return evening
  // First the piece goes on, while the ring still knows who sits next.
  const moved = ring.piece === id ? moveOn(changed(evening, id, { out: true }), ring) : ring
  return withRing(
    { ...evening, seats: evening.seats.filter((seat) => seat.id !== id) },
    at,
    without(moved, id),
  )
}

/** Move somebody into another circle, as its last seat; a turn they had goes with them. */
export function moveTo(evening: Evening, id: SeatId, place: number): Evening {
  const from = ringOf(evening, id)
  const old = evening.rings[from]
  const target = evening.rings[place]
  if (!old || !target || from === place || !seatOf(evening, id)) return evening
  const turn = old.turns.find((one) => one.seat === id)
  const left = old.piece === id ? moveOn(evening, { ...old, seats: old.seats }, id) : old
  return withRing(withRing(evening, from, without(left, id)), place, {
    ...target,
    seats: [...target.seats, id],
    turns: turn ? [...target.turns, turn] : target.turns,
  })
}
