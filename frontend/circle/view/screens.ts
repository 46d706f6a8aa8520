/** Which screen is shown: the conversation, or one thing that has to be done first. A page brings those it needs. */
import { part } from '../../keys/view/parts'

export const screens = [
  'circle-moment', 'circle-here', 'circle-closed', 'circle-begin', 'circle-full', 'circle-wait', 'circle-no-signal', 'circle-signed-out',
  'circle-removed', 'circle-out-of-step', 'circle-storage', 'circle-elsewhere', 'circle-refused',
  'circle-report', 'circle-report-nobody', 'circle-reported', 'circle-find',
  'room-off', 'room-early', 'room-waiting', 'room-open', 'room-knock', 'room-full', 'room-over', 'room-out',
] as const
export type Screen = (typeof screens)[number]

let now: Screen | '' = ''

/** Show one, and bring the reader to its heading where it is a step and not the conversation. */
export function show(screen: Screen): void {
  if (screen === now) return
  const isFirst = now === '' || now === 'circle-moment'
  now = screen
  for (const one of screens) document.getElementById(one)?.toggleAttribute('hidden', one !== screen)
  if (isFirst && screen === 'circle-here') return
  const head = part(screen).querySelector<HTMLElement>('h2')
  head?.setAttribute('tabindex', '-1')
  if (screen !== 'circle-moment') head?.focus()
}

export const shownScreen = (): Screen | '' => now
