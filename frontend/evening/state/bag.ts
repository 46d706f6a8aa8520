/** The question bag: typed or read in by anybody, drawn by chance, never with a name. */
import type { Evening } from './evening'
import { asQuestion, weightOf } from './words'

export const mostQuestions = 12
/** All questions together, in bytes: what a picture can still carry to the other phone. */
export const heaviestBag = 1_700

export type WhyNot = 'nothing' | 'full' | null

function weight(evening: Evening): number {
  const { waiting, drawn } = evening.bag
  return [...waiting, ...drawn].reduce((sum, one) => sum + weightOf(one), 0)
}

/** Return why a question cannot go in, or null when it can. */
export function whyNot(evening: Evening, typed: string): WhyNot {
  const question = asQuestion(typed)
  const { waiting, drawn } = evening.bag
  if (question === '') return 'nothing'
  if (waiting.length + drawn.length >= mostQuestions) return 'full'
  return weight(evening) + weightOf(question) > heaviestBag ? 'full' : null
}

export function putIn(evening: Evening, typed: string): Evening {
  if (whyNot(evening, typed)) return evening
  const { waiting, drawn } = evening.bag
  return { ...evening, bag: { waiting: [...waiting, asQuestion(typed)], drawn } }
}

/**
 * Draw one.
 *
 * chance -- from 0 up to, not including, 1; from the machine's good randomness, so that nobody
 * can tell from the order whose question it was.
 */
export function draw(evening: Evening, chance: number): Evening {
  const { waiting, drawn } = evening.bag
  const at = Math.floor(chance * waiting.length)
  const one = waiting[at]
  if (one === undefined) return evening
  return {
    ...evening,
    bag: { waiting: waiting.filter((_, place) => place !== at), drawn: [...drawn, one] },
  }
}

/** Lay the open question aside for good: it is gone from this phone. */
export function layAside(evening: Evening): Evening {
  const { waiting, drawn } = evening.bag
  return { ...evening, bag: { waiting, drawn: drawn.slice(0, -1) } }
}

/** Put the open question back among the others. */
export function putBack(evening: Evening): Evening {
  const { waiting, drawn } = evening.bag
  const last = drawn.at(-1)
  if (last === undefined) return evening
  return { ...evening, bag: { waiting: [...waiting, last], drawn: drawn.slice(0, -1) } }
}
