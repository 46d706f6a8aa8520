/** Two lives by chance. The long ones, and whole years: `node tests/frontend/circle/long.mjs 30 120 8`. */
import assert from 'node:assert/strict'
import test from 'node:test'

import { live } from './circle/history'

test('whatever happens, all agree on one epoch and nobody removed reads on', async () => {
  const did = new Set<string>()
  for (const seed of [1, 4]) {
    const told = await live(seed, 50, 4)
    assert.equal(told.readAfterRemoval, 0)
    assert.equal(told.groupInfos.length, told.epochs + 1)
    for (const act of Object.keys(told.did)) did.add(act)
  }
  // A life in which little happened would prove little.
  for (const act of ['say', 'refresh', 'admit', 'letGo', 'ticket', 'comeBack', 'secondDevice', 'leave', 'amend']) assert(did.has(act), act)
})
