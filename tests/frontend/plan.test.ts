import assert from 'node:assert/strict'
import test from 'node:test'

import * as plan from '../../frontend/plan/state/plan'
import type { Card, Plan } from '../../frontend/plan/state/plan'
import { chanceFrom } from './chance'

const wrote = (card: Card, text: string, on: Plan = plan.blank): Plan => plan.write(on, card, text)
const said = (one: Plan): Set<string> =>
  new Set(plan.cards.flatMap((card) => [one[card].text, ...one[card].others]).filter((words) => words.trim() !== ''))

test('two cards written in two places are both there', () => {
  const merged = plan.merge(plan.blank, wrote('well', 'Walking'), wrote('who', 'Noor'))

  assert.equal(merged.well.text, 'Walking')
  assert.equal(merged.who.text, 'Noor')
  assert(!plan.hasOthers(merged))
})

test('one card written in two places keeps both, until somebody decides', () => {
  const merged = plan.merge(wrote('well', 'Sleep'), wrote('well', 'Walking'), wrote('well', 'Singing'))

  assert.equal(merged.well.text, 'Walking')
  assert.deepEqual(merged.well.others, ['Singing'])
  assert.equal(plan.takeIn(merged, 'well', 'Singing').well.text, 'Walking\nSinging')
  assert.deepEqual(plan.leaveOut(merged, 'well', 'Singing').well, { text: 'Walking', others: [] })
})

test('what somebody decided does not come back from the other place', () => {
  const both = plan.merge(wrote('well', ''), wrote('well', 'Walking'), wrote('well', 'Singing'))
  const decided = plan.leaveOut(both, 'well', 'Singing')
  const elsewhere = wrote('who', 'Noor', both)

  const merged = plan.merge(both, decided, elsewhere)

  assert.deepEqual(merged.well, { text: 'Walking', others: [] })
  assert.equal(merged.who.text, 'Noor')
})

test('what is deleted stays deleted, and what was written meanwhile stays written', () => {
  const base = wrote('who', 'Noor', wrote('well', 'Walking'))
  const merged = plan.merge(base, wrote('well', 'Walking by the river', base), plan.blank)

  assert.equal(merged.well.text, 'Walking by the river')
  assert.equal(merged.who.text, '')
})

test('whatever two places do, nothing new is lost, and both end alike', () => {
  const chance = chanceFrom(11)
  const words = ['', 'a', 'b', 'c', 'd', 'e', 'f']
  const change = (from: Plan): Plan => {
    let next = from
    for (let acts = chance.below(4); acts > 0; acts -= 1) {
      const card = chance.one(plan.cards) ?? 'well'
      const other = next[card].others[0]
      if (other !== undefined && chance() < 0.5) next = chance() < 0.5 ? plan.takeIn(next, card, other) : plan.leaveOut(next, card, other)
      else next = plan.write(next, card, `${chance.one(words)}${chance.below(40)}`)
    }
    return next
  }
  for (let run = 0; run < 500; run += 1) {
    let base = change(plan.blank)
    for (let round = 0; round < 6; round += 1) {
      const mine = change(base)
      const theirs = change(base)
      const merged = plan.merge(base, mine, theirs)
      const before = said(base)
      for (const words of [...said(mine), ...said(theirs)]) {
        if (!before.has(words)) assert(said(merged).has(words), `${words} was lost`)
      }
      // The one who hears last takes over what the first kept, and there it ends.
      assert(plan.samePlan(plan.merge(theirs, theirs, merged), merged))
      assert(plan.samePlan(plan.merge(merged, merged, merged), merged))
      base = merged
    }
  }
})

test('a plan is read as it was written, and a form we do not know is not guessed at', () => {
  const one = plan.merge(plan.blank, wrote('well', 'Walking ☔'), wrote('well', 'Singing'))

  assert(plan.samePlan(plan.read(plan.written(one)), one))
  assert.throws(() => plan.read('{"form":2,"cards":{}}'))
  assert(plan.isBlank(plan.read('{"form":1}')))
  assert.equal(plan.read(JSON.stringify({ form: 1, cards: { well: { text: 'x'.repeat(9000) } } })).well.text.length, plan.longest)
})
