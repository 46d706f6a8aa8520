/**
 * Sealing something to one person's public key: HPKE (RFC 9180), base mode, one message, with
 * DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. X25519 is in Chromium from 133,
 * Firefox from 130, Safari from 17.
 */
import { type Bytes, fromLetters, joined, NotOurs, utf8 } from './bytes'
import { DoesNotOpen } from './box'

const kem = joined(utf8('KEM'), Uint8Array.of(0x00, 0x20))
const suite = joined(utf8('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x01))
const version = utf8('HPKE-v1')
const nothing: Bytes = new Uint8Array(0)
const keyLength = 32
const tagLength = 16
/** How much longer a sealed message is than what it says. */
export const hpkeAdds = keyLength + tagLength
// What stands before 32 bytes in an X25519 private key (PKCS 8, RFC 8410).
const before = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20)

/** Both halves of a key of one person: the private one cannot be read out. */
export interface Pair {
  readonly own: CryptoKey
  readonly open: Bytes
}

/** Return whether this browser knows X25519. */
export async function canSeal(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits'])
    return true
  } catch {
    return false
  }
}

/** Return the pair of which these 32 bytes are the private half. */
export async function pairOf(bytes: Bytes): Promise<Pair> {
  const whole = joined(before, bytes)
  const readable = await crypto.subtle.importKey('pkcs8', whole, 'X25519', true, ['deriveBits'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  if (!x) throw new NotOurs('key')
  const own = await crypto.subtle.importKey('pkcs8', whole, 'X25519', false, ['deriveBits'])
  return { own, open: fromLetters(x) }
}

async function hmac(key: Bytes, bytes: Bytes): Promise<Bytes> {
  // An empty key is a key of zeros, and WebCrypto takes only the second.
  const raw = key.length > 0 ? key : new Uint8Array(keyLength)
  const made = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, bytes))
}

function extract(of: Bytes, salt: Bytes, name: string, key: Bytes): Promise<Bytes> {
  return hmac(salt, joined(version, of, utf8(name), key))
}

async function expand(of: Bytes, key: Bytes, name: string, info: Bytes, length: number): Promise<Bytes> {
  // One block of the hash is all that is ever asked for here.
  const said = joined(Uint8Array.of(0, length), version, of, utf8(name), info, Uint8Array.of(1))
  return (await hmac(key, said)).slice(0, length)
}

async function shared(own: CryptoKey, theirs: Bytes, context: Bytes): Promise<Bytes> {
  const open = await crypto.subtle.importKey('raw', theirs, 'X25519', false, [])
  const met = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: open }, own, 256))
  const key = await extract(kem, nothing, 'eae_prk', met)
  return expand(kem, key, 'shared_secret', context, 32)
}

async function schedule(secret: Bytes, info: Bytes): Promise<{ key: CryptoKey; iv: Bytes }> {
  const nobody = await extract(suite, nothing, 'psk_id_hash', nothing)
  const context = joined(Uint8Array.of(0), nobody, await extract(suite, nothing, 'info_hash', info))
  const root = await extract(suite, secret, 'secret', nothing)
  const raw = await expand(suite, root, 'key', context, 16)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { key, iv: await expand(suite, root, 'base_nonce', context, 12) }
}

async function passing(): Promise<Pair> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']) as CryptoKeyPair
  return { own: privateKey, open: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) }
}

/** Return the passing public key and the sealed message, one after the other. */
export async function sealTo(theirs: Bytes, info: Bytes, about: Bytes, plain: Bytes, once?: Pair): Promise<Bytes> {
  const { own, open } = once ?? (await passing())
  const { key, iv } = await schedule(await shared(own, theirs, joined(open, theirs)), info)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: about }, key, plain)
  return joined(open, new Uint8Array(sealed))
}

/** Throws NotOurs, DoesNotOpen. */
export async function openFrom(mine: Pair, info: Bytes, about: Bytes, sealed: Bytes): Promise<Bytes> {
  if (sealed.length < hpkeAdds) throw new NotOurs('sealed')
  const from = sealed.slice(0, keyLength)
  try {
    const { key, iv } = await schedule(await shared(mine.own, from, joined(from, mine.open)), info)
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: about }, key, sealed.slice(keyLength)),
    )
  } catch (fault) {
    if (fault instanceof DOMException) throw new DoesNotOpen('to me')
    throw fault
  }
}
