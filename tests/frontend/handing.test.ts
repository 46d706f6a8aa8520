import assert from 'node:assert/strict'
import test from 'node:test'

import { fromDigits, toDigits } from '../../frontend/evening/hand/digits'
import { heaviest } from '../../frontend/evening/hand/pack'
import { addressFor, draw, takeFromAddress } from '../../frontend/evening/hand/picture'
import { handKey, open, seal } from '../../frontend/evening/hand/seal'

const said = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
const page = `https://${'a'.repeat(60)}.example.org/hold/abcdefghijkl/run/`
const id = 'abcdefghijkl'

async function key() {
  const found = await handKey(said)
  assert(found)
  return found
}

/** Bytes that cannot be made smaller, more than one call may ask for. */
function noise(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

test('digits and bytes are the same thing said twice', () => {
  for (let length = 0; length < 40; length += 1) {
    const bytes = noise(length)
    if (length > 0) assert.deepEqual(fromDigits(toDigits(bytes)), bytes)
  }
  for (const wrong of ['', '12', '999', '12a', '1'.repeat(18) + ' ', '-12345']) {
    assert.throws(() => fromDigits(wrong))
  }
})

test('what one phone seals the other opens, and nobody else does', async () => {
  const plain = new TextEncoder().encode('Amira has the piece. '.repeat(20))
  const sealed = await seal(await key(), id, plain)
  assert(sealed.length < plain.length / 4, 'packed before it is sealed')

  assert.deepEqual(await open(await key(), id, sealed), plain)

  await assert.rejects(open(await key(), 'lastweeksone', sealed))
  const other = await handKey(said.replace('AAEC', 'BBEC'))
  assert(other)
  await assert.rejects(open(other, id, sealed))
  for (const at of [0, 13, sealed.length - 1]) {
    const bent = sealed.slice()
    bent[at] = (bent[at] ?? 0) ^ 1
    await assert.rejects(open(await key(), id, bent))
  }
})

test('a key that is none is none', async () => {
  for (const wrong of ['', 'short', `${said}${said}`, said.replace('A', '*')]) {
    assert.equal(await handKey(wrong), null)
  }
})

test('the fullest evening fits a picture, though nothing in it can be made smaller', async () => {
  const sealed = await seal(await key(), id, noise(heaviest))

  const picture = draw(addressFor(page, sealed))

  assert(picture.size <= 177)
})

test('a usual evening makes a picture any phone reads', async () => {
  const usual = noise(260)

  const picture = draw(addressFor(page, await seal(await key(), id, usual)))

  assert(picture.size <= 77, `${picture.size} squares`)
})

test('what came behind the # leaves the address at once', () => {
  const digits = '1'.repeat(51)
  let shown = `${page}#${digits}`
  const history = { state: null, replaceState: (_: unknown, __: string, to: string) => { shown = to } }
  const where = { hash: `#${digits}`, pathname: '/hold/abcdefghijkl/run/' }

  assert.equal(takeFromAddress(where as Location, history as unknown as History), digits)

  assert.equal(shown, '/hold/abcdefghijkl/run/')
  assert.equal(takeFromAddress({ ...where, hash: '#main' } as Location, history as unknown as History), '')
})
