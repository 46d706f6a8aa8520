/** A picture on its way: padded to a few sizes, sealed with a key of its own, its hash in the message. */
import { open, seal } from '../../keys/secret/box'
import { type Bytes, NotOurs, random, sameBytes, toLetters } from '../../keys/secret/bytes'
import { padded, unpadded } from '../../keys/secret/padding'
import type { Image } from './bodies'
import { idLength } from './identity'
import { isBare, measured } from './jpeg'
import { sha256 } from './signing'

/** In bytes, of what is sealed: the picture and 4 for its length. */
export const sizes: readonly number[] = [64, 128, 256, 512].map((kilobytes) => kilobytes * 1024)
/** The largest picture that may be sealed. */
export const largestPicture = 512 * 1024 - 4
/** The longest side, in pixels, of what is sent; and of what is opened, whoever made it. */
export const longestSide = 1600

const purposeOf = (where: Bytes): string => `circle/picture/${toLetters(where)}`
const keyFrom = (raw: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Return what the house keeps of it, and what the message says. Throws NotOurs, TooLong. */
export async function sealPicture(picture: Bytes, alt: string): Promise<{ image: Image; box: Bytes }> {
  if (!isBare(picture)) throw new NotOurs('picture')
  const [where, key] = [random(idLength), random(32)]
  const box = await seal(await keyFrom(key), purposeOf(where), padded(picture, sizes))
  return { image: { where, key, size: picture.length, sha256: await sha256(box), ...measured(picture), alt }, box }
}

/** Return the picture a message speaks of. Throws NotOurs, DoesNotOpen: it is another, or was altered. */
export async function openPicture(image: Image, box: Bytes): Promise<Bytes> {
  if (!sameBytes(await sha256(box), image.sha256)) throw new NotOurs('hash')
  const picture = unpadded(await open(await keyFrom(image.key), purposeOf(image.where), box))
  // A small file can say that it is as large as a house: it is measured before anything draws it.
  const { width, height } = measured(picture)
  const isAsSaid = picture.length === image.size && width === image.width && height === image.height
  if (!isAsSaid || !isBare(picture) || Math.max(width, height) > longestSide || Math.min(width, height) < 1) throw new NotOurs('picture')
  return picture
}
