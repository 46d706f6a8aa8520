/**
 * A farewell: somebody's own signed word that these devices of theirs leave. Nobody can remove
 * their own last device in MLS (RFC 9420 section 12.2), so another member carries it out, and
 * shows this to say why they may. It names device keys: it cannot be used again after a return.
 */
import { type Bytes, joined, NotOurs, sameBytes } from '../../keys/secret/bytes'
import type { Member } from './identity'
import { isSigned, keyLength, sign, signatureLength } from './signing'
import { list, readAll, u8 } from './wire'

const form = 1
const mostDevices = 32

export interface Farewell {
  readonly memberKey: Bytes
  readonly deviceKeys: readonly Bytes[]
  readonly signature: Bytes
}

const said = (groupId: Bytes, deviceKeys: readonly Bytes[]): Bytes => joined(groupId, list(deviceKeys))

export async function farewell(by: Member, groupId: Bytes, deviceKeys: readonly Bytes[]): Promise<Farewell> {
  return { memberKey: by.key.open, deviceKeys, signature: await sign(by.key, 'farewell', said(groupId, deviceKeys)) }
}

export function isFarewell(groupId: Bytes, one: Farewell): Promise<boolean> {
  return isSigned(one.memberKey, 'farewell', said(groupId, one.deviceKeys), one.signature)
}

/** Return whether it speaks of this device of this member. */
export function covers(one: Farewell, memberKey: Bytes, deviceKey: Bytes): boolean {
  return sameBytes(one.memberKey, memberKey) && one.deviceKeys.some((key) => sameBytes(key, deviceKey))
}

export function writeFarewell(one: Farewell): Bytes {
  return joined(u8(form), one.memberKey, list(one.deviceKeys), one.signature)
}

/** Throws NotOurs. */
export function readFarewell(bytes: Bytes): Farewell {
  return readAll(bytes, (from) => {
    if (from.u8() !== form) throw new NotOurs('form')
    const memberKey = from.fixed(keyLength)
    const deviceKeys = from.list(mostDevices * keyLength, (inside) => inside.fixed(keyLength))
    if (deviceKeys.length === 0) throw new NotOurs('devices')
    return { memberKey, deviceKeys, signature: from.fixed(signatureLength) }
  })
}
