/** What is read aloud, part by part, and the order of the evening with its quiet times. */
import { clock, goTo, timed, type Step } from '../state/order'
import { hadTurn } from '../state/round'
import type { App } from './app'
import { fill } from './brought'
import { make, onTap, part, refill, show, write } from './page'

function goToPart(app: App, at: number): void {
  const { steps } = app.tonight
  const step = goTo(at, steps)
  const kind = steps[step]?.kind
  app.act((evening) => {
    const untouched = evening.rings.every((ring) => ring.piece === null && !ring.seats.some((id) => hadTurn(ring, id)))
    const about = kind === 'closing' ? 'closing' : evening.about
    return { ...evening, step, about: untouched ? about : evening.about }
  })
  window.scrollTo({ top: 0 })
  part('now-title').focus({ preventScroll: true })
}

export function wireReading(app: App): void {
  onTap('next-part', () => goToPart(app, app.kept.evening.step + 1))
  onTap('part-before', () => goToPart(app, app.kept.evening.step - 1))
  onTap('to-the-round', () => app.look({ tab: 'round' }))
}

const seated: ReadonlySet<Step['kind']> = new Set(['round', 'talk', 'circles', 'questions', 'closing'])

/** Return what to read in this part: its own words, or the group's where it has none. */
function toRead(app: App, step: Step | undefined): string {
  if (step?.words) return step.words
  if (step?.kind === 'words' || step?.kind === 'welcome') return app.tonight.opening_words
  return step?.kind === 'closing' ? app.tonight.closing_words : ''
}

function paragraphs(text: string): HTMLElement[] {
  return text.split(/\n\s*\n|\n/).filter((one) => one.trim()).map((one) => make('p', { text: one.trim() }))
}

export function drawReading(app: App): void {
  const { steps, zone } = app.tonight
  const { step } = app.kept.evening
  const parts = timed(steps, app.kept.opened)
  const now = parts[step]
  const coming = parts[step + 1]
  refill('to-read', paragraphs(toRead(app, now)))
  show('promises', now?.kind === 'agreement')
  show('to-the-round', now !== undefined && seated.has(now.kind))
  write('part-until', now ? fill(app.words.until, { time: clock(now.until, zone) }) : '')
  write('next-part', coming ? fill(app.words.go_to, { title: coming.title }) : app.words.last_part)
  part<HTMLButtonElement>('next-part').disabled = !coming
  part<HTMLButtonElement>('part-before').disabled = step === 0
  refill('order', parts.map((one, at) => {
    const time = make('span', { classes: 'order-time number', text: clock(one.from, zone) })
    const title = make('bdi', { classes: 'order-title', text: one.title })
    const row = make('button', {
      classes: 'order-part', attributes: { type: 'button', 'data-key': `part-${at}` }, tap: () => goToPart(app, at),
    }, [time, title])
    if (at === step) row.setAttribute('aria-current', 'step')
    return make('li', {}, [row])
  }))
}
