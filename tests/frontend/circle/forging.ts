/** What no honest client would make: changes, strangers and tickets for the tests that refuse them. */
import * as library from 'ts-mls'

import { type Bytes } from '../../../frontend/keys/secret/bytes'
import { extraOf } from '../../../frontend/circle/protocol/circle'
import { type Errand, noErrand, writeErrand } from '../../../frontend/circle/protocol/errand'
import { credentialOf, type Member } from '../../../frontend/circle/protocol/identity'
import { waitToBeLetIn } from '../../../frontend/circle/protocol/joining'
import { commit, deviceKey, joinAlone, keyPackage, type Proposal, read, suite } from '../../../frontend/circle/protocol/mls'
import { takeIn } from '../../../frontend/circle/protocol/taking_in'
import { ticketFor } from '../../../frontend/circle/protocol/ticket'
import { devices, invited, now, type Person, type Scene, somebody, whyNot } from './house'

/** Return a change no honest client would make, as a frame. */
export async function forged(by: Person, proposals: Proposal[], errand: Errand = noErrand): Promise<Bytes> {
  return (await commit(by.circle.group, proposals, writeErrand(errand), extraOf(by.circle.standing))).frame
}

export const offered = (person: Person, frame: Bytes, kind: 'commit' | 'proposal' | 'words' = 'commit') =>
  whyNot(takeIn(person.circle, { kind, frame, minute: now }))

export const at = (scene: Scene, person: Person): number =>
  devices(scene.fern.circle).find((one) => String(one.memberId) === String(person.me.memberId))?.leaf ?? -1
export const removing = (leaf: number): Proposal => ({ proposalType: 'remove', remove: { removed: leaf } })

export async function packageOf(me: Member): Promise<Proposal> {
  const message = read((await waitToBeLetIn(me, now)).open)
  if (message.wireformat !== 'mls_key_package') throw new Error('no key package')
  return { proposalType: 'add', add: { keyPackage: message.keyPackage } }
}

export async function stranger(scene: Scene, me: Member, errand: Errand, credential?: Bytes): Promise<Bytes> {
  const device = await deviceKey()
  const { open, own } = await keyPackage(credential ?? (await credentialOf(me, device.publicKey)), device, 0, 2 ** 40)
  const message = read(scene.house.groupInfo)
  if (message.wireformat !== 'mls_group_info') throw new Error('no group info')
  // The library, asked to ask nobody.
  const sound = library.defaultAuthenticationService
  const usual = { keyRetentionConfig: library.defaultKeyRetentionConfig, lifetimeConfig: library.defaultLifetimeConfig, keyPackageEqualityConfig: library.defaultKeyPackageEqualityConfig, paddingConfig: library.defaultPaddingConfig, authService: sound }
  const made = await library.joinGroupExternal(message.groupInfo, open, own, false, await suite(), undefined, usual, writeErrand(errand))
  return new Uint8Array(library.encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage: made.publicMessage }))
}

export async function withTicket(scene: Scene, alter: (errand: Errand & { kind: 'ticket' }) => Errand, until = now + 60): Promise<Bytes> {
  const me = await somebody(scene.circleId)
  const device = await deviceKey()
  const credential = await credentialOf(me, device.publicKey)
  const { open, own } = await keyPackage(credential, device, 0, 2 ** 40)
  const invitation = await invited(scene.fern, until)
  const mine = { memberId: me.memberId, deviceId: credential.slice(17, 33), memberKey: me.key.open, deviceKey: device.publicKey }
  const errand = alter({ kind: 'ticket', ticket: await ticketFor(invitation, mine) })
  const message = read(scene.house.groupInfo)
  if (message.wireformat !== 'mls_group_info') throw new Error('no group info')
  return (await joinAlone(scene.circleId, message.groupInfo, open, own, writeErrand(errand))).frame
}

export const turned = (bytes: Bytes): Bytes => bytes.map((byte, n) => (n === 5 ? byte ^ 1 : byte))
