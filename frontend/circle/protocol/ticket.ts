/**
 * A way in while nobody is online. A facilitator signs an invitation: this group, this invite
 * key, until then. Whoever holds its secret (it rides behind the # of a link, or in a QR code)
 * signs their own new leaf with it, once: that is the ticket.
 */
import { type Bytes, fromLetters, joined, NotOurs, random, toLetters } from '../../keys/secret/bytes'
import { groupIdLength, type Identity, type Member } from './identity'
import { isSigned, keyLength, sign, signatureLength, signerOf } from './signing'
import { readAll, u32, u8 } from './wire'

const form = 1
/** The longest an invitation may last, in minutes: four weeks. */
export const longestInvitation = 28 * 24 * 60

/** What a link carries. expiresAt -- minutes since 1970; charter -- the number of the newest entry then. */
export interface Invitation {
  readonly groupId: Bytes
  readonly secret: Bytes
  readonly facilitator: Bytes
  readonly expiresAt: number
  readonly charter: number
  readonly signature: Bytes
}

/** What a newcomer shows, in the authenticated data of their commit. */
export interface Ticket {
  readonly invite: Bytes
  readonly facilitator: Bytes
  readonly expiresAt: number
  readonly charter: number
  readonly signature: Bytes
  readonly leaf: Bytes
}

type Offer = Pick<Ticket, 'invite' | 'expiresAt' | 'charter'>

const offered = (groupId: Bytes, { invite, expiresAt, charter }: Offer): Bytes =>
  joined(groupId, invite, u32(expiresAt), u32(charter))

const leafOf = (groupId: Bytes, one: Identity): Bytes => joined(groupId, one.deviceKey, one.memberKey)

export async function invite(by: Member, groupId: Bytes, expiresAt: number, charter: number): Promise<Invitation> {
  const secret = random(keyLength)
  const { open } = await signerOf(secret)
  const signature = await sign(by.key, 'invite', offered(groupId, { invite: open, expiresAt, charter }))
  return { groupId, secret, facilitator: by.key.open, expiresAt, charter, signature }
}

/** Return the letters of a link's fragment, or of a QR code. */
export function writeInvitation(one: Invitation): string {
  const said = [u8(form), one.groupId, one.secret, one.facilitator, u32(one.expiresAt), u32(one.charter), one.signature]
  return toLetters(joined(...said))
}

/** Throws NotOurs. */
export function readInvitation(letters: string): Invitation {
  return readAll(fromLetters(letters), (from) => {
    if (from.u8() !== form) throw new NotOurs('form')
    return {
      groupId: from.fixed(groupIdLength), secret: from.fixed(keyLength), facilitator: from.fixed(keyLength),
      expiresAt: from.u32(), charter: from.u32(), signature: from.fixed(signatureLength),
    }
  })
}

/** Return the ticket of one leaf. */
export async function ticketFor(invitation: Invitation, one: Identity): Promise<Ticket> {
  const { secret, groupId, facilitator, expiresAt, charter, signature } = invitation
  const key = await signerOf(secret)
  const leaf = await sign(key, 'ticket', leafOf(groupId, one))
  return { invite: key.open, facilitator, expiresAt, charter, signature, leaf }
}

/** Return whether both signatures hold, for this group and leaf. When, and by whom, is asked by the policy. */
export async function isTicketFor(groupId: Bytes, ticket: Ticket, one: Identity): Promise<boolean> {
  return (
    (await isSigned(ticket.facilitator, 'invite', offered(groupId, ticket), ticket.signature)) &&
    (await isSigned(ticket.invite, 'ticket', leafOf(groupId, one), ticket.leaf))
  )
}

export function writeTicket(one: Ticket): Bytes {
  return joined(u8(form), one.invite, one.facilitator, u32(one.expiresAt), u32(one.charter), one.signature, one.leaf)
}

/** Throws NotOurs. */
export function readTicket(bytes: Bytes): Ticket {
  return readAll(bytes, (from) => {
    if (from.u8() !== form) throw new NotOurs('form')
    return {
      invite: from.fixed(keyLength), facilitator: from.fixed(keyLength), expiresAt: from.u32(),
      charter: from.u32(), signature: from.fixed(signatureLength), leaf: from.fixed(signatureLength),
    }
  })
}
