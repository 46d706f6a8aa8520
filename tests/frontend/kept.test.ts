import assert from 'node:assert/strict'
import test from 'node:test'

import * as state from '../../frontend/kept/state/kept'
import { dayOn, read, written } from '../../frontend/kept/state/writing'
import { toSend } from '../../frontend/kept/view/sending'

const letters = '23456789abcdefghjkmnpqrstvwxyz'
const idOf = (number: number) => `abcdefghjk${letters[Math.floor(number / 30)]}${letters[number % 30]}`
const group = (number: number, more: Partial<state.Group> = {}): state.Group => ({
  id: idOf(number), name: `Group ${number}`, when: 'Every Tuesday', where: 'LS6', ours: true,
  on: '2026-03-02', try: false, visits: [], ...more,
})
const visit = (words: string): state.Visit => ({ on: '2026-03-03', taps: ['myself'], words })
const several = (count: number) =>
  Array.from({ length: count }, (_, number) => number).reduce((kept, number) => state.keep(kept, group(number)), state.nothing)

test('a group is kept once, and taken off', () => {
  const kept = state.keep(several(2), group(1, { name: 'Again' }))

  assert.deepEqual(kept.groups.map((one) => one.name), ['Group 0', 'Group 1'])
  assert.deepEqual(state.takeOff(kept, idOf(0)).groups.map((one) => one.name), ['Group 1'])
})

test('a full list takes nothing more, and loses nothing', () => {
  const kept = several(state.mostGroups + 5)

  assert.equal(kept.groups.length, state.mostGroups)
  assert(state.isFull(kept))
})

test('three are tried and no more, until one is not', () => {
  let kept = several(4)
  for (let number = 0; number < 4; number++) kept = state.wantToTry(kept, idOf(number), true)
  assert.equal(state.tried(kept), 3)

  kept = state.wantToTry(state.wantToTry(kept, idOf(0), false), idOf(3), true)

  assert.deepEqual(kept.groups.map((one) => one.try), [false, true, true, true])
})

test('what was taken off comes back where it was, with what was written', () => {
  const kept = state.noteVisit(several(3), idOf(1), visit('The kettle was on.'))
  const taken = state.groupOf(kept, idOf(1))
  assert(taken)

  assert.deepEqual(state.putBack(state.takeOff(kept, idOf(1)), taken, 1), kept)
})

test('put back as a fourth, it is no longer one to try', () => {
  let kept = several(4)
  for (let number = 0; number < 3; number++) kept = state.wantToTry(kept, idOf(number), true)
  const first = state.groupOf(kept, idOf(0))
  assert(first)
  kept = state.wantToTry(state.takeOff(kept, idOf(0)), idOf(3), true)

  assert.equal(state.tried(state.putBack(kept, first, 0)), 3)
})

test('a visit is noted newest first, taken away, and put back', () => {
  const kept = state.noteVisit(state.noteVisit(several(1), idOf(0), visit(' one ')), idOf(0), visit('two'))
  const words = (from: state.Kept) => from.groups[0]?.visits.map((one) => one.words)
  assert.deepEqual(words(kept), ['two', 'one'])

  const gone = state.forgetVisit(kept, idOf(0), 0)

  assert.deepEqual(words(gone), ['one'])
  assert.deepEqual(state.putVisitBack(gone, idOf(0), visit('two'), 0), kept)
})

test('nothing tapped and nothing written is not noted', () => {
  const kept = several(1)

  assert.equal(state.noteVisit(kept, idOf(0), { on: '2026-03-03', taps: [], words: ' \n' }), kept)
})

test('what is written is read again, letter for letter', () => {
  const kept = state.stayBehind(state.noteVisit(several(2), idOf(0), visit('مجموعة 🫖 <b>&')), true)

  assert.deepEqual(read(written(kept)), kept)
})

test('what is no list of ours is left alone', () => {
  for (const odd of ['', '{', 'null', '7', '[]', '{"form":2,"groups":[]}', '{"form":1}', '{"form":1,"groups":{}}']) {
    assert.equal(read(odd), null)
  }
})

test('a list somebody altered is read as far as it is sound', () => {
  const altered = JSON.stringify({
    form: 1, staysBehind: 'yes',
    groups: [
      null, 7, { id: '../../account' }, { id: idOf(0) }, { id: idOf(0), name: 'twice' },
      { id: idOf(1), name: ['x'], try: true, on: 'yesterday', visits: [null, { taps: ['myself', 'drop table'], words: 'x'.repeat(5000) }] },
      ...[2, 3, 4].map((number) => ({ id: idOf(number), try: true })),
    ],
  })

  const kept = read(altered)

  assert(kept)
  assert.deepEqual(kept.groups.map((one) => one.id), [0, 1, 2, 3, 4].map(idOf))
  assert.equal(kept.groups[1]?.name, '')
  assert.deepEqual(kept.groups[1]?.visits[0]?.taps, ['myself'])
  assert.equal(kept.groups[1]?.visits[0]?.words.length, state.mostLetters)
  assert.equal(state.tried(kept), state.mostTried)
  assert.equal(kept.staysBehind, false)
})

test('what was written goes into an account only when it was ticked', () => {
  const kept = state.noteVisit(several(1), idOf(0), visit('for me alone'))

  assert(!toSend(kept, false).includes('alone'))
  assert(!toSend(kept, false).includes('myself'))
  assert(toSend(kept, true).includes('alone'))
  assert(!toSend(kept, true).includes('Group 0'))
})

test('a day is the one on this device, not the one in Greenwich', () => {
  assert.equal(dayOn(new Date(2026, 2, 3, 0, 30)), '2026-03-03')
  assert.equal(dayOn(new Date(2026, 10, 21, 23, 59)), '2026-11-21')
})
