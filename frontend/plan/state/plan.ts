/** My plan: its cards, and what becomes of two versions of it. Nothing written is ever lost. */

export const cards = [
  'well', 'signs', 'helps', 'who',
  'warning', 'alone', 'places', 'ask', 'professionals', 'safer', 'reasons',
] as const
export type Card = (typeof cards)[number]

export const longest = 2000

/** One card. others -- what was written elsewhere at the same time, until somebody decides. */
export interface Written {
  readonly text: string
  readonly others: readonly string[]
}
export type Plan = Readonly<Record<Card, Written>>

const empty: Written = { text: '', others: [] }

function each(make: (card: Card) => Written): Plan {
  return Object.fromEntries(cards.map((card) => [card, make(card)])) as unknown as Plan
}

export const blank: Plan = each(() => empty)

function same(one: Written, other: Written): boolean {
  return (
    one.text === other.text && one.others.length === other.others.length &&
    one.others.every((words, at) => words === other.others[at])
  )
}

export function samePlan(one: Plan, other: Plan): boolean {
  return cards.every((card) => same(one[card], other[card]))
}

export function isBlank(plan: Plan): boolean {
  return samePlan(plan, blank)
}

export function hasOthers(plan: Plan): boolean {
  return cards.some((card) => plan[card].others.length > 0)
}

/** Write on one card. */
export function write(plan: Plan, card: Card, text: string): Plan {
  return { ...plan, [card]: { ...plan[card], text: text.slice(0, longest) } }
}

/** Put what was written elsewhere below what stands here; it stays where there is no room. */
export function takeIn(plan: Plan, card: Card, words: string): Plan {
  const { text, others } = plan[card]
  const joined = text.trim() === '' ? words : `${text}\n${words}`
  if (joined.length > longest) return plan
  return { ...plan, [card]: { text: joined, others: others.filter((one) => one !== words) } }
}

/** Leave out what was written elsewhere. */
export function leaveOut(plan: Plan, card: Card, words: string): Plan {
  const { text, others } = plan[card]
  return { ...plan, [card]: { text, others: others.filter((one) => one !== words) } }
}

function mergeCard(base: Written, mine: Written, theirs: Written): Written {
  if (same(mine, theirs) || same(theirs, base)) return mine
  if (same(mine, base)) return theirs
  const text = mine.text === base.text ? theirs.text : theirs.text === base.text ? mine.text : mine.text || theirs.text
  // Something decided on one side stays decided; what is new on either side stays.
  const kept = (words: string): boolean =>
    !base.others.includes(words) || (mine.others.includes(words) && theirs.others.includes(words))
  const all = [...mine.others, ...theirs.others].filter(kept)
  for (const words of [mine.text, theirs.text]) {
    if (words !== base.text) all.push(words)
  }
  const others = [...new Set(all)].filter((words) => words.trim() !== '' && words !== text)
  return { text, others }
}

/**
 * Return one plan from two that grew from the same base, card by card. Where both changed a
 * card, both are kept: one stands in it, the other beside it until somebody decides.
 */
export function merge(base: Plan, mine: Plan, theirs: Plan): Plan {
  return each((card) => mergeCard(base[card], mine[card], theirs[card]))
}

const form = 1

export function written(plan: Plan): string {
  return JSON.stringify({ form, cards: plan })
}

function readCard(said: unknown): Written {
  const one = said as Partial<Written> | undefined
  const text = typeof one?.text === 'string' ? one.text.slice(0, longest) : ''
  const others = Array.isArray(one?.others) ? one.others.filter((words) => typeof words === 'string') : []
  return { text, others }
}

/** Read a plan as it was written; a card of a later house is left where it is. Throws on a form we do not know. */
export function read(text: string): Plan {
  const said = JSON.parse(text) as { form?: unknown; cards?: Record<string, unknown> }
  if (said.form !== form) throw new Error('form')
  return each((card) => readCard(said.cards?.[card]))
}
