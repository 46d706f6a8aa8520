/** The running order and the clock on the wall. Times are said, never counted down. */

export type Kind =
  | 'welcome' | 'words' | 'agreement' | 'round' | 'talk' | 'break' | 'circles' | 'questions' | 'closing'

export interface Step {
  readonly kind: Kind
  readonly title: string
  readonly minutes: number
  readonly words: string
}

export interface Timed extends Step {
  /** In milliseconds since 1970, as everything the phone's clock says. */
  readonly from: number
  readonly until: number
}

const minute = 60_000
/** When to say "about five minutes": a little before, so that it is still true when it is read. */
const soon = 6 * minute
/** A part shorter than this is over before anybody could use the cue. */
const short = 10 * minute

/** Return each part with its times, counted from when the evening was opened. */
export function timed(steps: readonly Step[], opened: number): Timed[] {
  let from = opened
  return steps.map((step) => {
    const until = from + step.minutes * minute
    const one = { ...step, from, until }
    from = until
    return one
  })
}

export type Cue = 'none' | 'soon' | 'after'

/** Return what the quiet line may say of the part we are in. */
export function cue(part: Timed | undefined, now: number): Cue {
  if (!part || now < part.until - soon) return 'none'
  if (now > part.until) return 'after'
  return part.until - part.from > short ? 'soon' : 'none'
}

/** Return a moment as people say it: 7.48pm, 7pm. */
export function clock(moment: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hour: 'numeric', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(moment))
  const hour = Number(parts.find((part) => part.type === 'hour')?.value ?? 0)
  const past = parts.find((part) => part.type === 'minute')?.value ?? '00'
  const said = past === '00' ? `${hour % 12 || 12}` : `${hour % 12 || 12}.${past}`
  return hour < 12 ? `${said}am` : `${said}pm`
}

export function goTo(step: number, steps: readonly Step[]): number {
  return Math.min(Math.max(Math.trunc(step), 0), Math.max(steps.length - 1, 0))
}
