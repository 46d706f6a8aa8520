/**
 * Who may change a circle. The library lets anybody do anything; every client asks here about
 * every change, and the server has no say. Only facilitators of the charter add or remove
 * others. Anybody may refresh their keys, leave, and come back with the same key. No other change is taken.
 */
import { type Bytes, sameBytes } from '../../keys/secret/bytes'
import { type Charter, extended, facilitates, newest } from './charter'
import { type Errand, readErrand } from './errand'
import { covers, isFarewell } from './farewell'
import { circleIdOf, type Identity, proven, saidBy } from './identity'
import { credentialIn, type Leaf, type LeafNode, ours, type PublicMessage } from './mls'
import { orRefused, Refused } from './refused'
import { isSpent, type Standing } from './standing'
import { isTicketFor, longestInvitation } from './ticket'

/** Devices of one member in one circle, and devices in all. */
export const mostDevices = 6
export const mostLeaves = 200
const mostProposals = 60
const graceMinutes = 10

/** What a change is judged by: the group before it. minute -- when the server took it, or anything before it, since 1970. */
export interface Before {
  readonly groupId: Bytes
  readonly epoch: number
  readonly leaves: readonly Leaf[]
  readonly standing: Standing
  readonly minute: number
}

/** What a change does, once it is allowed. */
export interface Verdict {
  readonly by: Identity
  /** The committer lets themselves in: with a ticket, or again with their key. */
  readonly entered: 'no' | 'by ticket' | 'again'
  readonly added: readonly Identity[]
  readonly removed: readonly Identity[]
  readonly charter: Charter
  readonly errand: Errand
}

const whois = (leaf: Leaf): Identity => saidBy(leaf.credential, leaf.key)

/** Return what a change does. Throws Refused. Its signature is checked afterwards, by the library. */
export async function judge(before: Before, { content }: PublicMessage): Promise<Verdict> {
  if (!sameBytes(ours(content.groupId), before.groupId)) throw new Refused('elsewhere')
  if (content.contentType !== 'commit') throw new Refused('kind')
  if (content.epoch !== BigInt(before.epoch)) throw new Refused('epoch')
  const { proposals, path } = content.commit
  if (proposals.length > mostProposals) throw new Refused('too many')
  const said = proposals.map((one) => {
    if (one.proposalOrRefType !== 'proposal') throw new Refused('by reference')
    return one.proposal
  })
  const adds = said.flatMap((one) => (one.proposalType === 'add' ? [one.add.keyPackage.leafNode] : []))
  const removes = said.flatMap((one) => (one.proposalType === 'remove' ? [one.remove.removed] : []))
  const entering = said.filter((one) => one.proposalType === 'external_init').length
  if (adds.length + removes.length + entering !== said.length) throw new Refused('kind')
  // Whoever is removed by a change that also adds may fail to read it, and could not be told so.
  if (adds.length > 0 && removes.length > 0) throw new Refused('mixed')
  // Without fresh keys somebody removed could still read.
  if (adds.length === 0 && !path) throw new Refused('path')
  const errand = await orRefused('malformed', () => readErrand(ours(content.authenticatedData)))
  const gone = removes.map((at) => before.leaves.find(({ leaf }) => leaf === at))
  if (gone.includes(undefined) || new Set(removes).size !== removes.length) throw new Refused('kind')
  const change: Change = { adds, gone: gone.flatMap((leaf) => (leaf ? [leaf] : [])), path: path?.leafNode, errand }
  if (content.sender.senderType === 'new_member_commit') {
    if (entering !== 1 || removes.length > 1) throw new Refused('kind')
    return enter(before, change)
  }
  if (content.sender.senderType !== 'member' || entering > 0) throw new Refused('kind')
  const { leafIndex } = content.sender
  const sender = before.leaves.find(({ leaf }) => leaf === leafIndex)
  if (!sender) throw new Refused('identity')
  return byMember(before, sender, change)
}

interface Change {
  readonly adds: readonly LeafNode[]
  readonly gone: readonly Leaf[]
  readonly path: LeafNode | undefined
  readonly errand: Errand
}

