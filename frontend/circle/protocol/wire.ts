/**
 * Bytes with one way to write each thing: the presentation language of TLS as MLS uses it
 * (RFC 9420 section 2.1). Numbers are big-endian, lengths are the shortest of one, two or four bytes.
 */
import { type Bytes, joined, NotOurs } from '../../keys/secret/bytes'

function number(value: number, length: number): Bytes {
  const said = new Uint8Array(length)
  let left = value
  for (let at = length - 1; at >= 0; at -= 1) {
    said[at] = left % 256
    left = Math.floor(left / 256)
  }
  if (left !== 0 || value < 0 || !Number.isInteger(value)) throw new RangeError('number')
  return said
}

export const u8 = (value: number): Bytes => number(value, 1)
export const u16 = (value: number): Bytes => number(value, 2)
export const u32 = (value: number): Bytes => number(value, 4)
/** value -- up to 2 ** 53 - 1. */
export const u64 = (value: number): Bytes => number(value, 8)

/** Return the bytes with their length before them (opaque<V>). */
export function opaque(bytes: Bytes): Bytes {
  const { length } = bytes
  if (length < 0x40) return joined(u8(length), bytes)
  if (length < 0x4000) return joined(u16(length | 0x4000), bytes)
  return joined(u32(length + 0x8000_0000), bytes)
}

/** Return several things one after the other, with the length of all before them. */
export function list(parts: readonly Bytes[]): Bytes {
  return opaque(joined(...parts))
}

/** Reads what the functions above wrote. Everything throws NotOurs where it cannot have been them. */
export class Reader {
  #at = 0
  readonly #bytes: Bytes

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  fixed(length: number): Bytes {
    if (this.#at + length > this.#bytes.length) throw new NotOurs('short')
    this.#at += length
    return this.#bytes.slice(this.#at - length, this.#at)
  }

  #number(length: number): number {
    return this.fixed(length).reduce((all, byte) => all * 256 + byte, 0)
  }

  u8(): number {
    return this.#number(1)
  }

  u16(): number {
    return this.#number(2)
  }

  u32(): number {
    return this.#number(4)
  }

  u64(): number {
    const value = this.#number(8)
    if (!Number.isSafeInteger(value)) throw new NotOurs('number')
    return value
  }

  /** most -- the longest it may be, in bytes. */
  opaque(most: number): Bytes {
    const first = this.u8()
    const size = 1 << (first >> 6)
    if (size === 8) throw new NotOurs('length')
    let length = first & 0x3f
    for (let at = 1; at < size; at += 1) length = length * 256 + this.u8()
    // The same bytes have one spelling, so that a hash or a signature means one thing.
    if (size > 1 && length < (size === 2 ? 0x40 : 0x4000)) throw new NotOurs('length')
    if (length > most) throw new NotOurs('long')
    return this.fixed(length)
  }

  /** Return what one() reads, again and again, to the end of a list. */
  list<T>(most: number, one: (from: Reader) => T): T[] {
    const inside = new Reader(this.opaque(most))
    const all: T[] = []
    while (!inside.isAtEnd()) all.push(one(inside))
    return all
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  end(): void {
    if (!this.isAtEnd()) throw new NotOurs('more')
  }
}

/** Return what one() reads from exactly these bytes. Throws NotOurs. */
export function readAll<T>(bytes: Bytes, one: (from: Reader) => T): T {
  const from = new Reader(bytes)
  const all = one(from)
  from.end()
  return all
}
