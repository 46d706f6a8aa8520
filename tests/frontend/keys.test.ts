import assert from 'node:assert/strict'
import test from 'node:test'

import { DoesNotOpen, open, seal } from '../../frontend/keys/secret/box'
import { type Bytes, fromLetters, NotOurs, random, toLetters, utf8 } from '../../frontend/keys/secret/bytes'
import { codeOf, readCode } from '../../frontend/keys/secret/code'
import { bytesFor, idOf, keyFor, rootOf } from '../../frontend/keys/secret/derive'
import { openFrom, pairOf, sealTo } from '../../frontend/keys/secret/hpke'
import { padded, TooLong, unpadded } from '../../frontend/keys/secret/padding'
import { unwrap, wrap } from '../../frontend/keys/secret/wrap'
import { chanceFrom } from './chance'

const hex = (said: string): Bytes => Uint8Array.from(said.match(/../g) ?? [], (two) => parseInt(two, 16))
const toHex = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const counted = (length: number): Bytes => Uint8Array.from({ length }, (_, at) => at)

// The vectors of docs/develop/keys.md: a key somebody has today must open in ten years.
const secret = counted(32)

test('a secret gives the keys it gave when this was written', async () => {
  const root = await rootOf(secret)

  assert.equal(toHex(await bytesFor(root, 'plan')), 'f17653c75fdeff7086511d6629cfd16da90bcf6c0a762d8da372b00d3dc51ea6')
  assert.equal(toHex(await bytesFor(root, 'keyholder')), '038007cec2829212aa69fe87f1310058e8dfc568bef72fdad793b1ebdd2b9c0b')
  assert.equal(toHex(await bytesFor(root, 'circle:abc')), 'b740cf14dd99c5a5988f4454bd18726bda2de12a47efa3dd1469b9204bd61cdc')
  assert.equal(await idOf(root), 'OcpUagf3qHg0Iq-aP2eNYg')
})

test('a purpose opens nothing of another', async () => {
  const root = await rootOf(secret)
  const box = await seal(await keyFor(root, 'plan'), 'plan', utf8('what helps'))

  await assert.rejects(open(await keyFor(root, 'circle:a'), 'plan', box), DoesNotOpen)
  await assert.rejects(open(await keyFor(root, 'plan'), 'note', box), DoesNotOpen)
  assert.equal(new TextDecoder().decode(await open(await keyFor(root, 'plan'), 'plan', box)), 'what helps')
})

test('a box with one bit turned does not open, and a later form is not guessed at', async () => {
  const key = await keyFor(await rootOf(secret), 'plan')
  const box = await seal(key, 'plan', utf8('what helps'))
  for (let at = 1; at < box.length; at += 1) {
    const turned = box.slice()
    turned[at] = (turned[at] ?? 0) ^ 1
    await assert.rejects(open(key, 'plan', turned), DoesNotOpen)
  }
  await assert.rejects(open(key, 'plan', Uint8Array.of(2, ...box.slice(1))), NotOurs)
  await assert.rejects(open(key, 'plan', Uint8Array.of(1, 2, 3)), NotOurs)
})

test('a wrapped secret is the bytes it was when this was written, and opens', async () => {
  const id = await idOf(await rootOf(secret))
  const byCode = await wrap(secret, 'code', counted(16), counted(12))
  const byPasskey = await wrap(secret, 'passkey', counted(32), counted(12))

  assert.equal(toHex(byCode), '01000102030405060708090a0b3dbbc90025e94d8f1fa866df47f71e94e148244ff0bf25bfe086389fb71fe1399efb3434fede4682c6c10558f19fc64a')
  assert.equal(toHex(byPasskey), '01000102030405060708090a0b8cff78dfd1441edfe133958891a54bbe7a660d9c2baa3c4f062dd6a51160551159453ee66df7136e9825e7e4aba361ea')
  assert.deepEqual(await unwrap(byCode, 'code', counted(16), id), secret)
  assert.deepEqual(await unwrap(byPasskey, 'passkey', counted(32), id), secret)
})

