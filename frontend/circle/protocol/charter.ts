/**
 * The charter of a circle: who facilitates it, how long words live, which franking. A chain of
 * entries, each signed by a facilitator of the one before. The first one's hash is half the name
 * of the group, so nobody can put another beginning under it; the server has no say in any.
 */
import { type Bytes, joined, NotOurs, sameBytes } from '../../keys/secret/bytes'
import { label } from '../../keys/secret/derive'
import { circleIdOf, groupIdLength, idLength, type Member } from './identity'
import { isSigned, keyLength, sha256, sign, signatureLength } from './signing'
import { type Reader, list, opaque, readAll, u16, u32, u8 } from './wire'

const form = 1
const hashLength = 32
/** Bounds: a circle has few facilitators and seldom changes them. */
export const mostFacilitators = 12
export const mostEntries = 200
export const longestEntry = 1024
/** The longest words may live, in days: as long as the house keeps what is sealed, and no longer. */
export const longestLife = 180

export interface Entry {
  /** 0 for the founding one. */
  readonly number: number
  /** The hash of the entry before; zeros in the first. */
  readonly before: Bytes
  readonly circleId: Bytes
  /** Member keys, 32 bytes each. */
  readonly facilitators: readonly Bytes[]
  readonly wordsDays: number
  readonly franking: number
  /** The group this one takes the place of, when its last charter key was lost; otherwise empty. */
  readonly refounds: Bytes
  readonly signer: Bytes
  readonly signature: Bytes
}

/** What a facilitator may decide. */
export interface Terms {
  readonly facilitators: readonly Bytes[]
  readonly wordsDays: number
  readonly franking: number
}

/** Every entry, oldest first; never empty. */
export type Charter = readonly [Entry, ...Entry[]]

function unsigned(entry: Omit<Entry, 'signature'>): Bytes {
  return joined(
    u8(form), u32(entry.number), entry.before, entry.circleId, list(entry.facilitators),
    u16(entry.wordsDays), u8(entry.franking), opaque(entry.refounds), entry.signer,
  )
}

export function writeEntry(entry: Entry): Bytes {
  return joined(unsigned(entry), entry.signature)
}

function readOne(from: Reader): Entry {
  if (from.u8() !== form) throw new NotOurs('form')
  const entry = {
    number: from.u32(),
    before: from.fixed(hashLength),
    circleId: from.fixed(idLength),
    facilitators: from.list(mostFacilitators * keyLength, (inside) => inside.fixed(keyLength)),
    wordsDays: from.u16(),
    franking: from.u8(),
    refounds: from.opaque(groupIdLength),
    signer: from.fixed(keyLength),
    signature: from.fixed(signatureLength),
  }
  const keys = new Set(entry.facilitators.map(String))
  const bounded = entry.facilitators.length > 0 && entry.wordsDays >= 1 && entry.wordsDays <= longestLife
  if (!bounded || keys.size !== entry.facilitators.length) throw new NotOurs('terms')
  if (entry.refounds.length > 0 && (entry.refounds.length !== groupIdLength || entry.number > 0)) throw new NotOurs('refounds')
  return entry
}

/** Throws NotOurs. */
export function readEntry(bytes: Bytes): Entry {
  return readAll(bytes, readOne)
}

export function hashOf(entry: Entry): Promise<Bytes> {
  return sha256(joined(label('circle/charter'), writeEntry(entry)))
}

async function signed(by: Member, entry: Omit<Entry, 'signature' | 'signer' | 'circleId'>): Promise<Entry> {
  const whole = { ...entry, circleId: by.circleId, signer: by.key.open }
  const made = { ...whole, signature: await sign(by.key, 'charter', unsigned(whole)) }
  return readEntry(writeEntry(made))
}

/** Return the first charter of a circle, by its founder. */
export async function founding(by: Member, terms: Terms, refounds: Bytes = new Uint8Array(0)): Promise<Charter> {
  return [await signed(by, { ...terms, number: 0, before: new Uint8Array(hashLength), refounds })]
}

/** Return the entry that would come next. Throws NotOurs where terms are out of bounds. */
export async function following(charter: Charter, by: Member, terms: Terms): Promise<Entry> {
  const last = newest(charter)
  return signed(by, { ...terms, number: last.number + 1, before: await hashOf(last), refounds: new Uint8Array(0) })
}

export function newest(charter: Charter): Entry {
  return charter[charter.length - 1] ?? charter[0]
}

/** Return the name of the group that begins with this charter. */
export async function groupIdOf(charter: Charter): Promise<Bytes> {
  return joined(charter[0].circleId, (await hashOf(charter[0])).slice(0, idLength))
}

async function isSound(entry: Entry): Promise<boolean> {
  return isSigned(entry.signer, 'charter', unsigned(entry), entry.signature)
}

const names = (entry: Entry, key: Bytes): boolean => entry.facilitators.some((one) => sameBytes(one, key))

/** Return the charter with one more entry. Throws NotOurs where it does not follow. */
export async function extended(charter: Charter, entry: Entry): Promise<Charter> {
  const last = newest(charter)
  const follows =
    entry.number === last.number + 1 &&
    entry.number < mostEntries &&
    sameBytes(entry.circleId, last.circleId) &&
    sameBytes(entry.before, await hashOf(last)) &&
    names(last, entry.signer) &&
    (await isSound(entry))
  if (!follows) throw new NotOurs('charter')
  return [...charter, entry]
}

/** Return the charter these entries make, for this group and no other. Throws NotOurs. */
export async function charterOf(groupId: Bytes, entries: readonly Entry[]): Promise<Charter> {
  const [first, ...rest] = entries
  if (!first || first.number !== 0 || !first.before.every((byte) => byte === 0)) throw new NotOurs('charter')
  if (!names(first, first.signer) || !(await isSound(first))) throw new NotOurs('charter')
  let charter: Charter = [first]
  const named = sameBytes(await groupIdOf(charter), groupId) && sameBytes(circleIdOf(groupId), first.circleId)
  if (!named) throw new NotOurs('charter')
  for (const entry of rest) charter = await extended(charter, entry)
  return charter
}

/** Return whether a member key stands in the charter today. */
export function facilitates(charter: Charter, memberKey: Bytes): boolean {
  return names(newest(charter), memberKey)
}
