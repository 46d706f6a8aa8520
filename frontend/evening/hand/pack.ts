/** One evening as few bytes: small enough for a picture. Whatever is unpacked is checked first. */
import { heaviestBag, mostQuestions } from '../state/bag'
import { mostPeople } from '../state/count'
import { mostRings, mostSeats, type Evening, type Ring, type Seat } from '../state/evening'
import { asName, asQuestion, heaviestName, longestQuestion } from '../state/words'
import { NotOurs, Reader, Writer } from './bytes'

const form = 1
const mostSteps = 40
const mostIds = 60_000
const mostTerms = 100_000
const lastMoment = 1e11

/** What passes from one phone to the next. */
export interface Handed {
  readonly evening: Evening
  /** Whose hand it left: the term the giving phone held. */
  readonly term: number
  /** When the evening was opened, in whole seconds since 1970. */
  readonly opened: number
}

const wishes = [null, 'listen', 'thoughts'] as const
const abouts = ['round', 'closing'] as const

function writeRing(to: Writer, ring: Ring, place: ReadonlyMap<number, number>): void {
  // Seats are said by their place in the list: one byte each, whatever number they carry.
  const said = (id: number): number => place.get(id) ?? mostSeats
  to.list(ring.seats, (id) => to.byte(said(id)))
  to.byte(ring.piece === null ? mostSeats : said(ring.piece))
  to.byte(wishes.indexOf(ring.wish))
  to.list(ring.turns, (turn) => to.byte(said(turn.seat) * 2 + (turn.passed ? 1 : 0)))
}

export function pack({ evening, term, opened }: Handed): Uint8Array<ArrayBuffer> {
  const place = new Map(evening.seats.map((seat, at) => [seat.id, at]))
  const to = new Writer().byte(form).number(term).number(opened)
  to.number(evening.step).byte(abouts.indexOf(evening.about)).number(evening.nextId)
  to.list(evening.seats, (seat) => {
    to.number(seat.id).byte((seat.listens ? 1 : 0) + (seat.out ? 2 : 0)).text(seat.name)
  })
  to.list(evening.rings, (ring) => writeRing(to, ring, place))
  to.list(evening.bag.waiting, (one) => to.text(one))
  to.list(evening.bag.drawn, (one) => to.text(one))
  const { here, firstTime, beenBefore } = evening.count
  return to.number(here === null ? 0 : here + 1).number(firstTime).number(beenBefore).done()
}

function readRing(from: Reader, seats: readonly Seat[]): Ring {
  const id = (at: number): number => {
    const seat = seats[at]
    if (!seat) throw new NotOurs('seat')
    return seat.id
  }
  const inRing = from.list(mostSeats, () => id(from.byte()))
  const piece = from.byte(mostSeats)
  const wish = wishes[from.byte(2)] ?? null
  const turns = from.list(mostSeats, () => {
    const said = from.byte()
    return { seat: id(said >> 1), passed: said % 2 === 1 }
  })
  return { seats: inRing, piece: piece === mostSeats ? null : id(piece), wish, turns }
}

/** Throw when the parts do not make one evening: somebody in two circles, or a piece far away. */
function insistItHolds(evening: Evening): void {
  const ids = evening.seats.map((seat) => seat.id)
  const sitting = evening.rings.flatMap((ring) => ring.seats)
  const whole =
    new Set(ids).size === ids.length &&
    new Set(sitting).size === sitting.length &&
    sitting.length === ids.length &&
    ids.every((id) => id < evening.nextId) &&
    evening.rings.every(
      (ring) =>
        (ring.piece === null || ring.seats.includes(ring.piece)) &&
        new Set(ring.turns.map((turn) => turn.seat)).size === ring.turns.length &&
        ring.turns.every((turn) => ring.seats.includes(turn.seat)),
    )
  if (!whole || evening.rings.length === 0) throw new NotOurs('evening')
}

/** Return what was packed. Throws NotOurs, or TypeError for letters that are none. */
export function unpack(bytes: Uint8Array): Handed {
  const from = new Reader(bytes)
  if (from.byte() !== form) throw new NotOurs('form')
  const term = from.number(mostTerms)
  const opened = from.number(lastMoment)
  const step = from.number(mostSteps)
  const about = abouts[from.byte(1)] ?? 'round'
  const nextId = from.number(mostIds)
  const seats = from.list(mostSeats, (): Seat => {
    const id = from.number(mostIds)
    const signs = from.byte(3)
    return { id, listens: signs % 2 === 1, out: signs > 1, name: asName(from.text(heaviestName)) }
  })
  const rings = from.list(mostRings, () => readRing(from, seats))
  const question = (): string => asQuestion(from.text(longestQuestion * 4))
  const bag = {
    waiting: from.list(mostQuestions, question),
    drawn: from.list(mostQuestions, question),
  }
  const here = from.number(mostPeople + 1)
  const count = {
    here: here === 0 ? null : here - 1,
    firstTime: from.number(mostPeople),
    beenBefore: from.number(mostPeople),
  }
  from.end()
  const evening: Evening = { step, about, seats, rings, nextId, bag, count }
  insistItHolds(evening)
  return { evening, term, opened }
}

/** The heaviest an evening can be, in bytes: every seat and the bag full. */
export const heaviest = mostSeats * (heaviestName + 5) + heaviestBag + mostQuestions * 2 + 120
