/** What somebody typed, made safe to keep and to show: no signs that turn a line round, no endless names. */

export const longestName = 20
export const heaviestName = 32
export const longestQuestion = 140

// Controls, and the marks that make the rest of a line run backwards; what is left of half a sign too.
const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]/gu
const halfSigns = /\p{Cs}/gu
const blank = /^[\s\p{M}\p{Cf}\u2800\u3164]*$/u

const pieces = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export function weightOf(text: string): number {
  return new TextEncoder().encode(text).length
}

/** Return the text without what cannot be seen; empty when nothing can. */
function seen(text: string): string {
  // A joiner inside an emoji family stays; lines and tabs become a space.
  const kept = text.normalize('NFC').replace(/\s+/gu, ' ').replace(unseen, '').replace(halfSigns, '')
  return blank.test(kept) ? '' : kept.trim()
}

/** Return as many whole signs as fit: an emoji family is never cut in two, a pile of accents is. */
function fitted(text: string, most: number, heaviest: number): string {
  let kept = ''
  let count = 0
  for (const { segment } of pieces.segment(text)) {
    const one = segment.slice(0, 24)
    if (count >= most || weightOf(kept + one) > heaviest) break
    kept += one
    count += 1
  }
  return kept.replace(halfSigns, '').trim()
}

export function asName(typed: string): string {
  return fitted(seen(typed), longestName, heaviestName)
}

export function asQuestion(typed: string): string {
  return fitted(seen(typed), longestQuestion, longestQuestion * 4)
}
