/**
 * A contact only two keyholders open together. Its key is split anew for each pair of them into
 * two halves by exclusive or: one half alone is chance. Each half is sealed to one keyholder.
 */
import { type Bytes, fromLetters, joined, NotOurs, random, toLetters } from '../keys/secret/bytes'
import { open, seal } from '../keys/secret/box'
import { label } from '../keys/secret/derive'
import { openFrom, type Pair, sealTo } from '../keys/secret/hpke'
import { padded, unpadded } from '../keys/secret/padding'

/** All contacts have this size. */
export const contactSizes = [2048] as const
export const form = 1

/** A keyholder as others know them: an id, and the public half of their key. */
export interface Holder {
  readonly id: string
  readonly open: string
}

/** The two halves for one pair, each sealed to its holder. */
export interface Halves {
  readonly one: string
  readonly other: string
  readonly for_one: string
  readonly for_other: string
}

/** What is sent: nobody but two of the holders reads it. */
export interface Sealed {
  readonly form: typeof form
  readonly tag: string
  readonly box: string
  readonly pairs: readonly Halves[]
}

function both(one: Bytes, other: Bytes): Bytes {
  if (one.length !== other.length) throw new NotOurs('half')
  return one.map((byte, at) => byte ^ (other[at] ?? 0))
}

function importKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const nothing: Bytes = new Uint8Array(0)

/** What a half is bound to: this contact, whose it is, and whose the other is. */
function boundTo(tag: string, mine: string, theirs: string): Bytes {
  return label(`contact/half/${tag}/${mine}/${theirs}`)
}

/** What a half on its way is bound to: this contact, and this one opening of it. */
function onItsWay(tag: string, opening: string): Bytes {
  return label(`contact/handed/${tag}/${opening}`)
}

/** Seal a contact to every pair of these holders. Throws TooLong. */
export async function sealForTwo(plain: Bytes, holders: readonly Holder[]): Promise<Sealed> {
  const key = random(32)
  const tag = toLetters(random(16))
  const box = await seal(await importKey(key), `contact/${tag}`, padded(plain, contactSizes))
  const pairs: Halves[] = []
  for (const [at, one] of holders.entries()) {
    for (const other of holders.slice(at + 1)) {
      const half = random(32)
      pairs.push({
        one: one.id,
        other: other.id,
        for_one: toLetters(await sealTo(fromLetters(one.open), boundTo(tag, one.id, other.id), nothing, half)),
        for_other: toLetters(await sealTo(fromLetters(other.open), boundTo(tag, other.id, one.id), nothing, both(key, half))),
      })
    }
  }
  return { form, tag, box: toLetters(box), pairs }
}

/** Open my half. Throws DoesNotOpen, NotOurs. */
export function myHalf(me: Pair, tag: string, mine: string, theirs: string, sealed: string): Promise<Bytes> {
  return openFrom(me, boundTo(tag, mine, theirs), nothing, fromLetters(sealed))
}

/** Seal my half to the other of the two, for this one opening. */
export async function handOver(half: Bytes, to: string, tag: string, opening: string): Promise<string> {
  return toLetters(await sealTo(fromLetters(to), onItsWay(tag, opening), nothing, half))
}

/** Open the half the other handed me. Throws DoesNotOpen, NotOurs. */
export function takeOver(me: Pair, tag: string, opening: string, sealed: string): Promise<Bytes> {
  return openFrom(me, onItsWay(tag, opening), nothing, fromLetters(sealed))
}

/** Open the contact with both halves. Throws DoesNotOpen, NotOurs. */
export async function openTogether(tag: string, box: string, mine: Bytes, theirs: Bytes): Promise<Bytes> {
  const key = await importKey(both(mine, theirs))
  return unpadded(await open(key, `contact/${tag}`, fromLetters(box)))
}

/** Return a key as two people compare it aloud: five groups of four figures. */
export async function aloud(key: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', joined(label('aloud'), fromLetters(key))))
  const view = new DataView(hash.buffer)
  return [0, 2, 4, 6, 8].map((at) => String(view.getUint16(at) % 10_000).padStart(4, '0')).join(' ')
}
