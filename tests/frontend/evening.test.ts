import assert from 'node:assert/strict'
import test from 'node:test'

import * as bag from '../../frontend/evening/state/bag'
import * as circles from '../../frontend/evening/state/circles'
import * as count from '../../frontend/evening/state/count'
import { newEvening, ringOf, seatOf, type Evening } from '../../frontend/evening/state/evening'
import { clock, cue, timed } from '../../frontend/evening/state/order'
import * as round from '../../frontend/evening/state/round'
import * as seats from '../../frontend/evening/state/seats'
import { asName, asQuestion } from '../../frontend/evening/state/words'

function sitting(...names: string[]): Evening {
  return names.reduce((evening, name) => seats.sitDown(evening, name), newEvening)
}

function holder(evening: Evening, ring = 0): string {
  const piece = evening.rings[ring]?.piece
  return piece == null ? '' : (seatOf(evening, piece)?.name ?? '?')
}

const three = sitting('Amira', 'Bo', 'Wren')

test('the piece goes round once and then lies still', () => {
  let evening = round.begin(three, 0)
  const heard = []
  while (holder(evening)) {
    heard.push(holder(evening))
    evening = round.next(evening, 0)
  }

  assert.deepEqual(heard, ['Amira', 'Bo', 'Wren'])
  assert.equal(round.standing(evening, evening.rings[0]!), 'over')
})

test('somebody who passed is asked once more, and nobody else is', () => {
  let evening = round.begin(three, 0)
  evening = round.next(round.pass(round.next(evening, 0), 0), 0)

  evening = round.askAgain(evening, 0)

  assert.equal(holder(evening), 'Bo')
  assert.equal(holder(round.next(evening, 0)), '')
})

test('back gives the piece to whoever had it before', () => {
  const evening = round.next(round.begin(three, 0), 0)

  assert.equal(holder(round.back(evening, 0)), 'Amira')
  assert.equal(round.back(evening, 0).rings[0]?.turns.length, 0)
})

test('somebody who just listens is never given the piece', () => {
  const evening = round.begin(seats.justListen(three, 2, true), 0)

  assert.equal(holder(round.next(evening, 0)), 'Wren')
  assert.equal(round.giveTo(evening, 2), evening)
})

test('the piece goes on when its holder walks out, and they are asked when they are back', () => {
  const out = seats.stepOut(round.begin(three, 0), 1)
  assert.equal(holder(out), 'Bo')

  const back = round.next(round.next(seats.comeBack(out, 1), 0), 0)

  assert.equal(holder(back), 'Amira')
})

test('what somebody wished for is forgotten with their turn', () => {
  const evening = round.wishFor(round.begin(three, 0), 0, 'listen')
  assert.equal(evening.rings[0]?.wish, 'listen')

  assert.equal(round.next(evening, 0).rings[0]?.wish, null)
})

test('a seat taken away takes its name, its turn and its piece with it', () => {
  const evening = seats.takeAway(round.next(round.begin(three, 0), 0), 2)

  assert.equal(holder(evening), 'Wren')
  assert(!JSON.stringify(evening).includes('Bo'))
})

test('fourteen people make circles of even size, neighbours together', () => {
  const many = sitting(...Array.from({ length: 14 }, (_, at) => `P${at}`))
  assert(circles.isMany(many))

  const split = circles.split(many, 3)

  assert.deepEqual(split.rings.map((ring) => ring.seats.length), [5, 5, 4])
  assert.deepEqual(split.rings[0]?.seats, [1, 2, 3, 4, 5])
  assert.deepEqual(circles.gather(split).rings[0]?.seats, many.rings[0]?.seats)
})

test('each circle has a piece of its own, and moving somebody never brings it along', () => {
  let evening = circles.split(sitting('A', 'B', 'C', 'D'), 2)
  evening = round.begin(round.begin(evening, 0), 1)

  evening = seats.moveTo(evening, 1, 1)

  assert.equal(holder(evening, 0), 'B')
  assert.equal(holder(evening, 1), 'C')
  assert.equal(ringOf(evening, 1), 1)
})

