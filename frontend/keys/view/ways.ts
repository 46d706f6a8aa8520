/** Wrapping the secret for a way back, and coming back by it. */
import type { Way } from '../post/asking'
import { evaluate, makeOne, saltFor } from '../passkey/prf'
import { type Bytes, fromLetters, NotOurs, toLetters } from '../secret/bytes'
import { DoesNotOpen } from '../secret/box'
import { readCode, type Wrong } from '../secret/code'
import { unwrap, wrap } from '../secret/wrap'

export async function codeWay(secret: Bytes, code: Bytes): Promise<Way> {
  return { kind: 'code', credential: '', salt: '', wrapped: toLetters(await wrap(secret, 'code', code)) }
}

/** Wrap under a passkey somebody has, or one made for this where theirs keeps no keys. */
export async function passkeyWay(secret: Bytes, theirs: readonly string[], called: string): Promise<Way | 'stopped' | 'no prf'> {
  const salt = saltFor()
  const asked = theirs.length > 0 ? await evaluate(theirs.map((credential) => ({ credential, salt }))) : 'no prf'
  const given = asked === 'no prf' ? await makeOne(salt, called) : asked
  if (typeof given === 'string') return given
  const wrapped = toLetters(await wrap(secret, 'passkey', given.bytes))
  return { kind: 'passkey', credential: given.credential, salt: toLetters(salt), wrapped }
}

async function opened(way: Way, given: Bytes, keyId: string): Promise<Bytes | 'other'> {
  try {
    return await unwrap(fromLetters(way.wrapped), way.kind, given, keyId)
  } catch (fault) {
    if (fault instanceof DoesNotOpen || fault instanceof NotOurs) return 'other'
    throw fault
  }
}

/** Return the secret, or what is wrong with the code. */
export async function openByCode(ways: readonly Way[], keyId: string, typed: string): Promise<Bytes | Wrong | 'other'> {
  const code = await readCode(typed)
  if (typeof code === 'string') return code
  const way = ways.find((one) => one.kind === 'code')
  return way ? opened(way, code, keyId) : 'other'
}

/** Return the secret, or why the passkey did not give it. */
export async function openByPasskey(ways: readonly Way[], keyId: string): Promise<Bytes | 'stopped' | 'noPrf' | 'other'> {
  const theirs = ways.filter((one) => one.kind === 'passkey')
  const given = await evaluate(theirs.map((one) => ({ credential: one.credential, salt: fromLetters(one.salt) })))
  if (given === 'stopped') return 'stopped'
  if (given === 'no prf') return 'noPrf'
  const way = theirs.find((one) => one.credential === given.credential)
  return way ? opened(way, given.bytes, keyId) : 'other'
}
