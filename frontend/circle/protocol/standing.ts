/**
 * What every member knows beside the group itself: the charter, and the tickets that were used.
 * It travels to newcomers inside each GroupInfo, as an extension of its own.
 */
import { type Bytes, joined, NotOurs, sameBytes } from '../../keys/secret/bytes'
import { type Charter, type Entry, charterOf, longestEntry, mostEntries, readEntry, writeEntry } from './charter'
import { keyLength } from './signing'
import { list, opaque, readAll, u32, u8 } from './wire'

const form = 1
const mostSpent = 500
/** Of the range for private use (RFC 9420 section 17.3). */
export const standingExtension = 0xf4c1

/** A ticket that was used; until -- minutes since 1970, after which it is too old anyway. */
export interface Spent {
  readonly invite: Bytes
  readonly until: number
}

export interface Standing {
  readonly charter: Charter
  readonly spent: readonly Spent[]
}

export function writeStanding(one: Standing): Bytes {
  const entries = one.charter.map((entry) => opaque(writeEntry(entry)))
  return joined(u8(form), list(entries), list(one.spent.map(({ invite, until }) => joined(invite, u32(until)))))
}

/** Return it for this group. Throws NotOurs. */
export async function readStanding(groupId: Bytes, bytes: Bytes): Promise<Standing> {
  const { entries, spent } = readAll(bytes, (from): { entries: Entry[]; spent: Spent[] } => {
    if (from.u8() !== form) throw new NotOurs('form')
    return {
      entries: from.list(mostEntries * (longestEntry + 4), (inside) => readEntry(inside.opaque(longestEntry))),
      spent: from.list(mostSpent * (keyLength + 4), (inside) => ({ invite: inside.fixed(keyLength), until: inside.u32() })),
    }
  })
  return { charter: await charterOf(groupId, entries), spent }
}

export function isSpent(one: Standing, invite: Bytes): boolean {
  return one.spent.some((ticket) => sameBytes(ticket.invite, invite))
}

/** Return it with one ticket more used, and without those that are over by now (minutes since 1970). */
export function spending(one: Standing, ticket: Spent, now: number): Standing {
  const still = one.spent.filter(({ until }) => until >= now)
  return { ...one, spent: [...still, ticket].slice(-mostSpent) }
}
