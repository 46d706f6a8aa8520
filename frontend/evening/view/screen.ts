/** The whole screen: which part of it is shown, and its three places. */
import type { Running } from '../running'
import { newEvening } from '../state/evening'
import { clock } from '../state/order'
import { open, phase, take } from '../state/phone'
import type { Tab } from './app'
import { drawBag, wireBag } from './bag'
import { drawClosing, drawForgotten, wireClosing } from './closing'
import { clearHanding, drawHanding } from './handing'
import { drawLock, wireAwake, wireLock } from './locking'
import { onTap, part, refill, make, show, write } from './page'
import { choose, drawPeople, wirePeople } from './people'
import { drawReading, wireReading } from './reading'
import { drawRing } from './ring'
import { drawRound, wireRound } from './round'
import { fill } from './brought'

const tabs: readonly Tab[] = ['words', 'round', 'close']
const phases = ['ready', 'held', 'open', 'passed', 'closed', 'over', 'gone'] as const

export function wire(app: Running): void {
  for (const tab of tabs) onTap(`to-${tab}`, () => {
    app.look({ tab, sure: false })
    window.scrollTo({ top: 0 })
  })
  onTap('make-ready', () => {
    const asked = part<HTMLButtonElement>('make-ready')
    asked.disabled = true
    void app.getReady().then(() => (asked.disabled = false))
  })
  onTap('open', () => {
    const both = part<HTMLInputElement>('both-here').checked
    show('both-why', !both)
    if (!both) return part('both-here').focus()
    app.keep((kept) => open(kept, Date.now(), crypto.randomUUID()))
    void app.talk()
    void app.getReady()
  })
  onTap('take-over', () => {
    const { standing } = app.kept
    const from = { term: standing.term, opened: Date.parse(standing.opened) || Date.now(), evening: newEvening }
    app.keep((kept) => take(kept, from, Date.now(), crypto.randomUUID()))
    void app.talk()
    void app.getReady()
  })
  onTap('hand-over', () => {
    app.look({ handing: true })
    void drawHanding(app)
    part('handing-head').focus()
  })
  onTap('keep-here', () => {
    clearHanding()
    app.look({ handing: false })
    part('hand-over').focus()
  })
  onTap('gave', () => void app.erase('passed'))
  wirePeople(app)
  wireRound(app)
  wireBag(app)
  wireReading(app)
  wireClosing(app, () => void app.closed())
  wireLock(app)
  wireAwake()
}

export function draw(app: Running): void {
  const now = Date.now()
  const at = app.ended ?? phase(app.kept)
  for (const one of phases) show(`phase-${one}`, one === at)
  const isOpen = at === 'open'
  show('tabs', isOpen && !app.shown.handing)
  show('lock', isOpen)
  write('now-clock', clock(now, app.tonight.zone))
  const step = app.tonight.steps[app.kept.evening.step]
  const closing = app.kept.evening.about === 'closing' && app.shown.tab === 'round'
  const title = closing ? app.words.closing_round : step?.title
  write('now-title', isOpen && title ? title : app.tonight.group)
  write('locked-title', title ?? app.tonight.group)
  write('locked-clock', clock(now, app.tonight.zone))
  drawNotices(app)
  drawLock(app)
  const tooEarly = now < Date.parse(app.tonight.opens)
  show('open-later', tooEarly)
  show('open-now', !tooEarly)
  if (isOpen) drawOpen(app, now)
  if (at === 'closed') drawForgotten(app, app.left)
  write('ready-said', app.shown.ready ? app.words.ready : app.words.not_ready)
  show('make-ready', !app.shown.ready)
}

function drawOpen(app: Running, now: number): void {
  for (const tab of tabs) {
    show(`tab-${tab}`, tab === app.shown.tab && !app.shown.handing)
    const door = part(`to-${tab}`)
    if (tab === app.shown.tab) door.setAttribute('aria-current', 'page')
    else door.removeAttribute('aria-current')
  }
  show('handing', app.shown.handing)
  drawReading(app)
  drawRing(app, (id) => choose(app, id))
  drawRound(app, now)
  drawPeople(app)
  drawBag(app)
  drawClosing(app)
}

/** The quiet notices under the clock: signal, storage, a picture, what the server did not take. */
function drawNotices(app: Running): void {
  const { words, shown, kept } = app
  const said: string[] = []
  if (app.pictureWhy) said.push(app.pictureWhy)
  if (!shown.canKeep) said.push(words.cannot_keep)
  if (shown.signedOut) said.push(words.not_signed_in)
  else if (!shown.signal) said.push(words.no_signal)
  else if (kept.acts.length > 0) said.push(fill(words.to_tell, { count: kept.acts.length }))
  said.push(...kept.refused)
  show('notices', said.length > 0)
  if (part('notices').textContent !== said.join('')) refill('notices', said.map((one) => make('p', { text: one })))
}
