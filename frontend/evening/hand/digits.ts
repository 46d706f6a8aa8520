/**
 * Bytes as digits. A picture holds three digits in ten bits, and hardly wastes any; the letters
 * of base64 would need a third more room. Seven bytes make seventeen digits.
 */
import { NotOurs } from './bytes'

const bytesEach = 7
const digitsEach = 17
// How many digits the last, shorter piece takes, by its bytes.
const digitsFor = [0, 3, 5, 8, 10, 13, 15, digitsEach] as const

function valueOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

export function toDigits(bytes: Uint8Array): string {
  let said = ''
  for (let at = 0; at < bytes.length; at += bytesEach) {
    const piece = bytes.subarray(at, at + bytesEach)
    said += valueOf(piece).toString().padStart(digitsFor[piece.length] ?? digitsEach, '0')
  }
  return said
}

/** Return the bytes again. Throws NotOurs for digits toDigits cannot have written. */
export function fromDigits(said: string): Uint8Array<ArrayBuffer> {
  if (!/^\d+$/.test(said)) throw new NotOurs('digits')
  const bytes: number[] = []
  for (let at = 0; at < said.length; at += digitsEach) {
    const piece = said.slice(at, at + digitsEach)
    const length = digitsFor.findIndex((digits) => digits === piece.length)
    let value = BigInt(piece)
    if (length < 0 || value >> BigInt(length * 8) !== 0n) throw new NotOurs('digits')
    const some: number[] = []
    for (let one = 0; one < length; one += 1) {
      some.unshift(Number(value % 256n))
      value /= 256n
    }
    bytes.push(...some)
  }
  return Uint8Array.from(bytes)
}
