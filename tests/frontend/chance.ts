/** The same chance each time: a failure can be looked at again. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  (): number
  below(most: number): number
  one<T>(from: readonly T[]): T | undefined
}

/** Source: mulberry32, a small generator fit for tests and nothing else. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number): number => Math.floor(roll() * most)
  return Object.assign(roll, { below, one: <T>(from: readonly T[]) => from[below(from.length)] })
}
