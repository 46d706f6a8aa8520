/**
 * What a passkey gives for a salt: the WebAuthn prf extension. The server is not asked and
 * proves nothing here: whoever cannot give these bytes cannot open the wrap, and that is all.
 */
import { type Bytes, fromLetters, random, toLetters } from '../secret/bytes'

/** One passkey that may be asked, and at which salt. */
export interface Choice {
  readonly credential: string
  readonly salt: Bytes
}
export interface Given {
  readonly credential: string
  readonly bytes: Bytes
}
/** stopped: the person or the device said no. no prf: this passkey signs in and keeps no keys. */
export type Asked = Given | 'stopped' | 'no prf'

interface Results {
  readonly prf?: { readonly enabled?: boolean; readonly results?: { readonly first?: BufferSource } }
}

const patienceMs = 120_000

export function canAsk(): boolean {
  return window.isSecureContext && 'credentials' in navigator && 'PublicKeyCredential' in window
}

function resultOf(found: PublicKeyCredential): Asked {
  const { prf } = found.getClientExtensionResults() as Results
  const first = prf?.results?.first
  if (!first) return 'no prf'
  const bytes = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer as ArrayBuffer, first.byteOffset, first.byteLength)
  return bytes.length >= 32 ? { credential: toLetters(new Uint8Array(found.rawId)), bytes: bytes.slice(0, 32) } : 'no prf'
}

/** Ask one of these passkeys. */
export async function evaluate(choices: readonly Choice[]): Promise<Asked> {
  const at = Object.fromEntries(choices.map(({ credential, salt }) => [credential, { first: salt }]))
  try {
    const found = await navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: choices.map(({ credential }) => ({ type: 'public-key' as const, id: fromLetters(credential) })),
        // With and without the person's own check a passkey gives other bytes: always with.
        userVerification: 'required',
        timeout: patienceMs,
        extensions: { prf: { evalByCredential: at } } as AuthenticationExtensionsClientInputs,
      },
    })
    return found instanceof PublicKeyCredential ? resultOf(found) : 'stopped'
  } catch {
    return 'stopped'
  }
}

/** Make a passkey for this alone: it signs nobody in. Then ask it. */
export async function makeOne(salt: Bytes, called: string): Promise<Asked> {
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { name: called },
        user: { id: random(16), name: called, displayName: called },
        challenge: random(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -8 }, { type: 'public-key', alg: -257 }],
        // Not one that is offered at signing in.
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
        timeout: patienceMs,
        extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
      },
    })
    if (!(made instanceof PublicKeyCredential)) return 'stopped'
    const at_once = resultOf(made)
    if (at_once !== 'no prf') return at_once
    // Most passkeys answer only when they are asked.
    if (!(made.getClientExtensionResults() as Results).prf?.enabled) return 'no prf'
    return await evaluate([{ credential: toLetters(new Uint8Array(made.rawId)), salt }])
  } catch {
    return 'stopped'
  }
}

export const saltFor = (): Bytes => random(32)
