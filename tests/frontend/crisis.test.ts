import assert from 'node:assert/strict'
import test from 'node:test'

import { noticing } from '../../frontend/crisis/noticing'
import { again, begin, looked, notNow } from '../../frontend/crisis/state'
import source from '../../src/hearthside/engines/crisis/signs.json'

const { offersHelp } = noticing(source)
const hour = 60 * 60 * 1000

test('words of danger are noticed, and what takes them back', () => {
  assert(offersHelp('I want to die'))
  assert(!offersHelp('I do not want to die'))
  assert(!offersHelp('She wants to die'))
})

test('light words change nothing', () => {
  assert.equal(looked(begin(0), false, 5).shows, 'hidden')
})

test('k7: it opens once, and for an hour only a small button comes back', () => {
  const first = looked(begin(0), true, 1000)
  assert.equal(first.shows, 'open')
  assert.equal(first.quietUntil, 1000 + hour)

  assert.equal(looked(begin(first.quietUntil), true, 999 + hour).shows, 'small')
  assert.equal(looked(begin(first.quietUntil), true, 1000 + hour).shows, 'open')
})

test('once refused it stays small, whatever is written, until it is asked for', () => {
  const small = notNow(looked(begin(0), true, 1))
  assert.equal(looked(small, true, 2 * hour).shows, 'small')
  assert.equal(again(small).shows, 'open')
})

test('it does not close by itself when the words are taken out', () => {
  assert.equal(looked(looked(begin(0), true, 1), false, 2).shows, 'open')
})
