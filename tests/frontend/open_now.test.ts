import assert from 'node:assert/strict'
import test from 'node:test'

import { isOpen } from '../../frontend/touches/open_now'

const week = '0:540-1080 4:1020-1440 5:0-120'
const at = (moment: string, zone = 'Europe/London') => isOpen(week, zone, new Date(moment))

test('it is open from the first minute and not in the last', () => {
  assert.equal(at('2026-03-02T08:59:59Z'), false)
  assert.equal(at('2026-03-02T09:00:00Z'), true)
  assert.equal(at('2026-03-02T17:59:59Z'), true)
  assert.equal(at('2026-03-02T18:00:00Z'), false)
})

test('the clock is that of the line, in summer too, and not that of the reader', () => {
  assert.equal(at('2026-07-06T08:30:00Z'), true)
  assert.equal(at('2026-07-06T08:30:00Z', 'UTC'), false)
})

test('an evening goes on past midnight', () => {
  assert.equal(at('2026-03-06T23:59:00Z'), true)
  assert.equal(at('2026-03-07T01:59:00Z'), true)
  assert.equal(at('2026-03-07T02:00:00Z'), false)
})

test('a clock nobody knows is not guessed', () => {
  assert.throws(() => at('2026-03-02T09:00:00Z', 'Nowhere/AtAll'), RangeError)
})
