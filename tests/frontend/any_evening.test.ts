import assert from 'node:assert/strict'
import test from 'node:test'

import { heaviest, pack, unpack } from '../../frontend/evening/hand/pack'
import { fromDigits, toDigits } from '../../frontend/evening/hand/digits'
import * as bag from '../../frontend/evening/state/bag'
import * as circles from '../../frontend/evening/state/circles'
import * as count from '../../frontend/evening/state/count'
import { newEvening, type Evening } from '../../frontend/evening/state/evening'
import * as round from '../../frontend/evening/state/round'
import * as seats from '../../frontend/evening/state/seats'
import { chanceFrom, type Chance } from './chance'

const names = ['', 'Amira', 'Bo', 'Wren', 'سلمى', 'Siân', '👩‍👩‍👧', 'x'.repeat(60), 'Mairéad-Ó']
const questions = ['Why?', 'ب'.repeat(200), 'How long does it last, and who tells me?', 'x'.repeat(140)]

type Act = (evening: Evening, chance: Chance) => Evening
const someone = (evening: Evening, chance: Chance): number => chance.one(evening.seats)?.id ?? 999
const somewhere = (_: Evening, chance: Chance): number => chance.below(4)

const acts: readonly Act[] = [
  (e, c) => seats.sitDown(e, c.one(names) ?? '', c.below(4)),
  (e, c) => seats.sitDown(e, c.one(names) ?? '', c.below(4)),
  (e, c) => seats.rename(e, someone(e, c), c.one(names) ?? ''),
  (e, c) => seats.justListen(e, someone(e, c), c() < 0.4),
  (e, c) => seats.stepOut(e, someone(e, c)),
  (e, c) => seats.comeBack(e, someone(e, c)),
  (e, c) => seats.moveTo(e, someone(e, c), somewhere(e, c)),
  (e, c) => round.begin(e, somewhere(e, c), c() < 0.5 ? 'round' : 'closing'),
  (e, c) => round.next(e, somewhere(e, c)),
  (e) => round.next(e, 0),
  (e, c) => round.pass(e, somewhere(e, c)),
  (e, c) => round.back(e, somewhere(e, c)),
  (e, c) => round.askAgain(e, somewhere(e, c)),
  (e, c) => round.giveTo(e, someone(e, c)),
  (e, c) => round.wishFor(e, somewhere(e, c), c() < 0.5 ? 'listen' : 'thoughts'),
  (e, c) => circles.split(e, c.below(5)),
  circles.gather,
  (e, c) => bag.putIn(e, c.one(questions) ?? ''),
  (e, c) => bag.draw(e, c()),
  (e) => bag.putBack(e),
  (e) => bag.layAside(e),
  (e, c) => count.tap(e, c.one(['here', 'firstTime', 'beenBefore'] as const) ?? 'here', c() < 0.6 ? 1 : -1),
]
// Going home is rarer than the rest, and the only act after which there may be fewer people.
const goHome: Act = (e, c) => seats.takeAway(e, someone(e, c))

function insist(evening: Evening, why: string): void {
  const people = evening.seats.map((seat) => seat.id).sort()
  const sitting = evening.rings.flatMap((ring) => ring.seats).sort()
  assert.deepEqual(sitting, people, `${why}: somebody sits twice or nowhere`)
  for (const ring of evening.rings) {
    if (ring.piece !== null) {
      assert(ring.seats.includes(ring.piece), `${why}: the piece left its circle`)
      assert(round.mayHold(evening, ring.piece), `${why}: the piece lies where it may not`)
      assert(!round.hadTurn(ring, ring.piece), `${why}: asked twice`)
    }
    assert(ring.turns.every((turn) => ring.seats.includes(turn.seat)), `${why}: a turn of nobody`)
  }
  const { here, firstTime, beenBefore } = count.settled(evening)
  assert(firstTime >= 0 && beenBefore >= 0 && firstTime + beenBefore <= here, `${why}: sums`)
}

test('ten thousand evenings of any acts in any order lose nobody and never make a second piece', () => {
  for (let seed = 0; seed < 10_000; seed += 1) {
    const chance = chanceFrom(seed)
    let evening = newEvening
    for (let one = chance.below(40); one >= 0; one -= 1) {
      const leaves = chance() < 0.05
      const before = evening.seats.length
      evening = (leaves ? goHome : acts[chance.below(acts.length)])!(evening, chance)
      if (!leaves) assert(evening.seats.length >= before, `seed ${seed}: somebody is lost`)
    }
    insist(evening, `seed ${seed}`)
    const packed = pack({ evening, term: seed, opened: 1_796_000_000 + seed })
    assert(packed.length <= heaviest, `seed ${seed}: ${packed.length} bytes`)
    assert.deepEqual(unpack(packed), { evening, term: seed, opened: 1_796_000_000 + seed })
    if (seed % 50 === 0) assert.deepEqual(fromDigits(toDigits(packed)), packed)
  }
})

test('what is unpacked is checked: any one byte changed is read as an evening that holds, or refused', () => {
  const chance = chanceFrom(7)
  let evening = newEvening
  for (const name of ['Amira', 'Bo', 'Wren', 'Sam']) evening = seats.sitDown(evening, name)
  evening = bag.putIn(round.next(round.begin(circles.split(evening, 2), 0), 0), 'Why?')
  const packed = pack({ evening, term: 3, opened: 1_796_000_000 })
  let refused = 0
  for (let one = 0; one < 5_000; one += 1) {
    const bent = packed.slice(0, chance() < 0.2 ? chance.below(packed.length) : undefined)
    if (bent.length > 0) bent[chance.below(bent.length)] = chance.below(256)
    try {
      const read = unpack(bent).evening
      const sitting = read.rings.flatMap((ring) => ring.seats)
      assert.equal(new Set(sitting).size, read.seats.length, `try ${one}`)
    } catch (fault) {
      if ((fault as Error).name === 'AssertionError') throw fault
      refused += 1
    }
  }

  assert(refused > 500, `${refused} refused`)
})
