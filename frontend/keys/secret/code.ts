/**
 * The recovery code: 128 bits somebody keeps on paper. Seven groups of four letters, from an
 * alphabet without I, L, O and U (Crockford's base 32); the last 12 bits check the others.
 */
import { type Bytes, joined } from './bytes'
import { label } from './derive'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytesLong = 16
const letters = 28
const group = 4

/** What is wrong with a code as it was typed, in the order one would look. */
export type Wrong = 'short' | 'long' | 'letter' | 'check'

/** Return what people may have written for a letter, as the letter: o is zero, i and l are one. */
function tidy(typed: string): string {
  return typed.toUpperCase().replace(/[\s.\-\u2010-\u2015]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
}

async function check(bytes: Bytes): Promise<number> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', joined(label('code'), bytes)))
  return ((hash[0] ?? 0) << 4) | ((hash[1] ?? 0) >> 4)
}

function spell(bytes: Bytes, sum: number): string {
  let number = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  number = (number << 12n) | BigInt(sum)
  let said = ''
  for (let at = 0; at < letters; at += 1) {
    said = (alphabet[Number(number & 31n)] ?? '') + said
    number >>= 5n
  }
  return said
}

/** Return 16 bytes as people write them down: "ABCD-EFGH-…". */
export async function codeOf(bytes: Bytes): Promise<string> {
  const said = spell(bytes, await check(bytes))
  return said.match(new RegExp(`.{${group}}`, 'g'))?.join('-') ?? ''
}

/** Return the bytes of a code as it was typed, or what is wrong with it. */
export async function readCode(typed: string): Promise<Bytes | Wrong> {
  const said = tidy(typed)
  if ([...said].some((letter) => !alphabet.includes(letter))) return 'letter'
  if (said.length !== letters) return said.length < letters ? 'short' : 'long'
  let number = 0n
  for (const letter of said) number = (number << 5n) | BigInt(alphabet.indexOf(letter))
  const sum = Number(number & 0xfffn)
  number >>= 12n
  const bytes = new Uint8Array(bytesLong)
  for (let at = bytesLong - 1; at >= 0; at -= 1) {
    bytes[at] = Number(number & 255n)
    number >>= 8n
  }
  return (await check(bytes)) === sum ? bytes : 'check'
}
