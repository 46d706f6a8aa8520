/** Bytes and the letters they travel in (base64url without padding, RFC 4648 section 5). */

export type Bytes = Uint8Array<ArrayBuffer>

/** Something that should be bytes of ours is not. */
export class NotOurs extends Error {}

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text) as Bytes
}

/** Return the text again; throws where it is cut or no text. */
export function text(bytes: Bytes): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function sameBytes(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

export function toLetters(bytes: Bytes): string {
  let said = ''
  for (const byte of bytes) said += String.fromCharCode(byte)
  return btoa(said).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Throws NotOurs: a letter that is none of the alphabet. */
export function fromLetters(letters: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(letters) || letters.length % 4 === 1) throw new NotOurs('letters')
  const said = atob(letters.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(said, (letter) => letter.charCodeAt(0))
}
