/** How the list is written down on the device, and read again whoever wrote it. */
import { type Group, type Kept, mostGroups, mostLetters, mostTried, mostVisits, type Tap, taps, type Visit } from './kept'

const form = 1
/** As the house makes its ids: nothing else may become part of an address. */
const id = /^[2-9a-hjkmnp-tv-z]{12}$/
const day = /^\d{4}-\d{2}-\d{2}$/

export function written(kept: Kept): string {
  return JSON.stringify({ form, ...kept })
}

/** Return what was written; null where it is not a list of ours, so that nobody writes over it. */
export function read(text: string): Kept | null {
  try {
    const found: unknown = JSON.parse(text)
    if (!isThing(found) || found['form'] !== form || !Array.isArray(found['groups'])) return null
    const groups = found['groups'].map(group).filter((one) => one !== null)
    return { groups: sound(groups), staysBehind: found['staysBehind'] === true }
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  }
}

/** Return each group once, and no more of anything than the list takes. */
function sound(groups: readonly Group[]): readonly Group[] {
  const once = groups.filter((one, at) => groups.findIndex((other) => other.id === one.id) === at)
  let left = mostTried
  return once.slice(0, mostGroups).map((one) => ({ ...one, try: one.try && left-- > 0 }))
}

function group(found: unknown): Group | null {
  if (!isThing(found) || !id.test(text(found['id']))) return null
  const visits = Array.isArray(found['visits']) ? found['visits'].map(visit) : []
  return {
    id: text(found['id']),
    name: text(found['name']).slice(0, 120),
    when: text(found['when']).slice(0, 300),
    where: text(found['where']).slice(0, 200),
    ours: found['ours'] === true,
    on: dayOf(found['on']),
    try: found['try'] === true,
    visits: visits.filter((one) => one !== null).slice(0, mostVisits),
  }
}

function visit(found: unknown): Visit | null {
  if (!isThing(found)) return null
  const tapped = Array.isArray(found['taps']) ? found['taps'] : []
  return {
    on: dayOf(found['on']),
    taps: taps.filter((tap: Tap) => tapped.includes(tap)),
    words: text(found['words']).slice(0, mostLetters),
  }
}

function isThing(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}

function text(found: unknown): string {
  return typeof found === 'string' ? found : ''
}

function dayOf(found: unknown): string {
  return day.test(text(found)) ? text(found) : ''
}

/** Return the day of a moment on this device's own clock, as 2026-03-03. */
export function dayOn(moment: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
