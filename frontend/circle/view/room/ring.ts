/** The ring of seats. Shape says what colour says; the list of people below is its twin for reading and the keyboard. */
import { part } from '../../../keys/view/parts'
import { goesRound, mayHold, type Ring, type Seat } from '../../meeting/ring'
import type { Meeting } from '../../room/conversing'
import { say } from '../parts'
import { sentence } from '../words'

const svg = 'http://www.w3.org/2000/svg'
const reach = 118

function drawn(name: string, values: Readonly<Record<string, string | number>>): SVGElement {
  const one = document.createElementNS(svg, name)
  for (const [what, value] of Object.entries(values)) one.setAttribute(what, String(value))
  return one
}

function dressOf(ring: Ring, seat: Seat): string {
  if (ring.piece === seat.id) return 'chair--warm'
  if (seat.listens) return 'chair--listens'
  return ring.turns.some((turn) => turn.id === seat.id) ? 'chair--heard' : 'chair--waits'
}

function chair(ring: Ring, seat: Seat, at: number): SVGElement[] {
  const turn = (at / ring.seats.length) * 2 * Math.PI - Math.PI / 2
  const [x, y] = [reach * Math.cos(turn), reach * Math.sin(turn)].map((one) => Math.round(one * 10) / 10) as [number, number]
  const size = ring.seats.length > 16 ? 10 : 14
  const found = [drawn('circle', { cx: x, cy: y, r: ring.piece === seat.id ? size + 6 : size, class: `chair ${dressOf(ring, seat)}` })]
  if (ring.turns.some((one) => one.id === seat.id && one.passed)) found.push(drawn('path', { d: `M${x - 5} ${y}h10`, class: 'chair-passed' }))
  if (ring.hands.includes(seat.id)) found.push(drawn('path', { d: `M${x} ${y - size - 5}v-12`, class: 'chair-hand' }))
  return found
}

/** Return how one seat stands, in words. */
export function standingOf(ring: Ring, seat: Seat): string {
  const turn = ring.turns.find((one) => one.id === seat.id)
  const said = [
    ring.keeper === seat.id ? sentence('leadsNow') : '',
    ring.piece === seat.id ? sentence('hasPiece') : '',
    seat.listens ? sentence('listens') : '',
    ring.hands.includes(seat.id) ? sentence('handUp') : '',
    turn && ring.piece !== seat.id ? sentence(turn.passed ? 'passedWords' : 'hasSpoken') : '',
  ]
  return said.filter((one) => one !== '').join(' · ')
}

/** Return one sentence: where the piece is, or what this part of the evening is. */
export function whereItIs(ring: Ring, meeting: Meeting): string {
  if (!goesRound(ring)) return sentence(`stage ${ring.stage}`)
  if (ring.piece === meeting.here.mine) return sentence('yourTurn')
  if (ring.piece !== '') return sentence('pieceWith', { NAME: meeting.name(ring.piece) })
  return sentence(ring.seats.some((seat) => mayHold(ring, seat.id)) ? 'roundOver' : 'onlyListening')
}

export function showRing(meeting: Meeting): void {
  const { ring } = meeting.tonight.following
  part('room-finding').hidden = ring !== null
  part('room-round').hidden = ring === null
  if (!ring) return
  part('room-ring').replaceChildren(...ring.seats.flatMap((seat, at) => chair(ring, seat, at)))
  const holder = ring.piece === '' ? '' : ring.piece === meeting.here.mine ? sentence('you0') : meeting.name(ring.piece)
  say(part('room-holder'), holder)
  part('room-holder').classList.toggle('holder--long', holder.split(/[\s-]/).some((word) => word.length > 9))
  say(part('room-where'), whereItIs(ring, meeting))
  say(part('room-question'), ring.drawn?.text ?? '')
  part('room-question-part').hidden = ring.drawn === null
}
