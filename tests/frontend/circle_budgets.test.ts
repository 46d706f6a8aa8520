/** Budgets of a circle of twelve, ten times over for a busy machine; what was measured stands in docs/develop/sealed-objects.md. */
import assert from 'node:assert/strict'
import test from 'node:test'

import { budgets } from './circle/budgets'

test('a circle of twelve is quick enough for a phone to keep up', async () => {
  const measured = await budgets(5)

  console.log(JSON.stringify(measured))
  const slack = 10
  assert(measured.add <= 50 * slack && measured.process <= 50 * slack && measured.refresh <= 50 * slack)
  assert(measured.say <= 2 * slack && measured.hear <= 2 * slack)
  assert(measured.restore <= 200 * slack)
  assert(measured.state < 40_000)
})
