/** Changes a member makes to a circle: found it, let somebody in or go, refresh, leave, amend the charter. */
import { type Bytes, sameBytes } from '../../keys/secret/bytes'
import { type Charter, following, founding, groupIdOf, newest, type Terms } from './charter'
import {
  beforeOf, type Changed, type Circle, devices, epoch, extraOf, groupIdFor, groupInfoOf, myself, type ProposalPost,
} from './circle'
import { type Errand, noErrand, writeErrand } from './errand'
import { type Farewell, farewell } from './farewell'
import { credentialOf, type Member } from './identity'
import {
  begin, commit, deviceKey, isOut, keyPackage, type KeyPackage, type Proposal, proposeOwnLeaving, read,
} from './mls'
import { judge } from './policy'
import { orRefused, Refused } from './refused'
import type { Standing } from './standing'
import { invite, type Invitation } from './ticket'

/** How long a key package is good for, in minutes: ninety days. */
export const keyPackageLasts = 90 * 24 * 60
const clockMayDiffer = 24 * 60

export interface Founded {
  readonly circle: Circle
  /** What the server keeps of the first epoch. */
  readonly groupInfo: Bytes
}

/** Return a new circle with its founder in it. now -- minutes since 1970; refounds -- the group it takes the place of. */
export async function found(me: Member, terms: Omit<Terms, 'facilitators'>, now: number, refounds?: Bytes): Promise<Founded> {
  const charter = await founding(me, { ...terms, facilitators: [me.key.open] }, refounds)
  const { open, own } = await freshKeys(me, now)
  const group = await begin(me.circleId, await groupIdOf(charter), open, own)
  const circle: Circle = { group, standing: { charter, spent: [] }, greeted: true, minute: 0 }
  return { circle, groupInfo: await groupInfoOf(circle) }
}

/** Return a key package of a new device, and its own half. */
export async function freshKeys(me: Member, now: number, deviceId?: Bytes): ReturnType<typeof keyPackage> {
  const device = await deviceKey()
  const credential = await credentialOf(me, device.publicKey, deviceId)
  return keyPackage(credential, device, (now - clockMayDiffer) * 60, (now + keyPackageLasts) * 60)
}

async function change(circle: Circle, proposals: Proposal[], errand: Errand = noErrand, charter?: Charter): Promise<Changed> {
  if (isOut(circle.group)) throw new Refused('gone')
  const standing: Standing = charter ? { ...circle.standing, charter } : circle.standing
  const made = await orRefused('kind', () => commit(circle.group, proposals, writeErrand(errand), extraOf(standing)))
  const message = read(made.frame)
  // What others would refuse is not sent: the same rules, before it leaves.
  if (message.wireformat !== 'mls_public_message') throw new Refused('clear')
  await judge(beforeOf(circle, circle.minute), message.publicMessage)
  const after: Circle = { ...circle, group: made.after, standing }
  const post = { kind: 'commit' as const, epoch: epoch(circle), frame: made.frame, groupInfo: await groupInfoOf(after) }
  return { after, post: made.welcome ? { ...post, welcome: made.welcome } : post }
}

/** Return the key package in a frame, if it may be used now. Throws Refused. */
function usable(frame: Bytes, now: number): KeyPackage {
  const message = read(frame)
  if (message.wireformat !== 'mls_key_package') throw new Refused('malformed')
  const { leafNode } = message.keyPackage
  if (leafNode.leafNodeSource !== 'key_package') throw new Refused('malformed')
  const { notBefore, notAfter } = leafNode.lifetime
  // Now is a whole minute; a package may have been made within it.
  const at = BigInt(now) * 60n
  if (at + 60n < notBefore || at > notAfter) throw new Refused('expired')
  return message.keyPackage
}

/** Let somebody in whose key packages (one a device) lie here; facilitators only. Throws Refused. */
export async function admit(circle: Circle, keyPackages: readonly Bytes[], now: number): Promise<Changed> {
  const proposals = keyPackages.map((frame): Proposal => ({ proposalType: 'add', add: { keyPackage: usable(frame, now) } }))
  return change(circle, proposals)
}

function removals(circle: Circle, which: (one: ReturnType<typeof devices>[number]) => boolean): Proposal[] {
  const gone = devices(circle).filter(which)
  if (gone.length === 0) throw new Refused('gone')
  return gone.map(({ leaf }): Proposal => ({ proposalType: 'remove', remove: { removed: leaf } }))
}

/** Remove every device of a member; facilitators only. Throws Refused. */
export function letGo(circle: Circle, memberId: Bytes): Promise<Changed> {
  return change(circle, removals(circle, (one) => sameBytes(one.memberId, memberId)))
}

/** Remove another device of one's own, a lost one. Throws Refused. */
export function dropDevice(circle: Circle, deviceId: Bytes): Promise<Changed> {
  const { memberId } = myself(circle)
  return change(circle, removals(circle, (one) => sameBytes(one.memberId, memberId) && sameBytes(one.deviceId, deviceId)))
}

/** Renew this device's keys: whoever read along cannot any more. */
export function refresh(circle: Circle): Promise<Changed> {
  return change(circle, [])
}

/** Change the charter; facilitators only. Throws Refused. */
export async function amend(circle: Circle, me: Member, terms: Partial<Terms>): Promise<Changed> {
  const { facilitators, wordsDays, franking } = newest(circle.standing.charter)
  const { charter } = circle.standing
  const entry = await orRefused('charter', () => following(charter, me, { facilitators, wordsDays, franking, ...terms }))
  return change(circle, [], { kind: 'charter', entry }, [...charter, entry])
}

/** Return the post by which somebody asks that all their devices here be removed. */
export async function leave(circle: Circle, me: Member): Promise<ProposalPost> {
  const mine = devices(circle).filter((one) => sameBytes(one.memberId, me.memberId))
  if (mine.length === 0) throw new Refused('gone')
  const said = await farewell(me, groupIdFor(circle), mine.map(({ deviceKey }) => deviceKey))
  const frame = await proposeOwnLeaving(circle.group, writeErrand({ kind: 'farewell', farewell: said }))
  return { kind: 'proposal', epoch: epoch(circle), frame }
}

/** Carry a farewell out; anybody may. Throws Refused. */
export function carryOut(circle: Circle, said: Farewell): Promise<Changed> {
  const of = removals(circle, (one) =>
    sameBytes(one.memberKey, said.memberKey) && said.deviceKeys.some((key) => sameBytes(key, one.deviceKey)))
  return change(circle, of, { kind: 'farewell', farewell: said })
}

/** Return an invitation for one person, until a minute. Facilitators only; others' would be refused. */
export function inviteOne(circle: Circle, me: Member, until: number): Promise<Invitation> {
  return invite(me, groupIdFor(circle), until, newest(circle.standing.charter).number)
}

