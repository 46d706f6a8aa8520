/** The ring of seats. Shape says what colour says: full, ringed, broken, large and warm. */
import { emptyRing, seatOf, type Ring, type SeatId } from '../state/evening'
import { hadTurn, mayHold, standing } from '../state/round'
import { called, type App } from './app'
import { drawn, part, write } from './page'

const reach = 118
const small = { few: 14, many: 10 }

function placeOf(at: number, of: number): { x: number; y: number } {
  const turn = (at / Math.max(of, 1)) * 2 * Math.PI - Math.PI / 2
  return { x: Math.round(reach * Math.cos(turn) * 10) / 10, y: Math.round(reach * Math.sin(turn) * 10) / 10 }
}

function dressOf(app: App, ring: Ring, id: SeatId): string {
  const { evening } = app.kept
  const seat = seatOf(evening, id)
  if (ring.piece === id) return 'chair--warm'
  if (seat?.out) return 'chair--out'
  if (seat?.listens) return 'chair--listens'
  return hadTurn(ring, id) ? 'chair--heard' : 'chair--waits'
}

/** Draw one seat; a tap opens its sheet. The list below the ring is its twin for the keyboard. */
function chair(app: App, ring: Ring, id: SeatId, at: number, tapped: (id: SeatId) => void): SVGElement {
  const { x, y } = placeOf(at, ring.seats.length)
  const many = ring.seats.length > 16
  const size = ring.piece === id ? (many ? 15 : 20) : many ? small.many : small.few
  const group = drawn('g', { class: 'chair-place' })
  const chosen = app.shown.chosen === id ? ' chair--chosen' : ''
  group.append(
    drawn('circle', { cx: x, cy: y, r: many ? 16 : 24, class: 'chair-finger' }),
    drawn('circle', { cx: x, cy: y, r: size, class: `chair ${dressOf(app, ring, id)}${chosen}` }),
  )
  if (ring.turns.some((turn) => turn.seat === id && turn.passed)) {
    group.append(drawn('path', { d: `M${x - 5} ${y}h10`, class: 'chair-passed' }))
  }
  group.addEventListener('click', () => tapped(id))
  return group
}

function freeChair(at: number, of: number): SVGElement {
  const { x, y } = placeOf(at, of)
  return drawn('circle', { cx: x, cy: y, r: of > 16 ? small.many : small.few, class: 'chair chair--free' })
}

export function drawRing(app: App, tapped: (id: SeatId) => void): void {
  const { evening } = app.kept
  const ring = evening.rings[app.shown.ring] ?? emptyRing
  const chairs = ring.seats.map((id, at) => chair(app, ring, id, at, tapped))
  const free = Array.from({ length: app.tonight.seats }, (_, at) => freeChair(at, app.tonight.seats))
  part<HTMLElement>('ring').replaceChildren(...(chairs.length > 0 ? chairs : free))
  const going = standing(evening, ring)
  const { words } = app
  const said = { nobody: words.nobody_yet, 'not begun': words.not_begun, going: words.has_piece, over: words.round_over }
  const onlyListeners = going === 'nobody' && ring.seats.length > 0
  const name = ring.piece === null ? '' : called(app, ring.piece)
  write('holder', name)
  part('holder').classList.toggle('holder--long', name.split(/[\s-]/).some((word) => word.length > 9))
  write('holder-words', onlyListeners ? words.just_listening : said[going])
}

/** Return in words how one seat stands, for the list and for readers. */
export function standingOf(app: App, ring: Ring, id: SeatId): string {
  const { evening } = app.kept
  const { words } = app
  const seat = seatOf(evening, id)
  if (ring.piece === id) return words.has_piece
  if (seat?.out) return words.is_out
  if (seat?.listens) return words.just_listening
  const turn = ring.turns.find((one) => one.seat === id)
  if (turn) return turn.passed ? words.passed : words.has_spoken
  return mayHold(evening, id) ? '' : words.just_listening
}
