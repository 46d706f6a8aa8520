/** Who sits where, as a list; and the sheet of one seat. */
import { emptyRing, mostSeats, ringOf, seatOf, type SeatId } from '../state/evening'
import * as round from '../state/round'
import * as seats from '../state/seats'
import { called, type App } from './app'
import { fill } from './brought'
import { button, make, onTap, part, refill, say, show, write } from './page'
import { standingOf } from './ring'

/** Wire what stays: the form that adds a seat, and the buttons of the sheet. */
export function wirePeople(app: App): void {
  const field = part<HTMLInputElement>('new-name')
  part<HTMLFormElement>('add-person').addEventListener('submit', (event) => {
    event.preventDefault()
    add(app, field.value)
    field.value = ''
    field.focus()
  })
  onTap('add-seat', () => add(app, ''))
  const name = part<HTMLInputElement>('seat-name')
  name.addEventListener('change', () => withChosen(app, (id) => app.act((e) => seats.rename(e, id, name.value))))
  onTap('seat-listens', () => withChosen(app, (id) => {
    const listens = seatOf(app.kept.evening, id)?.listens ?? false
    app.act((e) => seats.justListen(e, id, !listens))
  }))
  onTap('seat-out', () => withChosen(app, (id) => {
    const out = seatOf(app.kept.evening, id)?.out ?? false
    app.act((e) => (out ? seats.comeBack(e, id) : seats.stepOut(e, id)))
  }))
  onTap('seat-piece', () => withChosen(app, (id) => {
    app.act((e) => round.giveTo(e, id))
    app.look({ chosen: null })
  }))
  onTap('seat-away', () => withChosen(app, (id) => {
    const undo = { evening: app.kept.evening, name: called(app, id) }
    app.act((e) => seats.takeAway(e, id))
    app.look({ chosen: null, undo })
  }))
  onTap('seat-done', () => done(app))
  onTap('undo', () => {
    const { undo } = app.shown
    app.look({ undo: null })
    if (undo) app.act(() => undo.evening)
  })
}

function add(app: App, name: string): void {
  app.act((evening) => seats.sitDown(evening, name, app.shown.ring))
  const last = app.kept.evening.seats.at(-1)
  if (last) say(called(app, last.id))
}

function withChosen(app: App, act: (id: SeatId) => void): void {
  if (app.shown.chosen !== null) act(app.shown.chosen)
}

export function drawPeople(app: App): void {
  const { evening } = app.kept
  const ring = evening.rings[app.shown.ring] ?? emptyRing
  refill('people-list', ring.seats.map((id) => {
    const one = button('', `seat-${id}`, () => choose(app, id), 'person')
    const name = make('bdi', { text: called(app, id) })
    const how = make('span', { classes: 'person-how', text: standingOf(app, ring, id) })
    one.append(name, how)
    one.setAttribute('aria-expanded', String(app.shown.chosen === id))
    return make('li', {}, [one])
  }))
  const full = evening.seats.length >= mostSeats
  part<HTMLButtonElement>('add-seat').disabled = full
  part<HTMLButtonElement>('add-button').disabled = full
  show('all-taken', full)
  write('all-taken', fill(app.words.all_taken, { count: mostSeats }))
  drawSheet(app)
  drawOut(app)
  show('undone', app.shown.undo !== null)
  write('undone-words', fill(app.words.taken_away, { name: app.shown.undo?.name ?? '' }))
}

/** Open the sheet of a seat, and go there; a second tap closes it. */
export function choose(app: App, id: SeatId): void {
  const again = app.shown.chosen === id
  app.look({ chosen: again ? null : id })
  if (!again) part('seat-called').focus()
}

/** Close the sheet, and bring the keyboard back to the seat it came from. */
function done(app: App): void {
  const id = app.shown.chosen
  app.look({ chosen: null })
  part('people-list').querySelector<HTMLElement>(`[data-key="seat-${id}"]`)?.focus({ preventScroll: true })
}

function drawSheet(app: App): void {
  const { evening } = app.kept
  const id = app.shown.chosen
  const seat = id === null ? undefined : seatOf(evening, id)
  show('seat-sheet', seat !== undefined)
  if (!seat) return
  const here = ringOf(evening, seat.id)
  write('seat-called', called(app, seat.id))
  const name = part<HTMLInputElement>('seat-name')
  if (document.activeElement !== name) name.value = seat.name
  part('seat-listens').setAttribute('aria-pressed', String(seat.listens))
  part('seat-out').setAttribute('aria-pressed', String(seat.out))
  const may = round.mayHold(evening, seat.id) && evening.rings[here]?.piece !== seat.id
  show('seat-piece', may)
  refill('seat-moves', evening.rings.flatMap((_, at) => at === here ? [] : [
    button(fill(app.words.move_to, { number: at + 1 }), `move-${at}`, () => {
      app.act((one) => seats.moveTo(one, seat.id, at))
      app.look({ chosen: null })
    }),
  ]))
}

/** Who is outside with somebody, each with the way back in. */
function drawOut(app: App): void {
  const out = app.kept.evening.seats.filter((seat) => seat.out)
  show('outside', out.length > 0)
  refill('outside-list', out.map((seat) =>
    button(fill(app.words.is_back, { name: called(app, seat.id) }), `back-${seat.id}`, () =>
      app.act((evening) => seats.comeBack(evening, seat.id)), 'button button--plum button--small'),
  ))
}
