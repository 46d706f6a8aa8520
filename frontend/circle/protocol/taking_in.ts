/** Taking in what the server passes on, in its order. What is refused changes nothing. */
import { type Bytes, sameBytes } from '../../keys/secret/bytes'
import { type Body, readBody } from './bodies'
import { beforeOf, type Circle, devices, epoch, groupIdFor, myself } from './circle'
import { facilitates } from './charter'
import { readErrand } from './errand'
import { type Farewell, isFarewell } from './farewell'
import { isOpening, openingLength, readCommitment } from './franking'
import type { Identity } from './identity'
import { giveUp, isOut, open, ours, type PrivateMessage, type PublicMessage, read, take } from './mls'
import { unpad } from './padding'
import { judge, type Verdict } from './policy'
import { orRefused, Refused } from './refused'
import { spending, type Standing } from './standing'

/** What the server passes on; minute -- when it took it, since 1970. */
export interface Passed {
  readonly kind: 'commit' | 'proposal' | 'words'
  readonly frame: Bytes
  readonly minute: number
}

export type Taken =
  | { readonly kind: 'changed'; readonly circle: Circle; readonly what: Verdict }
  /** This device was removed: by whom. Nothing more opens. */
  | { readonly kind: 'out'; readonly circle: Circle; readonly what: Verdict }
  /** Somebody asks to leave: any member online carries it out. */
  | { readonly kind: 'asked'; readonly circle: Circle; readonly farewell: Farewell }
  | { readonly kind: 'said'; readonly circle: Circle; readonly from: Identity; readonly body: Body; readonly written: Bytes; readonly opening: Bytes; readonly commitment: Bytes }
  /** Words that open, and are not what they should be: the key is used up, nothing is shown. */
  | { readonly kind: 'dropped'; readonly circle: Circle; readonly from: Identity; readonly why: string }

/** Return what came of it. Throws Refused, and then the circle stays as it was. */
export async function takeIn(circle: Circle, { kind, frame, minute }: Passed): Promise<Taken> {
  if (isOut(circle.group)) throw new Refused('gone')
  const message = read(frame)
  const now = { ...circle, minute: Math.max(circle.minute, minute) }
  if (kind === 'words') {
    // Words in the clear, and changes hidden from those who check them, are both no.
    if (message.wireformat !== 'mls_private_message') throw new Refused('clear')
    return hear(now, message.privateMessage)
  }
  if (message.wireformat !== 'mls_public_message') throw new Refused('clear')
  return kind === 'commit' ? change(now, message.publicMessage) : ask(now, message.publicMessage)
}

async function change(circle: Circle, message: PublicMessage): Promise<Taken> {
  const what = await judge(beforeOf(circle, circle.minute), message)
  const mine = myself(circle).deviceKey
  const replaced = what.entered === 'again' && what.removed.some((one) => sameBytes(one.deviceKey, mine))
  const group = replaced ? await giveUp(circle.group, message) : await take(circle.group, message, (incoming) =>
    // The library resolved the same proposals that were judged, or it is not the same change.
    incoming.kind === 'commit' && message.content.contentType === 'commit' &&
    incoming.proposals.length === message.content.commit.proposals.length ? 'accept' : 'reject')
  const standing = after(circle.standing, what, circle.minute)
  const heard = facilitates(circle.standing.charter, what.by.memberKey) && what.entered !== 'by ticket'
  const next: Circle = { ...circle, group, standing, greeted: circle.greeted || heard }
  return { kind: isOut(group) ? 'out' : 'changed', circle: next, what }
}

function after(standing: Standing, { charter, errand }: Verdict, minute: number): Standing {
  const next = { ...standing, charter }
  if (errand.kind !== 'ticket') return next
  return spending(next, { invite: errand.ticket.invite, until: errand.ticket.expiresAt }, minute)
}

async function ask(circle: Circle, message: PublicMessage): Promise<Taken> {
  const { content } = message
  const errand = await orRefused('malformed', () => readErrand(ours(content.authenticatedData)))
  const own = content.contentType === 'proposal' && content.sender.senderType === 'member' &&
    content.proposal.proposalType === 'remove' && content.proposal.remove.removed === content.sender.leafIndex
  // Whoever runs the house may ask a facilitator; in here only somebody's own leaving is asked for.
  if (!own || errand.kind !== 'farewell') throw new Refused('kind')
  if (!sameBytes(ours(content.groupId), groupIdFor(circle))) throw new Refused('elsewhere')
  if (content.epoch !== BigInt(epoch(circle))) throw new Refused('epoch')
  // What the library makes of it is thrown away: a change says its proposals itself, in full.
  await take(circle.group, message, () => 'accept')
  const { farewell } = errand
  const from = devices(circle).find(({ leaf }) => content.sender.senderType === 'member' && leaf === content.sender.leafIndex)
  const isTheirs = from && sameBytes(from.memberKey, farewell.memberKey) && (await isFarewell(groupIdFor(circle), farewell))
  if (!isTheirs) throw new Refused('not allowed')
  return { kind: 'asked', circle, farewell }
}

async function hear(circle: Circle, message: PrivateMessage): Promise<Taken> {
  if (message.contentType !== 'application') throw new Refused('clear')
  if (!sameBytes(ours(message.groupId), groupIdFor(circle))) throw new Refused('elsewhere')
  if (message.epoch !== BigInt(epoch(circle))) throw new Refused('epoch')
  const commitment = await readCommitment(ours(message.authenticatedData))
  const { after: group, leaf, plain } = await open(circle.group, message)
  const from = devices(circle).find((one) => one.leaf === leaf)
  if (!from) throw new Refused('identity')
  const next: Circle = { ...circle, group, greeted: circle.greeted || facilitates(circle.standing.charter, from.memberKey) }
  try {
    const inside = await unpad(plain)
    const opening = inside.slice(0, openingLength)
    const written = inside.slice(openingLength)
    if (!(await isOpening(opening, written, commitment))) return { kind: 'dropped', circle: next, from, why: 'franking' }
    const body = await orRefused('malformed', () => readBody(written))
    return { kind: 'said', circle: next, from, body, written, opening, commitment }
  } catch (fault) {
    if (fault instanceof Refused) return { kind: 'dropped', circle: next, from, why: fault.why }
    throw fault
  }
}
