import assert from 'node:assert/strict'
import test from 'node:test'

import { reader } from '../../frontend/telling/reading'
import source from '../../src/hearthside/engines/sharing/signs.json'

const read = reader(source)

test('names, places, days and work are pointed out, as the server would', () => {
  const found = read(
    'My brother Thomas was in Seacroft Hospital on 12 March 2019. I work at Greggs, and then we met Sally again.',
  )

  const said = found.marks.map((mark) => `${mark.kind}: ${mark.words}`)
  assert.deepEqual(said, [
    'name: brother Thomas',
    'place: Seacroft Hospital',
    'day: 12 March 2019',
    'work: work at Greggs',
    'name: Sally',
  ])
  assert.equal(found.isRare, true)
})

test('a letter of a clinic is known by more than one sign', () => {
  assert.equal(read('Dear Dr Jones, Re: Ann, NHS Number 943 476 5919.').isLetter, true)
  assert.equal(read('Dear all, I rang the GP on Monday.').isLetter, false)
})

test('ordinary words point at nobody', () => {
  const found = read('I felt low. On Monday I rang the GP, and by Christmas it was better.')

  assert.deepEqual(found.marks, [])
  assert.equal(found.isRare, false)
})

test('a very long and odd text takes no time', () => {
  const began = performance.now()

  for (const text of ['a 1 '.repeat(20_000), 'Aa '.repeat(30_000), '0'.repeat(60_000)]) read(text)

  assert.equal(performance.now() - began < 2000, true)
})
