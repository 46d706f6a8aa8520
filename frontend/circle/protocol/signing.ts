/** Signatures of a circle: Ed25519 (RFC 8032), each over a label that says what it is for. */
import { type Bytes, fromLetters, joined, NotOurs } from '../../keys/secret/bytes'
import { label } from '../../keys/secret/derive'

export const keyLength = 32
export const signatureLength = 64
// What stands before 32 bytes in an Ed25519 private key (PKCS 8, RFC 8410).
const before = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)

/** What a signature is for; one for one thing says nothing about another. */
export type About = 'device' | 'charter' | 'invite' | 'ticket' | 'farewell'

/** A key one signs with: the private half cannot be read out. */
export interface Signer {
  readonly own: CryptoKey
  readonly open: Bytes
}

/** Return the pair whose private half these 32 bytes are. */
export async function signerOf(seed: Bytes): Promise<Signer> {
  const whole = joined(before, seed)
  const readable = await crypto.subtle.importKey('pkcs8', whole, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  if (!x) throw new NotOurs('key')
  return { own: await crypto.subtle.importKey('pkcs8', whole, 'Ed25519', false, ['sign']), open: fromLetters(x) }
}

export async function sign(by: Signer, about: About, said: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', by.own, joined(label(`circle/${about}`), said)))
}

/** Return whether this key said it. A key that is no key said nothing. */
export async function isSigned(open: Bytes, about: About, said: Bytes, signature: Bytes): Promise<boolean> {
  if (open.length !== keyLength || signature.length !== signatureLength) return false
  let key: CryptoKey
  try {
    key = await crypto.subtle.importKey('raw', open, 'Ed25519', false, ['verify'])
  } catch {
    return false
  }
  return crypto.subtle.verify('Ed25519', key, signature, joined(label(`circle/${about}`), said))
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