async function identityOf(before: Before, leaf: LeafNode): Promise<Identity> {
  if (leaf.extensions.length > 0) throw new Refused('kind')
  return orRefused('identity', () => proven(circleIdOf(before.groupId), credentialIn(leaf), ours(leaf.signaturePublicKey)))
}

async function byMember(before: Before, sender: Leaf, change: Change): Promise<Verdict> {
  const by = whois(sender)
  if (change.path) {
    // A device renews its keys, never who it is.
    const same = sameBytes(credentialIn(change.path), sender.credential) && sameBytes(ours(change.path.signaturePublicKey), sender.key)
    if (!same || change.path.extensions.length > 0) throw new Refused('identity')
  }
  const charter = await charterAfter(before, by, change.errand)
  const leads = facilitates(before.standing.charter, by.memberKey)
  const added: Identity[] = []
  for (const leaf of change.adds) {
    if (!leads) throw new Refused('not allowed')
    added.push(await identityOf(before, leaf))
  }
  const removed = change.gone.map(whois)
  for (const one of removed) {
    const own = sameBytes(one.memberKey, by.memberKey)
    if (!leads && !own && !(await asked(before, one, change.errand))) throw new Refused('not allowed')
  }
  bounded(before, added, removed)
  return { by, entered: 'no', added, removed, charter, errand: change.errand }
}

async function charterAfter(before: Before, by: Identity, errand: Errand): Promise<Charter> {
  const { charter } = before.standing
  if (errand.kind === 'ticket') throw new Refused('kind')
  if (errand.kind !== 'charter') return charter
  if (!sameBytes(errand.entry.signer, by.memberKey)) throw new Refused('charter')
  return orRefused('charter', () => extended(charter, errand.entry))
}

async function asked(before: Before, one: Identity, errand: Errand): Promise<boolean> {
  if (errand.kind !== 'farewell' || !covers(errand.farewell, one.memberKey, one.deviceKey)) return false
  return isFarewell(before.groupId, errand.farewell)
}

async function enter(before: Before, change: Change): Promise<Verdict> {
  if (!change.path) throw new Refused('path')
  const by = await identityOf(before, change.path)
  const there = before.leaves.map(whois)
  const again = there.some((one) => sameBytes(one.memberKey, by.memberKey))
  const removed = change.gone.map(whois)
  if (removed.some((one) => !sameBytes(one.memberKey, by.memberKey))) throw new Refused('not allowed')
  if (again) {
    if (change.errand.kind !== 'none') throw new Refused('kind')
  } else {
    await admitted(before, there, by, change.errand)
  }
  bounded(before, [by], removed)
  const { charter } = before.standing
  return { by, entered: again ? 'again' : 'by ticket', added: [by], removed, charter, errand: change.errand }
}

async function admitted(before: Before, there: readonly Identity[], by: Identity, errand: Errand): Promise<void> {
  if (errand.kind !== 'ticket') throw new Refused('no ticket')
  const { ticket } = errand
  const { charter } = before.standing
  // A facilitator who is no longer here lets nobody in, not even themselves.
  const present = there.some((one) => sameBytes(one.memberKey, ticket.facilitator))
  if (!present || !facilitates(charter, ticket.facilitator)) throw new Refused('ticket')
  if (ticket.charter > newest(charter).number) throw new Refused('charter')
  if (!(await isTicketFor(before.groupId, ticket, by))) throw new Refused('ticket')
  // Two processes of a house may stamp a minute apart; nobody is locked out over that.
  const late = before.minute > ticket.expiresAt + graceMinutes
  if (late || ticket.expiresAt - before.minute > longestInvitation + graceMinutes) throw new Refused('expired')
  if (isSpent(before.standing, ticket.invite)) throw new Refused('spent')
}

function bounded(before: Before, added: readonly Identity[], removed: readonly Identity[]): void {
  if (before.leaves.length + added.length - removed.length > mostLeaves) throw new Refused('too many')
  const after = [...before.leaves.map(whois), ...added]
  for (const one of added) {
    const mine = after.filter((other) => sameBytes(other.memberKey, one.memberKey)).length
    const less = removed.filter((other) => sameBytes(other.memberKey, one.memberKey)).length
    if (mine - less > mostDevices) throw new Refused('too many')
  }
}
