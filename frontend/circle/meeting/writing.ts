/** An act as bytes, inside a sealed message (docs/develop/sealed-objects.md): one way to write each. */
import { type Bytes, fromLetters, joined, NotOurs, text, toLetters, utf8 } from '../../keys/secret/bytes'
import { type Reader, list, opaque, readAll, u32, u64, u8 } from '../protocol/wire'
import type { Act } from './acts'
import { heaviestBag, mostQuestions, type Question, type Ring, type Seat, stages, type Turn } from './ring'

const form = 1
const idLength = 16
const keyLength = 32
const mostSeats = 64
export const longestQuestion = 600
/** Of a private word, sealed. */
export const longestBox = 3_000
const kinds = {
  begin: 1, ring: 2, stage: 3, on: 4, give: 5, hand: 6, listen: 7, lead: 8, ask: 9, draw: 10, key: 11, private: 12,
} as const

const yes = (is: boolean): Bytes => u8(is ? 1 : 0)
const someone = (id: string): Bytes => opaque(fromLetters(id))
const exactly = (letters: string, length: number): Bytes => {
  const bytes = fromLetters(letters)
  if (bytes.length !== length) throw new RangeError('id')
  return bytes
}

function question(one: Question): Bytes {
  const said = utf8(one.text.normalize('NFC'))
  if (said.length > longestQuestion) throw new RangeError('question')
  return joined(exactly(one.id, idLength), opaque(said))
}

function ringed(ring: Ring): Bytes[] {
  const ids = (all: readonly string[]): Bytes => list(all.map((id) => exactly(id, idLength)))
  return [
    list(ring.seats.map((seat) => joined(exactly(seat.id, idLength), yes(seat.listens)))), ids(ring.facilitators), someone(ring.keeper),
    u32(ring.watch), u8(stages.indexOf(ring.stage)), u32(ring.turn), someone(ring.piece),
    list(ring.turns.map((turn) => joined(exactly(turn.id, idLength), yes(turn.passed)))), ids(ring.hands),
    list(ring.bag.map(question)), list(ring.drawn ? [question(ring.drawn)] : []),
  ]
}

function inside(act: Act): Bytes[] {
  switch (act.kind) {
    case 'begin':
      return []
    case 'ring':
      return [u64(act.after), ...ringed(act.ring)]
    case 'stage':
      return [u32(act.watch), u8(stages.indexOf(act.stage))]
    case 'on':
      return [u32(act.turn), yes(act.passed)]
    case 'give':
      return [u32(act.turn), someone(act.to)]
    case 'hand':
      return [yes(act.up)]
    case 'listen':
      return [yes(act.on)]
    case 'lead':
      return [u32(act.watch), exactly(act.to, idLength)]
    case 'ask':
      return [question(act.question)]
    case 'draw':
      return [u32(act.watch), someone(act.id)]
    case 'key':
      return [exactly(act.open, keyLength)]
    case 'private': {
      const box = fromLetters(act.box)
      if (box.length > longestBox) throw new RangeError('private')
      return [opaque(box)]
    }
  }
}

/** Throws RangeError where it is too long, NotOurs where an id is none. */
export function writeAct(act: Act): Bytes {
  return joined(u8(form), u8(kinds[act.kind]), ...inside(act))
}

const isIt = (from: Reader): boolean => {
  const said = from.u8()
  if (said > 1) throw new NotOurs('yes')
  return said === 1
}
const id = (from: Reader): string => toLetters(from.fixed(idLength))
const nobodyOr = (from: Reader): string => {
  const bytes = from.opaque(idLength)
  if (bytes.length !== 0 && bytes.length !== idLength) throw new NotOurs('id')
  return toLetters(bytes)
}
const stage = (from: Reader): Ring['stage'] => {
  const found = stages[from.u8()]
  if (!found) throw new NotOurs('stage')
  return found
}

function readQuestion(from: Reader): Question {
  const which = id(from)
  let said: string
  const bytes = from.opaque(longestQuestion)
  try {
    said = text(bytes)
  } catch {
    throw new NotOurs('text')
  }
  if (said !== said.normalize('NFC') || /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(said)) throw new NotOurs('text')
  return { id: which, text: said }
}

const eachOnce = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => {
  if (new Set(all.map((one) => one.id)).size !== all.length) throw new NotOurs('twice')
  return all
}
const ids = (from: Reader): string[] => eachOnce(from.list(mostSeats * idLength, id).map((one) => ({ id: one }))).map((one) => one.id)

function readRing(from: Reader): Ring {
  const flagged = <T>(make: (who: string, flag: boolean) => T): T[] => from.list(mostSeats * (idLength + 1), (one) => make(id(one), isIt(one)))
  const longestBag = heaviestBag + mostQuestions * (idLength + 2)
  const seats = eachOnce(flagged((who, listens): Seat => ({ id: who, listens })))
  const [facilitators, keeper, watch, part, turn, piece] = [ids(from), nobodyOr(from), from.u32(), stage(from), from.u32(), nobodyOr(from)]
  const turns = eachOnce(flagged((who, passed): Turn => ({ id: who, passed })))
  const hands = ids(from)
  const bag = eachOnce(from.list(longestBag, readQuestion))
  const drawn = from.list(longestBag, readQuestion)
  if (drawn.length > 1 || bag.length + drawn.length > mostQuestions) throw new NotOurs('bag')
  return { seats, facilitators, keeper, watch, stage: part, turn, piece, turns, hands, bag, drawn: drawn[0] ?? null }
}

/** Return what bytes say. Throws NotOurs: of another form, of no kind we know, or written another way. */
export function readAct(bytes: Bytes): Act {
  return readAll(bytes, (from): Act => {
    if (from.u8() !== form) throw new NotOurs('form')
    switch (from.u8()) {
      case kinds.begin:
        return { kind: 'begin' }
      case kinds.ring:
        return { kind: 'ring', after: from.u64(), ring: readRing(from) }
      case kinds.stage:
        return { kind: 'stage', watch: from.u32(), stage: stage(from) }
      case kinds.on:
        return { kind: 'on', turn: from.u32(), passed: isIt(from) }
      case kinds.give:
        return { kind: 'give', turn: from.u32(), to: nobodyOr(from) }
      case kinds.hand:
        return { kind: 'hand', up: isIt(from) }
      case kinds.listen:
        return { kind: 'listen', on: isIt(from) }
      case kinds.lead:
        return { kind: 'lead', watch: from.u32(), to: id(from) }
      case kinds.ask:
        return { kind: 'ask', question: readQuestion(from) }
      case kinds.draw:
        return { kind: 'draw', watch: from.u32(), id: nobodyOr(from) }
      case kinds.key:
        return { kind: 'key', open: toLetters(from.fixed(keyLength)) }
      case kinds.private:
        return { kind: 'private', box: toLetters(from.opaque(longestBox)) }
      default:
        throw new NotOurs('kind')
    }
  })
}
