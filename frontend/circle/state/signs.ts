/** Letters as somebody counts them: what makes one sign together is one, a family or a flag too. */

/** Return the signs of some words; where a browser cannot tell them, its letters. */
export function signs(words: string): string[] {
  if (!('Segmenter' in Intl)) return [...words]
  return [...new Intl.Segmenter().segment(words)].map(({ segment }) => segment)
}
