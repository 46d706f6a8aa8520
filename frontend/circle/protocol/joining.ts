/** Coming into a circle: by a welcome, alone with a ticket, or again with the same key. */
import { type Bytes, joined, NotOurs, sameBytes } from '../../keys/secret/bytes'
import { facilitates, newest } from './charter'
import { type Changed, type Circle, epoch, groupInfoOf } from './circle'
import { freshKeys } from './changing'
import { noErrand, writeErrand } from './errand'
import { circleIdOf, groupIdLength, type Identity, type Member, saidBy } from './identity'
import {
  type GroupInfo, joinAlone, joinByWelcome, insideWelcome, type KeyPackage, leavesSaid, type Leaf, ours, type PrivateKeys, read, writeKeyPackage,
} from './mls'
import { judge } from './policy'
import { orRefused, Refused } from './refused'
import { readStanding, spending, type Standing, standingExtension } from './standing'
import { type Invitation, ticketFor } from './ticket'
import { opaque, readAll, u8 } from './wire'

const form = 1

/** A key package that waits to be used: open goes to the server, own is sealed and stored, and used once. */
export interface Waiting {
  readonly open: Bytes
  readonly own: Bytes
}

export async function waitToBeLetIn(me: Member, now: number): Promise<Waiting> {
  const { open, own } = await freshKeys(me, now)
  const said = [own.initPrivateKey, own.hpkePrivateKey, own.signaturePrivateKey].map((key) => opaque(ours(key)))
  return { open: writeKeyPackage(open), own: joined(u8(form), ...said) }
}

async function readWaiting({ open, own }: Waiting): Promise<{ open: KeyPackage; own: PrivateKeys }> {
  const message = read(open)
  if (message.wireformat !== 'mls_key_package') throw new Refused('malformed')
  const keys = await orRefused('malformed', () =>
    readAll(own, (from) => {
      if (from.u8() !== form) throw new NotOurs('form')
      return { initPrivateKey: from.opaque(256), hpkePrivateKey: from.opaque(256), signaturePrivateKey: from.opaque(256) }
    }))
  return { open: message.keyPackage, own: keys }
}

async function standingIn(info: GroupInfo): Promise<Standing> {
  const found = info.extensions.filter(({ extensionType }) => extensionType === standingExtension)
  const [extra] = found
  if (!extra || found.length > 1) throw new Refused('charter')
  return orRefused('charter', () => readStanding(ours(info.groupContext.groupId), ours(extra.extensionData)))
}

function signerOf(info: GroupInfo): Identity {
  const leaf = leavesSaid(info).find((one) => one.leaf === info.signer)
  if (!leaf) throw new Refused('identity')
  return saidBy(leaf.credential, leaf.key)
}

/**
 * Return the circle a welcome opens. Only a facilitator's opens anything.
 *
 * groupId -- the circle one agreed to be in: no other welcome is taken. Throws Refused.
 */
export async function comeIn(waiting: Waiting, frame: Bytes, groupId: Bytes): Promise<Circle> {
  const { open, own } = await readWaiting(waiting)
  const message = read(frame)
  if (message.wireformat !== 'mls_welcome') throw new Refused('malformed')
  const info = await insideWelcome(message.welcome, open, own)
  if (!sameBytes(ours(info.groupContext.groupId), groupId)) throw new Refused('elsewhere')
  const standing = await standingIn(info)
  const group = await joinByWelcome(circleIdOf(groupId), message.welcome, open, own)
  if (!facilitates(standing.charter, signerOf(info).memberKey)) throw new Refused('not allowed')
  return { group, standing, greeted: true, minute: 0 }
}

async function openInfo(groupInfo: Bytes, groupId: Bytes): Promise<GroupInfo> {
  const message = read(groupInfo)
  if (message.wireformat !== 'mls_group_info' || groupId.length !== groupIdLength) throw new Refused('malformed')
  if (!sameBytes(ours(message.groupInfo.groupContext.groupId), groupId)) throw new Refused('elsewhere')
  return message.groupInfo
}

async function enter(
  me: Member, info: GroupInfo, standing: Standing, now: number,
  how: { invitation?: Invitation; replacing?: Leaf | undefined; deviceId?: Bytes | undefined },
): Promise<Changed> {
  const { open, own } = await freshKeys(me, now, how.deviceId)
  const groupId = ours(info.groupContext.groupId)
  const leaf = open.leafNode
  const mine = saidBy(leaf.credential.credentialType === 'basic' ? ours(leaf.credential.identity) : groupId, ours(leaf.signaturePublicKey))
  const ticket = how.invitation && (await ticketFor(how.invitation, mine))
  const errand = ticket ? { kind: 'ticket' as const, ticket } : noErrand
  const { group, frame } = await joinAlone(me.circleId, info, open, own, writeErrand(errand), how.replacing)
  const message = read(frame)
  if (message.wireformat !== 'mls_public_message') throw new Refused('clear')
  const before = { groupId, epoch: Number(info.groupContext.epoch), leaves: leavesSaid(info), standing, minute: now }
  await judge(before, message.publicMessage)
  const spent = ticket ? spending(standing, { invite: ticket.invite, until: ticket.expiresAt }, now) : standing
  const after: Circle = { group, standing: spent, greeted: false, minute: 0 }
  return { after, post: { kind: 'commit', epoch: epoch(after) - 1, frame, groupInfo: await groupInfoOf(after) } }
}

/** Come in alone, with the invitation of a link. groupInfo -- the newest the server keeps. Throws Refused. */
export async function comeInAlone(me: Member, invitation: Invitation, groupInfo: Bytes, now: number): Promise<Changed> {
  if (now > invitation.expiresAt) throw new Refused('expired')
  const info = await openInfo(groupInfo, invitation.groupId)
  const standing = await standingIn(info)
  // An older charter than the one the invitation was written under has been put before us.
  if (newest(standing.charter).number < invitation.charter) throw new Refused('charter')
  return enter(me, info, standing, now, { invitation })
}

/** Return the id of a device of one's own that is in the group: where somebody has one at a time, its place is taken. */
export async function deviceThere(me: Member, groupId: Bytes, groupInfo: Bytes): Promise<Bytes | undefined> {
  const info = await openInfo(groupInfo, groupId)
  const mine = leavesSaid(info).map((leaf) => saidBy(leaf.credential, leaf.key)).find((one) => sameBytes(one.memberId, me.memberId))
  return mine?.deviceId
}

/**
 * Come back with the same key: after a loss of state, on a new device, or after months.
 *
 * deviceId -- of the device whose place this one takes, if any. Throws Refused: 'no ticket' where one was removed meanwhile.
 */
export async function comeBack(me: Member, groupId: Bytes, groupInfo: Bytes, now: number, deviceId?: Bytes): Promise<Changed> {
  const info = await openInfo(groupInfo, groupId)
  const standing = await standingIn(info)
  const replacing = deviceId && leavesSaid(info).find((leaf) => {
    const one = saidBy(leaf.credential, leaf.key)
    return sameBytes(one.memberId, me.memberId) && sameBytes(one.deviceId, deviceId)
  })
  return enter(me, info, standing, now, { replacing, deviceId })
}
