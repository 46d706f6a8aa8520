/** A picture in a message, as this device keeps what opens it: the picture itself is at the house, sealed. */
import { fromLetters, toLetters } from '../../keys/secret/bytes'
import type { Image } from '../protocol/bodies'

/** where, key, sha256 -- letters of 16, 32 and 32 bytes; width, height -- in pixels; alt -- what it shows, perhaps nothing. */
export interface Picture {
  readonly where: string
  readonly key: string
  readonly size: number
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly alt: string
}

export function pictureOf({ where, key, size, sha256, width, height, alt }: Image): Picture {
  return { where: toLetters(where), key: toLetters(key), sha256: toLetters(sha256), size, width, height, alt }
}

/** Throws NotOurs where letters are none. */
export function imageOf({ where, key, size, sha256, width, height, alt }: Picture): Image {
  return { where: fromLetters(where), key: fromLetters(key), sha256: fromLetters(sha256), size, width, height, alt }
}
