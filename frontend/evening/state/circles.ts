/** Splitting a large ring into circles where everybody is heard, and coming back into one. */
import { emptyRing, manySeats, mostRings, type Evening, type Ring } from './evening'

/** Return whether to offer circles at all. */
export function isMany(evening: Evening): boolean {
  return evening.seats.length > manySeats
}

/** Return how many seats each circle would have, the larger ones first: 14 in 3 is 5, 5, 4. */
export function sizes(seats: number, circles: number): number[] {
  const least = Math.floor(seats / circles)
  return Array.from({ length: circles }, (_, at) => least + (at < seats % circles ? 1 : 0))
}

/**
 * Sit everybody in so many circles, neighbours staying together: people turn their chairs,
 * nobody crosses the room. The pieces are laid down; each circle begins by itself.
 */
export function split(evening: Evening, circles: number): Evening {
  const many = Math.min(Math.max(Math.trunc(circles), 1), mostRings)
  if (many === 1 || evening.seats.length < many * 2) return gather(evening)
  const order = evening.seats.map((seat) => seat.id)
  let from = 0
  const rings = sizes(order.length, many).map((size): Ring => {
    const seats = order.slice(from, from + size)
    from += size
    return { ...emptyRing, seats }
  })
  return { ...evening, rings }
}

/** Back into one ring, in the order people sat down. */
export function gather(evening: Evening): Evening {
  if (evening.rings.length === 1) return evening
  return { ...evening, rings: [{ ...emptyRing, seats: evening.seats.map((seat) => seat.id) }] }
}
