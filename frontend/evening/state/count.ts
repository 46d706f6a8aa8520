/** Three sums, tapped. They start from the seats, and never stand against each other. */
import type { Evening } from './evening'

export type Sum = 'here' | 'firstTime' | 'beenBefore'
export interface Sums {
  readonly here: number
  readonly firstTime: number
  readonly beenBefore: number
}

export const mostPeople = 200

const within = (number: number, most: number): number => Math.min(Math.max(number, 0), most)

/** Return the three sums as they stand. */
export function sums(evening: Evening): Sums {
  const { here, firstTime, beenBefore } = evening.count
  return { here: here ?? evening.seats.length, firstTime, beenBefore }
}

/** Add to one sum or take away; fewer people here than said to be new makes the others smaller. */
export function tap(evening: Evening, which: Sum, by: number): Evening {
  const now = sums(evening)
  const here = which === 'here' ? within(now.here + by, mostPeople) : now.here
  const first = within(now.firstTime + (which === 'firstTime' ? by : 0), here)
  const before = within(now.beenBefore + (which === 'beenBefore' ? by : 0), here)
  const over = Math.max(first + before - here, 0)
  return {
    ...evening,
    count: {
      here: which === 'here' ? here : evening.count.here,
      firstTime: which === 'beenBefore' ? within(first - over, here) : first,
      beenBefore: which === 'beenBefore' ? before : within(before - over, here),
    },
  }
}

/** Return the sums fit to be sent: a seat taken away after the taps may have left too few. */
export function settled(evening: Evening): Sums {
  const now = sums(evening)
  const firstTime = within(now.firstTime, now.here)
  return { here: now.here, firstTime, beenBefore: within(now.beenBefore, now.here - firstTime) }
}
