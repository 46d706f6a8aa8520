/** Padding to a few sizes, so that the length of what is stored says little of what was written. */
import { type Bytes, NotOurs } from './bytes'

const head = 4

/** It is longer than the largest size. */
export class TooLong extends Error {}

/** Return length (4 bytes, big-endian), the bytes, and zeros up to one of the sizes. Throws TooLong. */
export function padded(plain: Bytes, sizes: readonly number[]): Bytes {
  const size = sizes.find((one) => one >= plain.length + head)
  if (size === undefined) throw new TooLong()
  const all = new Uint8Array(size)
  new DataView(all.buffer).setUint32(0, plain.length)
  all.set(plain, head)
  return all
}

/** Throws NotOurs. */
export function unpadded(all: Bytes): Bytes {
  if (all.length < head) throw new NotOurs('padding')
  const length = new DataView(all.buffer, all.byteOffset).getUint32(0)
  if (length > all.length - head) throw new NotOurs('padding')
  return all.slice(head, head + length)
}
