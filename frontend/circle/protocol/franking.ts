/**
 * Franking: what somebody said can be shown to a safeguarding lead later, by whoever heard it, and
 * cannot be made up. Every message carries an opening key inside, and a commitment to body and
 * key outside, which the server marks without knowing what it says. Source: Facebook's
 * "Messenger Secret Conversations" (2017); Grubbs, Lu and Ristenpart, "Message Franking via Committing
 * Authenticated Encryption" (CRYPTO 2017).
 */
import { type Bytes, joined, sameBytes } from '../../keys/secret/bytes'
import { orRefused, Refused } from './refused'
import { readAll, u8 } from './wire'

const form = 1
export const openingLength = 32
export const commitmentLength = 32

/** Return the commitment to a body: HMAC-SHA256 (RFC 2104) under its opening key of 32 bytes. */
export async function commitmentTo(opening: Bytes, body: Bytes): Promise<Bytes> {
  if (opening.length !== openingLength) throw new RangeError('opening')
  const key = await crypto.subtle.importKey('raw', opening, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, body))
}

/** Return whether this body and opening key are what was committed to. */
export async function isOpening(opening: Bytes, body: Bytes, commitment: Bytes): Promise<boolean> {
  return opening.length === openingLength && sameBytes(await commitmentTo(opening, body), commitment)
}

/** Return what stands in the authenticated data of words. */
export const writeCommitment = (commitment: Bytes): Bytes => joined(u8(form), commitment)

/** Throws Refused. */
export function readCommitment(said: Bytes): Promise<Bytes> {
  return orRefused('malformed', () =>
    readAll(said, (from) => {
      if (from.u8() !== form) throw new Refused('malformed')
      return from.fixed(commitmentLength)
    }))
}
