/** Sentences the page brings, and times as people say them. */
import { brought } from '../../keys/view/parts'

const sentences = (): Readonly<Record<string, string>> => brought<Record<string, string>>('circle-words-said')
let said: Readonly<Record<string, string>> | undefined

/** Return a sentence of the page; NAME and DAY in it are replaced. */
export function sentence(name: string, values: Readonly<Record<string, string>> = {}): string {
  said ??= sentences()
  let words = said[name] ?? ''
  for (const [what, value] of Object.entries(values)) words = words.replace(what, () => value)
  return words
}

const language = (): string => document.documentElement.lang || 'en-GB'

const at = (minute: number): Date => new Date(minute * 60_000)

export function dayOf(minute: number): string {
  return at(minute).toDateString()
}

/** Return 'Today', 'Yesterday' or 'Tuesday 8 December'. */
export function dayWords(minute: number, now: number): string {
  const day = dayOf(minute)
  if (day === dayOf(now)) return sentence('today')
  if (day === dayOf(now - 24 * 60)) return sentence('yesterday')
  return fullDay(minute)
}

export function fullDay(minute: number): string {
  const how: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(language(), how).format(at(minute)).replace(',', '')
}

/** Return '9.12am', as the house says times in English, and as others do in theirs. */
export function clock(minute: number): string {
  const how: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }
  if (!language().startsWith('en')) return new Intl.DateTimeFormat(language(), how).format(at(minute))
  const parts = new Intl.DateTimeFormat('en-GB', { ...how, hour12: true }).formatToParts(at(minute))
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('hour') === '0' ? '12' : part('hour')}.${part('minute')}${part('dayPeriod').toLowerCase().replace(/[\s.]/g, '')}`
}

export function iso(minute: number): string {
  return at(minute).toISOString()
}

/** Several names in a row, as the language says them. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names)
}
