/**
 * Sealing what passes between two phones: AES-256-GCM with the evening's hand key, which only
 * its two facilitators are given. The evening's id is bound in, so that last week's picture
 * does not open tonight.
 * Source: NIST SP 800-38D, a random nonce of 96 bits; the browser's own WebCrypto.
 */
import { NotOurs } from './bytes'

export type HandKey = CryptoKey & { readonly __opens: 'one evening' }

const nonceLength = 12
const packedForms = { plain: 0, deflated: 1 } as const
// More than anything we pack: a small picture may not unfold into a flood.
const mostUnpacked = 16_384

type Bytes = Uint8Array<ArrayBuffer>

/** Return the key the server said, in base64url, or null when it said none. */
export async function handKey(said: string): Promise<HandKey | null> {
  if (!/^[\w-]{43}=?$/.test(said)) return null
  const plain = atob(said.replace(/-/g, '+').replace(/_/g, '/').replace(/=$/, ''))
  const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
  const usages: KeyUsage[] = ['encrypt', 'decrypt']
  return (await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, usages)) as HandKey
}

async function through(bytes: Bytes, stream: GenericTransformStream, most: number): Promise<Bytes> {
  const reader = new Blob([bytes]).stream().pipeThrough<Bytes>(stream as ReadableWritablePair<Bytes, Bytes>).getReader()
  const parts: Bytes[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) throw new NotOurs('too much')
    parts.push(value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function smaller(bytes: Bytes): Promise<Bytes> {
  const form = (kind: number, rest: Bytes): Bytes => Uint8Array.from([kind, ...rest])
  if (typeof CompressionStream === 'undefined') return form(packedForms.plain, bytes)
  const deflated = await through(bytes, new CompressionStream('deflate-raw'), mostUnpacked)
  return deflated.length < bytes.length
    ? form(packedForms.deflated, deflated)
    : form(packedForms.plain, bytes)
}

async function whole(bytes: Bytes): Promise<Bytes> {
  const rest = bytes.slice(1)
  if (bytes[0] === packedForms.plain) return rest
  if (bytes[0] !== packedForms.deflated) throw new NotOurs('form')
  return through(rest, new DecompressionStream('deflate-raw'), mostUnpacked)
}

const bound = (id: string): Bytes => new TextEncoder().encode(`evening ${id}`)

export async function seal(key: HandKey, id: string, plain: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength))
  const how = { name: 'AES-GCM', iv, additionalData: bound(id) }
  const sealed = await crypto.subtle.encrypt(how, key, await smaller(plain))
  return Uint8Array.from([...iv, ...new Uint8Array(sealed)])
}

/** Return what was sealed. Throws when another key, another evening or another hand made it. */
export async function open(key: HandKey, id: string, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.slice(0, nonceLength)
  const how = { name: 'AES-GCM', iv, additionalData: bound(id) }
  const packed = await crypto.subtle.decrypt(how, key, sealed.slice(nonceLength))
  return whole(new Uint8Array(packed))
}
