/**
 * Who somebody is in one circle, and nowhere else. A member key is derived from the account
 * secret for this circle alone; it certifies the key of each of their devices. What the world
 * may see of it is a credential of 129 bytes: no name, nothing that stands in another circle.
 */
import { type Bytes, joined, NotOurs, random, sameBytes, toLetters } from '../../keys/secret/bytes'
import { bytesFor, label } from '../../keys/secret/derive'
import { type Signer, isSigned, keyLength, sha256, sign, signatureLength, signerOf } from './signing'
import { readAll, u8 } from './wire'

const form = 1
export const idLength = 16
/** A circle's id, then the first half of what its founding charter hashes to. */
export const groupIdLength = 2 * idLength

/** Somebody's own key in one circle. */
export interface Member {
  readonly circleId: Bytes
  readonly memberId: Bytes
  readonly key: Signer
}

/** What a credential says: which member, and which of their devices. */
export interface Identity {
  readonly memberId: Bytes
  readonly deviceId: Bytes
  readonly memberKey: Bytes
  readonly deviceKey: Bytes
}

/** Return somebody's key in one circle; root -- of their account secret, circleId -- 16 bytes. */
export async function memberOf(root: CryptoKey, circleId: Bytes): Promise<Member> {
  const key = await signerOf(await bytesFor(root, `circle:${toLetters(circleId)}`))
  return { circleId, memberId: await memberIdOf(circleId, key.open), key }
}

/** Return the id a member key has: nobody can show another key for it. */
export async function memberIdOf(circleId: Bytes, memberKey: Bytes): Promise<Bytes> {
  return (await sha256(joined(label('circle/member'), circleId, memberKey))).slice(0, idLength)
}

function certified(circleId: Bytes, one: Identity): Bytes {
  return joined(circleId, one.memberId, one.deviceId, one.deviceKey)
}

/** Return the credential of a device: form, member id, device id, member key, certificate. */
export async function credentialOf(member: Member, deviceKey: Bytes, deviceId: Bytes = random(idLength)): Promise<Bytes> {
  const one = { memberId: member.memberId, deviceId, memberKey: member.key.open, deviceKey }
  const certificate = await sign(member.key, 'device', certified(member.circleId, one))
  return joined(u8(form), one.memberId, one.deviceId, one.memberKey, certificate)
}

/** Return what a credential says, once it is proven for this circle and device key. Throws NotOurs. */
export async function proven(circleId: Bytes, credential: Bytes, deviceKey: Bytes): Promise<Identity> {
  const { one, certificate } = split(credential, deviceKey)
  if (!sameBytes(one.memberId, await memberIdOf(circleId, one.memberKey))) throw new NotOurs('member')
  if (!(await isSigned(one.memberKey, 'device', certified(circleId, one), certificate))) throw new NotOurs('device')
  return one
}

/** Return what a credential says, of a leaf that was proven before. Throws NotOurs. */
export function saidBy(credential: Bytes, deviceKey: Bytes): Identity {
  return split(credential, deviceKey).one
}

function split(credential: Bytes, deviceKey: Bytes): { one: Identity; certificate: Bytes } {
  return readAll(credential, (from) => {
    if (from.u8() !== form) throw new NotOurs('form')
    const memberId = from.fixed(idLength)
    const deviceId = from.fixed(idLength)
    const memberKey = from.fixed(keyLength)
    return { one: { memberId, deviceId, memberKey, deviceKey }, certificate: from.fixed(signatureLength) }
  })
}

/** Return the id of the circle whose group this is. Throws NotOurs. */
export function circleIdOf(groupId: Bytes): Bytes {
  if (groupId.length !== groupIdLength) throw new NotOurs('group')
  return groupId.slice(0, idLength)
}
