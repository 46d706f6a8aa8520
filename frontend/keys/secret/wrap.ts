/** The secret, wrapped: under what a passkey gives (WebAuthn prf) or under a recovery code. */
import { type Bytes, NotOurs } from './bytes'
import { open, seal } from './box'
import { idOf, keyFor, rootOf, secretLength } from './derive'

export type Kind = 'code' | 'passkey'

function purposeOf(kind: Kind, keyId: string): string {
  return `wrap/${kind}/${keyId}`
}

/** Return the secret wrapped under what a way gives: 16 bytes of a code, or 32 of a passkey. */
export async function wrap(secret: Bytes, kind: Kind, given: Bytes, iv?: Bytes): Promise<Bytes> {
  const keyId = await idOf(await rootOf(secret))
  const key = await keyFor(await rootOf(given), `wrap/${kind}`)
  return seal(key, purposeOf(kind, keyId), secret, iv)
}

/** Return the secret again. Throws DoesNotOpen, NotOurs. */
export async function unwrap(wrapped: Bytes, kind: Kind, given: Bytes, keyId: string): Promise<Bytes> {
  const key = await keyFor(await rootOf(given), `wrap/${kind}`)
  const secret = await open(key, purposeOf(kind, keyId), wrapped)
  // What opens must also be the secret this account is known by.
  if (secret.length !== secretLength || (await idOf(await rootOf(secret))) !== keyId) throw new NotOurs('secret')
  return secret
}
