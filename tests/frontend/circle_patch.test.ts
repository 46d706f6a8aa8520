import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { corrected, corrections, mended } from '../../frontend/mls_patch.mjs'

const source = readFileSync(`${process.cwd()}/node_modules/${mended.file}`, 'utf8')
const hashOf = async (text: string): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
    .map((byte) => byte.toString(16).padStart(2, '0')).join('')

test('the library is the file the corrections were written for, and each applies once', async () => {
  assert.equal(await hashOf(source), mended.sha256)
  const said = corrected(source)
  for (const { from, to } of corrections) {
    assert.equal(source.split(from).length, 2)
    assert(!said.includes(from))
    assert.equal(said.split(to).length, 2)
  }
})

test('a library with one letter changed is not mended, and the build stops', () => {
  assert.throws(() => corrected(source.replace('unmergedLeaf', 'unmergedLeav')), /has changed/)
})

test('a correction that is found twice, or not at all, stops the build', async () => {
  for (const { from } of corrections) {
    const twice = `${source}\n// ${from}\n`
    const never = source.replace(from, '')
    assert.throws(() => corrected(twice, { sha256: '' }), /has changed/)
    const sums = { twice: await hashOf(twice), never: await hashOf(never) }
    assert.throws(() => corrected(twice, { sha256: sums.twice }), /found 2 times/)
    assert.throws(() => corrected(never, { sha256: sums.never }), /found 0 times/)
  }
})
