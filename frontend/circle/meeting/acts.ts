/** What somebody may do in the ring, and what each of it changes. Who said it, MLS has proven; what they may, is here. */
import {
  begun, beginning, givenTo, goesRound, heaviestBag, leads, mayHold, mostQuestions, movedOn, type Question, type Ring, seatOf, type Stage,
} from './ring'

/**
 * begin -- a facilitator lays everything out anew. ring -- how it stands, for those who just came; after -- as of which number.
 * on -- the piece goes on; give -- to somebody, or into the middle where to is empty. lead -- somebody else leads, or I do.
 * box -- a private word, sealed once more (private.ts). open -- the key to which private words for me are sealed.
 */
export type Act =
  | { readonly kind: 'begin' }
  | { readonly kind: 'ring'; readonly after: number; readonly ring: Ring }
  | { readonly kind: 'stage'; readonly watch: number; readonly stage: Stage }
  | { readonly kind: 'on'; readonly turn: number; readonly passed: boolean }
  | { readonly kind: 'give'; readonly turn: number; readonly to: string }
  | { readonly kind: 'hand'; readonly up: boolean }
  | { readonly kind: 'listen'; readonly on: boolean }
  | { readonly kind: 'lead'; readonly watch: number; readonly to: string }
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'draw'; readonly watch: number; readonly id: string }
  | { readonly kind: 'key'; readonly open: string }
  | { readonly kind: 'private'; readonly box: string }

const weight = (text: string): number => new TextEncoder().encode(text).length

/** Return why a question cannot go into the bag, or null where it can. */
export function whyNotAsk(ring: Ring, text: string): 'nothing' | 'full' | null {
  if (text.trim() === '') return 'nothing'
  const there = ring.drawn ? [...ring.bag, ring.drawn] : ring.bag
  if (there.length >= mostQuestions) return 'full'
  return there.reduce((sum, one) => sum + weight(one.text), weight(text)) > heaviestBag ? 'full' : null
}

/**
 * Return the ring after an act; the same ring where it counts for nothing: not theirs to do, made
 * too late, or said before.
 *
 * from -- member id as letters. seq -- its number in the order.
 */
export function after(ring: Ring, from: string, act: Act, seq: number): Ring {
  if (!seatOf(ring, from)) return ring
  switch (act.kind) {
    case 'begin':
      return leads(ring, from) ? beginning(from, ring.seats.map((seat) => seat.id), ring.facilitators, seq) : ring
    case 'stage':
      return ring.keeper === from && act.watch === ring.watch ? begun(ring, act.stage) : ring
    case 'on':
      return movesPiece(ring, from, act.turn) && ring.piece !== '' ? movedOn(ring, act.passed) : ring
    case 'give': {
      const fits = act.to === '' ? ring.piece !== '' : act.to !== ring.piece && mayHold(ring, act.to)
      return movesPiece(ring, from, act.turn) && fits ? givenTo(ring, act.to) : ring
    }
    case 'hand':
      return raised(ring, from, act.up)
    case 'listen':
      return listening(ring, from, act.on)
    case 'lead':
      return leading(ring, from, act.watch, act.to)
    case 'ask':
      return asked(ring, act.question)
    case 'draw':
      return ring.keeper === from && act.watch === ring.watch ? drawn(ring, act.id) : ring
    case 'ring':
    case 'key':
    case 'private':
      return ring
  }
}

/** The piece is moved by whoever has it, or by those who lead; by nobody who does not know where it is. */
function movesPiece(ring: Ring, from: string, turn: number): boolean {
  return goesRound(ring) && turn === ring.turn && (ring.piece === from || leads(ring, from))
}

function raised(ring: Ring, from: string, up: boolean): Ring {
  const isUp = ring.hands.includes(from)
  if (isUp === up || (up && ring.piece === from)) return ring
  return { ...ring, hands: up ? [...ring.hands, from] : ring.hands.filter((id) => id !== from) }
}

function listening(ring: Ring, from: string, on: boolean): Ring {
  if (seatOf(ring, from)?.listens === on) return ring
  const seats = ring.seats.map((seat) => (seat.id === from ? { ...seat, listens: on } : seat))
  const next = { ...ring, seats, hands: on ? ring.hands.filter((id) => id !== from) : ring.hands }
  return on && ring.piece === from ? movedOn(next, true) : next
}

function leading(ring: Ring, from: string, watch: number, to: string): Ring {
  const mine = ring.keeper === from || to === from
  if (!leads(ring, from) || !leads(ring, to) || !mine || watch !== ring.watch || to === ring.keeper) return ring
  return { ...ring, keeper: to, watch: watch + 1 }
}

function asked(ring: Ring, question: Question): Ring {
  const isThere = ring.bag.some((one) => one.id === question.id) || ring.drawn?.id === question.id
  if (isThere || whyNotAsk(ring, question.text)) return ring
  // By their own ids, which are chance: the order says nothing of who put one in when.
  return { ...ring, bag: [...ring.bag, question].sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** One question is laid open, and the one before is put aside; an empty id only puts aside. */
function drawn(ring: Ring, id: string): Ring {
  if (id === '') return ring.drawn ? { ...ring, drawn: null } : ring
  const one = ring.bag.find((other) => other.id === id)
  return one ? { ...ring, bag: ring.bag.filter((other) => other !== one), drawn: one } : ring
}