test('a wrap opens with its own way only, and for its own key only', async () => {
  const id = await idOf(await rootOf(secret))
  const wrapped = await wrap(secret, 'code', counted(16))

  await assert.rejects(unwrap(wrapped, 'code', random(16), id), DoesNotOpen)
  await assert.rejects(unwrap(wrapped, 'passkey', counted(16), id), DoesNotOpen)
  await assert.rejects(unwrap(wrapped, 'code', counted(16), 'AAAAAAAAAAAAAAAAAAAAAA'), DoesNotOpen)
})

test('a code reads as it did when this was written', async () => {
  assert.equal(await codeOf(counted(16)), '000G-40R4-0M30-E209-185G-R38E-1W4B')
  assert.deepEqual(await readCode('000G-40R4-0M30-E209-185G-R38E-1W4B'), counted(16))
})

test('any code is read again, however somebody wrote it down', async () => {
  const chance = chanceFrom(7)
  for (let run = 0; run < 200; run += 1) {
    const bytes = Uint8Array.from({ length: 16 }, () => chance.below(256))
    const code = await codeOf(bytes)
    assert(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/.test(code), code)
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'o').replaceAll('1', 'l'), `  ${code.replaceAll('-', '')}\n`]) {
      assert.deepEqual(await readCode(typed), bytes)
    }
  }
})

test('a slip in a code is said to be one', async () => {
  const code = await codeOf(counted(16))
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let missed = 0
  let tried = 0
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '-') continue
    for (const letter of alphabet) {
      if (letter === code[at]) continue
      tried += 1
      if ((await readCode(code.slice(0, at) + letter + code.slice(at + 1))) !== 'check') missed += 1
    }
  }
  // Twelve bits of check let one slip in 4,096 by; the wrap itself still does not open then.
  assert(missed <= 3, `${missed} of ${tried}`)
  assert.equal(await readCode(code.slice(0, -1)), 'short')
  assert.equal(await readCode(`${code}A`), 'long')
  assert.equal(await readCode(code.replace(/.$/, 'U')), 'letter')
  assert.equal(await readCode(''), 'short')
})

test('HPKE says what RFC 9180 A.1.1 says', async () => {
  const theirs = await pairOf(hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'))
  const once = await pairOf(hex('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736'))
  const info = hex('4f6465206f6e2061204772656369616e2055726e')
  const about = hex('436f756e742d30')
  const plain = hex('4265617574792069732074727574682c20747275746820626561757479')

  const sealed = await sealTo(theirs.open, info, about, plain, once)

  assert.equal(toHex(theirs.open), '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d')
  assert.equal(toHex(sealed), '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431' +
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a')
  assert.deepEqual(await openFrom(theirs, info, about, sealed), plain)
  await assert.rejects(openFrom(theirs, info, info, sealed), DoesNotOpen)
  await assert.rejects(openFrom(once, info, about, sealed), DoesNotOpen)
})

test('a public key that would make every secret the same is refused', async () => {
  const mine = await pairOf(counted(32))
  // Points of low order give a shared secret of zeros (RFC 7748, section 6.1).
  await assert.rejects(openFrom(mine, utf8(''), utf8(''), new Uint8Array(80)), DoesNotOpen)
})

test('padding hides the length, and gives back what was put in', () => {
  const sizes = [64, 256]
  for (let length = 0; length <= 252; length += 1) {
    const bytes = random(length)
    const all = padded(bytes, sizes)
    assert.equal(all.length, length <= 60 ? 64 : 256)
    assert.deepEqual(unpadded(all), bytes)
  }
  assert.throws(() => padded(random(253), sizes), TooLong)
  assert.throws(() => unpadded(Uint8Array.of(0, 0, 0, 9, 1)), NotOurs)
})

test('letters carry any bytes, and nothing else is taken for letters', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = random(length)
    assert.deepEqual(fromLetters(toLetters(bytes)), bytes)
  }
  for (const odd of ['a+b/', 'ab=', 'abcde', 'ä', ' ']) assert.throws(() => fromLetters(odd), NotOurs)
})
