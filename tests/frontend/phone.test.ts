import assert from 'node:assert/strict'
import test from 'node:test'

import { newEvening } from '../../frontend/evening/state/evening'
import * as phone from '../../frontend/evening/state/phone'
import { sitDown } from '../../frontend/evening/state/seats'

const noon = Date.parse('2026-12-08T19:30:00Z')
const mine = { term: 1, mine: true, opened: '2026-12-08T19:30:00+00:00', closed: '', hand_key: 'k' }
const theirs = { ...mine, term: 2, mine: false }
const ended = { ...mine, closed: '2026-12-08T21:00:00+00:00', hand_key: '' }
const said = (acts: readonly phone.Act[]) => acts.map((one) => one.act)
const all = (kept: phone.Kept) => kept.acts.map((one) => one.key)

test('an evening opened without signal is open at once, and told later, once', () => {
  const open = phone.open(phone.fresh(phone.nobodyYet), noon, 'a')
  assert.equal(phone.phase(open), 'open')
  assert.deepEqual(said(open.acts), ['check_in', 'open'])
  assert.deepEqual(said(phone.open(open, noon + 1, 'b').acts), ['check_in', 'open'])

  const told = phone.heard(open, { ...mine, done: all(open), refused: [] })

  assert.equal(phone.phase(told), 'open')
  assert.deepEqual(told.acts, [])
})

test('from open to close without signal: the acts wait in order, from before the first', () => {
  let kept = phone.open(phone.fresh(phone.nobodyYet), noon, 'a')
  kept = { ...kept, evening: sitDown(sitDown(kept.evening, 'Amira'), 'Bo') }
  kept = phone.checkOut(phone.close(kept, noon + 1, 'b'), noon + 2, 'c')

  assert.deepEqual(said(kept.acts), ['check_in', 'open', 'close', 'check_out'])
  assert.equal(kept.from, 0)
  assert.equal(kept.acts[2]?.here, 2)
  assert.deepEqual(kept.evening, newEvening)
  assert(!JSON.stringify(kept).includes('Amira'))
})

test('the phone that gave the evening away learns it from the next word', () => {
  const open = phone.heard(phone.open(phone.fresh(phone.nobodyYet), noon, 'a'), { ...mine, done: ['a-in', 'a-open'], refused: [] })

  assert.equal(phone.phase(phone.heardStanding(open, theirs)), 'passed')
})

test('an older word never takes an evening away that this phone has not told of yet', () => {
  const taken = phone.take(phone.fresh(theirs), { term: 2, opened: noon, evening: newEvening }, noon, 'a')

  assert.equal(phone.phase(phone.heardStanding(taken, theirs)), 'open')
  assert.equal(taken.from, 2)
})

test('taking over twice says the later one only', () => {
  const once = phone.take(phone.fresh(theirs), { term: 2, opened: noon, evening: newEvening }, noon, 'a')
  const twice = phone.take(once, { term: 3, opened: noon, evening: newEvening }, noon, 'b')

  assert.deepEqual(all(twice), ['b-take'])
  assert.equal(twice.from, 3)
})

test('a phone that came too late is told so, and holds nothing', () => {
  const taken = phone.take(phone.fresh(theirs), { term: 1, opened: noon, evening: newEvening }, noon, 'a')
  const why = 'Fern holds this evening now.'

  const after = phone.heard(taken, { ...theirs, done: [], refused: [{ key: 'a-take', why }] })

  assert.notEqual(phone.phase(after), 'open')
  assert.deepEqual(after.refused, [why])
})

test('a refused opening goes back to the beginning, unless people sit there already', () => {
  const open = phone.open(phone.fresh(phone.nobodyYet), noon, 'a')
  const no = { ...phone.nobodyYet, done: ['a-in'], refused: [{ key: 'a-open', why: 'Too early.' }] }

  assert.equal(phone.phase(phone.heard(open, no)), 'ready')
  const seated = { ...open, evening: sitDown(open.evening, 'Amira') }
  assert.equal(phone.phase(phone.heard(seated, no)), 'open')
  assert.deepEqual(phone.heard(seated, no).refused, ['Too early.'])
})

test('a close on another phone ends the evening here', () => {
  assert.equal(phone.phase(phone.heardStanding(phone.fresh(mine), ended)), 'over')
})

test('an act the server forgot to answer is kept and said again', () => {
  const open = phone.open(phone.fresh(phone.nobodyYet), noon, 'a')

  assert.deepEqual(all(phone.heard(open, { ...mine, done: ['a-in', 'zz'], refused: [] })), ['a-open'])
})