test('the twenty-fifth chair is not there', () => {
  const full = sitting(...Array.from({ length: 24 }, () => ''))

  assert.equal(seats.sitDown(full, 'One more'), full)
})

test('questions come out by chance, without a name, each once', () => {
  let evening = ['one', 'two', 'three'].reduce(bag.putIn, newEvening)
  evening = bag.draw(evening, 0.5)
  assert.deepEqual(evening.bag, { waiting: ['one', 'three'], drawn: ['two'] })

  assert.deepEqual(bag.layAside(evening).bag.drawn, [])
  assert.deepEqual(bag.putBack(evening).bag.waiting, ['one', 'three', 'two'])
  assert.equal(bag.draw(newEvening, 0.99), newEvening)
})

test('the bag takes twelve questions, and no empty one', () => {
  const full = Array.from({ length: 13 }, (_, at) => `Question ${at}`).reduce(bag.putIn, newEvening)

  assert.equal(full.bag.waiting.length, bag.mostQuestions)
  assert.equal(bag.whyNot(full, 'One more'), 'full')
  assert.equal(bag.whyNot(newEvening, '  \u200b '), 'nothing')
  assert.equal(bag.whyNot(newEvening, 'x'.repeat(5000)), null)
})

test('the sums begin with the seats and never stand against each other', () => {
  assert.deepEqual(count.sums(three), { here: 3, firstTime: 0, beenBefore: 0 })

  let evening = [1, 1, 1, 1].reduce((one, by) => count.tap(one, 'firstTime', by), three)
  assert.equal(evening.count.firstTime, 3)
  evening = count.tap(evening, 'beenBefore', 1)
  assert.deepEqual(evening.count, { here: null, firstTime: 2, beenBefore: 1 })
  evening = count.tap(evening, 'here', -1)

  assert.deepEqual(count.sums(evening), { here: 2, firstTime: 2, beenBefore: 0 })
  assert.deepEqual(count.settled(seats.takeAway(evening, 1)), { here: 2, firstTime: 2, beenBefore: 0 })
})

const london = 'Europe/London'
const step = (title: string, minutes: number) => ({ kind: 'round' as const, title, minutes, words: '' })

test('the times of the order run through midnight and through the change of the clocks', () => {
  // The clocks go back at 2am on 25 October 2026 in London: 1.30am comes twice.
  const opened = Date.parse('2026-10-24T23:40:00+01:00')

  const parts = timed([step('One', 30), step('Two', 90), step('Three', 60)], opened)

  assert.deepEqual(parts.map((part) => clock(part.until, london)), ['12.10am', '1.40am', '1.40am'])
})

test('times are said as people say them', () => {
  assert.equal(clock(Date.parse('2026-12-08T19:00:00Z'), london), '7pm')
  assert.equal(clock(Date.parse('2026-12-08T19:48:00Z'), london), '7.48pm')
  assert.equal(clock(Date.parse('2026-07-08T11:05:00Z'), london), '12.05pm')
})

test('about five minutes is said once, before the end, and nothing is counted down', () => {
  const [part] = timed([step('One', 30)], 0)
  const at = (minutes: number) => cue(part, minutes * 60_000)

  assert.deepEqual([at(10), at(23), at(24.5), at(29), at(31)], ['none', 'none', 'soon', 'soon', 'after'])
  assert.equal(cue(timed([step('Short', 5)], 0)[0], 60_000), 'none')
})

test('a name is whole, short, and cannot turn the line round', () => {
  assert.equal(asName('  Amira\n\tJane '), 'Amira Jane')
  assert.equal(asName('\u202eaveN\u0000'), 'aveN')
  assert.equal(asName('\u200b\u2060 '), '')
  assert.equal(asName('x'.repeat(1000)).length, 20)
  assert.equal(asName('A' + '\u0301'.repeat(1000)).length <= 24, true)
  assert.equal(asName('e\u0301'), 'é')
  const family = '👩‍👩‍👧'
  assert.equal(asName(family.repeat(9)), family)
  assert.equal(asName('\ud83d'), '')
  assert.equal(asQuestion('a'.repeat(200)).length, 140)
})
