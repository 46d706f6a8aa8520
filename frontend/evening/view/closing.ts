/** Three sums and the end of it: what goes, what stays, and a look whether it is gone. */
import { sums, tap, type Sum } from '../state/count'
import { checkOut, close } from '../state/phone'
import type { Left } from '../store/shelf'
import type { App } from './app'
import { make, onTap, part, refill, show, write } from './page'

const kinds: readonly Sum[] = ['here', 'firstTime', 'beenBefore']

export function wireClosing(app: App, closed: () => void): void {
  for (const kind of kinds) {
    onTap(`${kind}-more`, () => app.act((evening) => tap(evening, kind, 1)))
    onTap(`${kind}-less`, () => app.act((evening) => tap(evening, kind, -1)))
  }
  onTap('close', () => {
    app.look({ sure: true })
    part('close-now').focus()
  })
  onTap('not-yet', () => {
    app.look({ sure: false })
    part('close').focus()
  })
  onTap('close-now', () => {
    app.keep((kept) => close(kept, Date.now(), crypto.randomUUID()))
    app.look({ sure: false, chosen: null, undo: null, picture: '', handing: false, ring: 0 })
    closed()
  })
  onTap('check-out', () => {
    app.keep((kept) => checkOut(kept, Date.now(), crypto.randomUUID()))
    write('check-out-said', app.words.checked_out)
    part<HTMLButtonElement>('check-out').disabled = true
    closed()
  })
}

export function drawClosing(app: App): void {
  const now = sums(app.kept.evening)
  for (const kind of kinds) write(kind, String(now[kind]))
  show('close', !app.shown.sure)
  show('sure', app.shown.sure)
}

/** Say what was found when this phone was searched after the close. */
export function drawForgotten(app: App, left: Left | null): void {
  const { words, kept } = app
  const told = !kept.acts.some((act) => act.act === 'close')
  const people = left && left.people === 0 ? [words.gone_people, words.gone_questions] : [words.still_people]
  const page = left && left.pages === 0 ? words.gone_page : words.still_page
  const said = left ? [...people, told ? words.sums_told : words.sums_left, page] : [words.looking]
  refill('forgotten', said.map((one) => make('li', { text: one })))
}
