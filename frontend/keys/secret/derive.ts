/** One secret, a key for each purpose: HKDF-SHA256 (RFC 5869) with the purpose as its info. */
import { type Bytes, toLetters, utf8 } from './bytes'

/** Every purpose there is. Circles each have one of their own. */
export type Purpose = 'id' | 'plan' | 'keyholder' | 'circles' | `circle:${string}` | 'wrap/code' | 'wrap/passkey' | 'device'

export const secretLength = 32
/** The version stands in every label: a second one opens nothing of the first by mistake. */
export const label = (purpose: string): Bytes => utf8(`hearthside/v1/${purpose}`)

/** What keys are derived from; it cannot be read out again. */
export function rootOf(secret: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey'])
}

function how(purpose: Purpose, salt: Bytes): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: label(purpose) }
}

const noSalt: Bytes = new Uint8Array(0)

/** Return 32 bytes for a purpose. */
export async function bytesFor(root: CryptoKey, purpose: Purpose): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.deriveBits(how(purpose, noSalt), root, 256))
}

/** Return an AES-256-GCM key for a purpose; it cannot be read out. */
export function keyFor(root: CryptoKey, purpose: Purpose, salt: Bytes = noSalt): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(how(purpose, salt), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** Return what a secret is called where it may be known: it says nothing of the secret. */
export async function idOf(root: CryptoKey): Promise<string> {
  return toLetters((await bytesFor(root, 'id')).slice(0, 16))
}
