/** Takes everything said off the page: a meeting that is over leaves nothing behind a hidden screen either. */
import { part } from '../../../keys/view/parts'

const said = [
  'circle-list', 'room-ring', 'room-holder', 'room-where', 'room-question', 'room-people', 'room-private-list', 'room-private-to', 'room-door-list',
  'room-who-leads', 'circle-about-words', 'circle-aloud', 'room-aloud', 'room-private-aloud',
] as const
const written = ['circle-words', 'circle-note', 'room-private-words', 'room-ask-words', 'room-name'] as const

export function wipe(): void {
  for (const one of said) part(one).replaceChildren()
  for (const one of written) part<HTMLInputElement | HTMLTextAreaElement>(one).value = ''
}
