import assert from 'node:assert/strict'
import test from 'node:test'

import { DoesNotOpen } from '../../frontend/keys/secret/box'
import { type Bytes, joined, NotOurs, random, utf8 } from '../../frontend/keys/secret/bytes'
import { TooLong } from '../../frontend/keys/secret/padding'
import { takenBack } from '../../frontend/circle/keeping/pictures'
import { readBody, writeBody } from '../../frontend/circle/protocol/bodies'
import { bare, isBare, measured } from '../../frontend/circle/protocol/jpeg'
import { largestPicture, openPicture, sealPicture, sizes } from '../../frontend/circle/protocol/pictures'
import { bodyFor, type Happened, heardFrom } from '../../frontend/circle/state/happened'
import { imageOf, pictureOf } from '../../frontend/circle/state/pictures'

const segment = (kind: number, inside: Bytes): Bytes => joined(Uint8Array.of(0xff, kind, (inside.length + 2) >> 8, (inside.length + 2) & 255), inside)
const jfif = segment(0xe0, joined(utf8('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0)))
const frame = (width: number, height: number): Bytes =>
  segment(0xc0, Uint8Array.of(8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0))
const rest = (length: number): Bytes => joined(segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), new Uint8Array(length).fill(7), Uint8Array.of(0xff, 0xd9))

/** Return the outside of a JPEG file, with these segments beside the picture. */
function file({ width = 40, height = 30, beside = [] as Bytes[], length = 900 } = {}): Bytes {
  return joined(Uint8Array.of(0xff, 0xd8), jfif, ...beside, segment(0xdb, new Uint8Array(65)), frame(width, height), rest(length))
}
const where = segment(0xe1, utf8('Exif\0\0 at home, 53.8 N'))

test('f6 what a camera wrote beside the picture is left out, and the picture stays as it was', () => {
  const beside = [where, segment(0xe1, utf8('http://ns.adobe.com/xap/1.0/\0home')), segment(0xe2, utf8('ICC')), segment(0xfe, utf8('home')), segment(0xed, utf8('home'))]

  const left = bare(file({ beside }))

  assert.deepEqual(left, file())
  assert.deepEqual([isBare(file({ beside })), isBare(left)], [false, true])
})

test('an embedded small picture in the first segment is none of JFIF as we write it', () => {
  const withSmallOne = joined(Uint8Array.of(0xff, 0xd8), segment(0xe0, joined(utf8('JFIF\0'), random(60))), frame(4, 4), rest(9))

  assert(!isBare(withSmallOne))
  assert(bare(withSmallOne).length < withSmallOne.length)
})

test('how large it is, is read before anything draws it; what is no picture throws', () => {
  assert.deepEqual(measured(file({ width: 1600, height: 9 })), { width: 1600, height: 9 })
  for (const odd of [new Uint8Array(0), utf8('<svg/>'), file().slice(0, 30), joined(Uint8Array.of(0xff, 0xd8), rest(3)), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0)]) {
    assert.throws(() => measured(odd), NotOurs)
  }
})

test('any bytes behind the beginning end in a refusal or a size, and in time', () => {
  for (let at = 0; at < 2000; at += 1) {
    const odd = joined(Uint8Array.of(0xff, 0xd8), random(at % 90))
    try {
      measured(odd)
    } catch (fault) {
      assert(fault instanceof NotOurs)
    }
  }
})

test('a picture opens from its message alone, and its length is one of four', async () => {
  const picture = file({ length: 90_000 })

  const { image, box } = await sealPicture(picture, 'Our kettle')
  const body = readBody(writeBody({ kind: 'said', id: random(16), text: '', note: '', images: [image], days: 0 }))

  assert.equal(box.length, 128 * 1024 + 29)
  assert(body.kind === 'said' && body.images[0])
  assert.deepEqual(await openPicture(body.images[0], box), picture)
  assert.deepEqual(imageOf(pictureOf(image)), image)
})

test('one that is too large, or has something beside it, is not sealed', async () => {
  const most = file({ length: largestPicture - file({ length: 0 }).length })
  assert.equal((await sealPicture(most, '')).box.length, (sizes[sizes.length - 1] ?? 0) + 29)

  await assert.rejects(sealPicture(joined(most, random(1)), ''), TooLong)
  await assert.rejects(sealPicture(file({ beside: [where] }), ''), NotOurs)
})

test('a turned bit, another key, another place, another size: none of it is shown', async () => {
  const { image, box } = await sealPicture(file(), '')
  const bent = box.slice()
  bent[60] = (bent[60] ?? 0) ^ 1
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bent))

  await assert.rejects(openPicture(image, bent), NotOurs)
  await assert.rejects(openPicture({ ...image, sha256: hash }, bent), DoesNotOpen)
  await assert.rejects(openPicture({ ...image, key: random(32) }, box), DoesNotOpen)
  await assert.rejects(openPicture({ ...image, where: random(16) }, box), DoesNotOpen)
  await assert.rejects(openPicture({ ...image, width: 41 }, box), NotOurs)
})

test('f5 a member who sends a picture as large as a house, by a page of their own, is not drawn', async () => {
  const { image, box } = await sealPicture(file({ width: 60_000, height: 60_000 }), '')

  await assert.rejects(openPicture(image, box), NotOurs)
})

test('pictures are kept with the message, and one without any is written as before', async () => {
  const { image } = await sealPicture(file(), 'A hill')
  const wish = { kind: 'said', id: 'A'.repeat(22), about: '', text: 'up here', note: '' } as const
  const from = random(16)

  const plain = heardFrom(from, bodyFor(wish))
  const withOne = heardFrom(from, bodyFor({ ...wish, pictures: [pictureOf(image)] }))

  assert(!('pictures' in plain))
  assert(withOne.kind === 'said')
  assert.deepEqual(withOne.pictures, [pictureOf(image)])
})

test('only what I sent and took back is asked to go', async () => {
  const one = pictureOf((await sealPicture(file(), '')).image)
  const said = (from: string, id: string): Happened => ({ seq: 1, minute: 1, kind: 'said', from, id, about: '', text: '', note: '', days: 0, pictures: [one] })
  const back = (from: string, about: string): Happened => ({ seq: 2, minute: 1, kind: 'withdraw', from, about })
  const all = [said('me', 'a'), said('me', 'b'), said('other', 'c'), back('me', 'a'), back('other', 'b'), back('other', 'c')]

  assert.deepEqual(takenBack(all, 'me', []).map(({ id }) => id), ['a'])
  assert.deepEqual(takenBack(all, 'me', ['b']).map(({ id }) => id), ['a', 'b'])
})
