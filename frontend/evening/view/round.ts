/** The round: one glance says who has the piece, one thumb gives it on. */
import * as circles from '../state/circles'
import { emptyRing } from '../state/evening'
import { cue, timed } from '../state/order'
import * as round from '../state/round'
import { stepOut } from '../state/seats'
import { called, type App } from './app'
import { fill } from './brought'
import { button, onTap, part, refill, say, show, write } from './page'

function ringShown(app: App) {
  return app.kept.evening.rings[app.shown.ring] ?? emptyRing
}

function sayHolder(app: App): void {
  const { piece } = ringShown(app)
  say(piece === null ? app.words.round_over : `${called(app, piece)} ${app.words.has_piece}`)
}

export function wireRound(app: App): void {
  const turn = (act: (at: number) => void) => () => {
    act(app.shown.ring)
    sayHolder(app)
  }
  onTap('next', turn((at) => {
    const how = round.standing(app.kept.evening, ringShown(app))
    if (how === 'going') app.act((e) => round.next(e, at))
    else if (how === 'not begun') app.act((e) => round.begin(e, at, app.kept.evening.about))
    else if (ringShown(app).turns.some((one) => one.passed)) app.act((e) => round.askAgain(e, at))
    else app.act((e) => round.begin(e, at))
  }))
  onTap('pass', turn((at) => app.act((e) => round.pass(e, at))))
  onTap('back', turn((at) => app.act((e) => round.back(e, at))))
  onTap('new-round', turn((at) => app.act((e) => round.begin(e, at))))
  onTap('closing-round', turn((at) => app.act((e) => round.begin(e, at, 'closing'))))
  for (const wish of ['listen', 'thoughts'] as const) {
    onTap(`wish-${wish}`, () => {
      const now = ringShown(app).wish
      app.act((e) => round.wishFor(e, app.shown.ring, now === wish ? null : wish))
    })
  }
  onTap('step-out', () => {
    const list = part('step-out-list')
    list.hidden = !list.hidden
    part('step-out').setAttribute('aria-expanded', String(!list.hidden))
  })
  for (const many of [2, 3]) onTap(`split-${many}`, () => {
    app.act((e) => circles.split(e, many))
    app.look({ ring: 0, chosen: null })
  })
  onTap('gather', () => {
    app.act(circles.gather)
    app.look({ ring: 0, chosen: null })
  })
}

function drawTurn(app: App): void {
  const { evening } = app.kept
  const ring = ringShown(app)
  const how = round.standing(evening, ring)
  const passed = ring.turns.some((turn) => turn.passed)
  const { words } = app
  const said = {
    nobody: words.start, 'not begun': words.start, going: words.next,
    over: passed ? words.ask_again : words.new_round,
  }
  write('next', said[how])
  part<HTMLButtonElement>('next').disabled = how === 'nobody'
  show('pass', how === 'going')
  part<HTMLButtonElement>('back').disabled = ring.turns.length === 0
  const name = ring.piece === null ? '' : called(app, ring.piece)
  const wished = { listen: words.wants_listen, thoughts: words.wants_thoughts }
  show('cue', how === 'going')
  write('cue', ring.wish ? fill(wished[ring.wish], { name }) : words.cue)
  show('wish', how === 'going')
  for (const wish of ['listen', 'thoughts'] as const) {
    part(`wish-${wish}`).setAttribute('aria-pressed', String(ring.wish === wish))
  }
  show('after-round', how === 'over')
  show('new-round', passed)
}

/** The quiet line: where the time is, and who has not been heard yet. */
function drawQuiet(app: App, now: number): void {
  const { evening, opened } = app.kept
  const ring = ringShown(app)
  const parts = timed(app.tonight.steps, opened)
  const coming = parts[evening.step + 1]
  const { words } = app
  const said: string[] = []
  const when = cue(parts[evening.step], now)
  if (when === 'soon') said.push(words.soon)
  if (when === 'after' && coming) said.push(fill(words.by_the_order, { title: coming.title }))
  const left = round.toCome(evening, ring).length
  if (ring.piece !== null && left === 1) said.push(words.waits_one)
  if (ring.piece !== null && left > 1) said.push(fill(words.waits_many, { count: left }))
  write('quiet', said.join(' '))
}

function drawCircles(app: App): void {
  const { evening } = app.kept
  const several = evening.rings.length > 1
  show('ring-choice', several)
  refill('ring-choice', several ? evening.rings.map((_, at) => {
    const one = button(fill(app.words.circle, { number: at + 1 }), `ring-${at}`, () =>
      app.look({ ring: at, chosen: null }), 'chip-button')
    one.setAttribute('aria-pressed', String(at === app.shown.ring))
    return one
  }) : [])
  show('many', circles.isMany(evening) && !several)
  write('many', fill(app.words.you_are_many, { count: evening.seats.length }))
  for (const many of [2, 3]) {
    const sizes = circles.sizes(evening.seats.length, many).join(' + ')
    write(`split-${many}-sizes`, evening.seats.length < many * 2 ? '' : sizes)
    part<HTMLButtonElement>(`split-${many}`).disabled = evening.seats.length < many * 2
  }
  show('gather', several)
}

export function drawRound(app: App, now: number): void {
  drawTurn(app)
  drawQuiet(app, now)
  drawCircles(app)
  refill('step-out-list', app.kept.evening.seats.filter((seat) => !seat.out).map((seat) =>
    button(called(app, seat.id), `out-${seat.id}`, () => {
      app.act((evening) => stepOut(evening, seat.id))
      part('step-out-list').hidden = true
      part('step-out').setAttribute('aria-expanded', 'false')
    }, 'button button--plum button--small'),
  ))
}
