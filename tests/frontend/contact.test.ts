import assert from 'node:assert/strict'
import test from 'node:test'

import { aloud, handOver, type Holder, myHalf, openTogether, sealForTwo, takeOver } from '../../frontend/contact/two'
import { DoesNotOpen } from '../../frontend/keys/secret/box'
import { fromLetters, random, text, toLetters, utf8 } from '../../frontend/keys/secret/bytes'
import { type Pair, pairOf } from '../../frontend/keys/secret/hpke'
import { TooLong } from '../../frontend/keys/secret/padding'

const words = 'My sister Noor, 0113 496 0000'

async function someHolders(count: number): Promise<{ pairs: Pair[]; holders: Holder[] }> {
  const pairs = await Promise.all(Array.from({ length: count }, () => pairOf(random(32))))
  return { pairs, holders: pairs.map((pair, at) => ({ id: `holder${at}`, open: toLetters(pair.open) })) }
}

test('any two of four open it together, each with the half the other handed over', async () => {
  const { pairs, holders } = await someHolders(4)
  const { tag, box, pairs: halves } = await sealForTwo(utf8(words), holders)
  assert.equal(halves.length, 6)

  for (const { one, other, for_one, for_other } of halves) {
    const [at, by] = [holders, holders].map((all, which) => all.findIndex((holder) => holder.id === [one, other][which])) as [number, number]
    const [first, second] = [pairs[at], pairs[by]] as [Pair, Pair]
    const mine = await myHalf(first, tag, one, other, for_one)
    const theirs = await myHalf(second, tag, other, one, for_other)
    const given = await handOver(theirs, holders[at]?.open ?? '', tag, 'opening')

    assert.equal(text(await openTogether(tag, box, mine, await takeOver(first, tag, 'opening', given))), words)
    // What the house passes on is for the other alone, and for this opening alone.
    await assert.rejects(takeOver(second, tag, 'opening', given), DoesNotOpen)
    await assert.rejects(takeOver(first, tag, 'another', given), DoesNotOpen)
  }
})

test('one half opens nothing, alone or with a half of another pair', async () => {
  const { pairs, holders } = await someHolders(3)
  const { tag, box, pairs: halves } = await sealForTwo(utf8(words), holders)
  const first = pairs[0] as Pair
  const mine = await Promise.all(
    halves.filter((one) => one.one === 'holder0').map((one) => myHalf(first, tag, 'holder0', one.other, one.for_one)),
  )
  const [with1, with2] = mine as [typeof mine[0], typeof mine[0]]

  await assert.rejects(openTogether(tag, box, with1, new Uint8Array(32)), DoesNotOpen)
  await assert.rejects(openTogether(tag, box, with1, with2), DoesNotOpen)
  await assert.rejects(myHalf(first, tag, 'holder0', 'holder2', halves[0]?.for_one ?? ''), DoesNotOpen)
})

test('all contacts look alike: the same sizes whatever was written', async () => {
  const { holders } = await someHolders(3)
  const sizes = await Promise.all(['', words, 'ä'.repeat(900)].map(async (said) => {
    const { box, pairs } = await sealForTwo(utf8(said), holders)
    return [fromLetters(box).length, ...pairs.flatMap((one) => [fromLetters(one.for_one).length, fromLetters(one.for_other).length])]
  }))

  for (const one of sizes) assert.deepEqual(one, [2077, 80, 80, 80, 80, 80, 80])
  await assert.rejects(sealForTwo(utf8('a'.repeat(2045)), holders), TooLong)
})

test('a key read aloud differs from another', async () => {
  const { holders } = await someHolders(2)
  const said = await Promise.all(holders.map((one) => aloud(one.open)))

  assert(/^(\d{4} ){4}\d{4}$/.test(said[0] ?? ''))
  assert.notEqual(said[0], said[1])
})
