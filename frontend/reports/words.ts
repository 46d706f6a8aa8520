/** Sentences the page of a report brings, and when something was said. */
import { clock, fullDay } from '../circle/view/words'
import { brought } from '../keys/view/parts'

let said: Readonly<Record<string, string>> | undefined

/** Return a sentence of the page; words in capitals in it are replaced. */
export function sentence(name: string, values: Readonly<Record<string, string>> = {}): string {
  said ??= brought<Record<string, string>>('words-sentences')
  let words = said[name] ?? ''
  for (const [what, value] of Object.entries(values)) words = words.replace(what, () => value)
  return words
}

/** Return a minute since 1970 as a day and a time, as the house says them. */
export const aloudTime = (minute: number): string => `${fullDay(minute)}, ${clock(minute)}`
