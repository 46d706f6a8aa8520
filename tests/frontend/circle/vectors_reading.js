// Reading hexadecimal vectors, and saying what is not as it should be.
import { getCiphersuiteImpl } from 'ts-mls'
import { getCiphersuiteFromId } from 'ts-mls/crypto/ciphersuite.js'

export const un = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16))
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const suites = new Map()
export async function suite(id) {
  if (!suites.has(id)) suites.set(id, await getCiphersuiteImpl(getCiphersuiteFromId(id)))
  return suites.get(id)
}
export function same(is, should, what) {
  const said = is instanceof Uint8Array ? hex(is) : JSON.stringify(is)
  const wanted = typeof should === 'string' ? should : should instanceof Uint8Array ? hex(should) : JSON.stringify(should)
  if (said !== wanted) throw new Error(`${what}: ${said.slice(0, 80)} is not ${wanted.slice(0, 80)}`)
}
export function yes(is, what) {
  if (!is) throw new Error(what)
}
export const whole = (decoded, bytes) => {
  yes(decoded && decoded[1] === bytes.length, 'not read to its end')
  return decoded[0]
}
