/** What the offer of help does, without a page: shown once in an hour, then small. */

const hourMs = 60 * 60 * 1000

/** hidden: nothing to see. open: the whole offer. small: one button that brings it back. */
export interface Offer {
  readonly shows: 'hidden' | 'open' | 'small'
  /** Until when it does not open by itself again, in milliseconds since 1970. */
  readonly quietUntil: number
}

/** How a page begins, with what this tab noted before. */
export function begin(quietUntil: number): Offer {
  return { shows: 'hidden', quietUntil }
}

/** Somebody stopped typing. It never closes by itself: words are taken back more easily than meant. */
export function looked(before: Offer, isHeavy: boolean, now: number): Offer {
  if (!isHeavy || before.shows !== 'hidden') return before
  if (now < before.quietUntil) return { ...before, shows: 'small' }
  return { shows: 'open', quietUntil: now + hourMs }
}

/** "Not this time". */
export function notNow(before: Offer): Offer {
  return { ...before, shows: 'small' }
}

/** Asked for by hand. */
export function again(before: Offer): Offer {
  return { ...before, shows: 'open' }
}
