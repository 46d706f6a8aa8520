/**
 * A report out of a circle: chosen messages, each with what proves it, in one box under a key made
 * for it, and that key sealed to each safeguarding lead with HPKE. Their browser checks what was
 * said; the server only says yes or no to who, when and in which order (engines/marking.py). It
 * never sees the words.
 */
import { open, seal } from '../../keys/secret/box'
import { type Bytes, fromLetters, joined, NotOurs, random, toLetters } from '../../keys/secret/bytes'
import { label } from '../../keys/secret/derive'
import { openFrom, type Pair, sealTo } from '../../keys/secret/hpke'
import { padded, unpadded } from '../../keys/secret/padding'
import { type Body, readBody } from './bodies'
import { commitmentLength, isOpening, openingLength } from './franking'
import { groupIdLength, idLength } from './identity'
import { list, opaque, readAll, u32, u64, u8 } from './wire'

const form = 1
const longestBody = 8192
export const tagLength = 36
export const mostMessages = 100
const sizes = [16 * 1024, 64 * 1024, 128 * 1024] as const
const markLength = 32

/** What the server is asked about, and answers yes or no to. sender -- the member id it is claimed to be from. */
export interface Question {
  readonly commitment: Bytes
  readonly tag: Bytes
  readonly groupId: Bytes
  readonly seq: number
  readonly epoch: number
  readonly sender: Bytes
  readonly minute: number
}

/** One message as its hearer discloses it. */
export interface Disclosed extends Question {
  readonly opening: Bytes
  readonly written: Bytes
}

function one(said: Disclosed): Bytes {
  return joined(
    said.commitment, said.tag, said.groupId, u64(said.seq), u64(said.epoch), said.sender, u32(said.minute),
    said.opening, opaque(said.written),
  )
}

/** Return a report as bytes, in the order the words were said. Throws RangeError. */
export function writeReport(all: readonly Disclosed[]): Bytes {
  if (all.length === 0 || all.length > mostMessages) throw new RangeError('messages')
  return joined(u8(form), list([...all].sort((a, b) => a.seq - b.seq).map(one)))
}

/** Throws NotOurs: also where a message is in it twice, or out of order. */
export function readReport(bytes: Bytes): Disclosed[] {
  return readAll(bytes, (from) => {
    if (from.u8() !== form) throw new NotOurs('form')
    const all = from.list(sizes[2], (inside): Disclosed => ({
      commitment: inside.fixed(commitmentLength), tag: inside.fixed(tagLength), groupId: inside.fixed(groupIdLength),
      seq: inside.u64(), epoch: inside.u64(), sender: inside.fixed(idLength), minute: inside.u32(),
      opening: inside.fixed(openingLength), written: inside.opaque(longestBody),
    }))
    const rising = all.every((said, at) => at === 0 || said.seq > (all[at - 1]?.seq ?? 0))
    if (all.length === 0 || all.length > mostMessages || !rising) throw new NotOurs('messages')
    return all
  })
}

/** Return what was said, if the commitment opens to it; undefined where it was altered. */
export async function reallySaid(said: Disclosed): Promise<Body | undefined> {
  if (!(await isOpening(said.opening, said.written, said.commitment))) return undefined
  try {
    return readBody(said.written)
  } catch (fault) {
    if (fault instanceof NotOurs) return undefined
    throw fault
  }
}

/** A lead as the server names them: the id of their key, and its public half as letters. */
export interface Reader {
  readonly id: string
  readonly open: string
}
/** A report as it travels: nobody but these readers opens it. All in letters. */
export interface SealedReport {
  readonly tag: string
  readonly box: string
  readonly keys: readonly { readonly id: string; readonly sealed: string }[]
}

/** Return a fresh name for one sealed report: 16 bytes as letters. */
export const newTag = (): string => toLetters(random(16))

/** Return what stands for a mark in a report: the number of the house's key, then its 32 bytes. */
export const tagOf = (frank: number, mark: Bytes): Bytes => joined(u32(frank), mark)

/** Throws NotOurs. */
export function readTag(tag: Bytes): { frank: number; mark: Bytes } {
  return readAll(tag, (from) => ({ frank: from.u32(), mark: from.fixed(markLength) }))
}

const importKey = (key: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
const purpose = (tag: string): string => `circle/report/${tag}`
/** What a sealed key is bound to: this report, and whose it is. */
const boundTo = (tag: string, reader: string): Bytes => label(`${purpose(tag)}/${reader}`)
const nothing: Bytes = new Uint8Array(0)

/** Seal a report to each of these leads. Throws RangeError, TooLong. */
export async function sealReport(all: readonly Disclosed[], readers: readonly Reader[], tag: string): Promise<SealedReport> {
  const key = random(32)
  const box = await seal(await importKey(key), purpose(tag), padded(writeReport(all), sizes))
  const keys = await Promise.all(readers.map(async ({ id, open: theirs }) =>
    ({ id, sealed: toLetters(await sealTo(fromLetters(theirs), boundTo(tag, id), nothing, key)) })))
  return { tag, box: toLetters(box), keys }
}

/** Open a report with what was sealed to my key; mineId -- what the server calls that key. Throws NotOurs, DoesNotOpen. */
export async function openReport({ tag, box }: Pick<SealedReport, 'tag' | 'box'>, mine: Pair, mineId: string, sealed: string): Promise<Disclosed[]> {
  const key = await openFrom(mine, boundTo(tag, mineId), nothing, fromLetters(sealed))
  return readReport(unpadded(await open(await importKey(key), purpose(tag), fromLetters(box))))
}
