/**
 * The one place that knows the MLS library (ts-mls): MLS (RFC 9420) with suite 1, every primitive
 * in WebCrypto. Nothing here decides who may do what; policy.ts does. Another library would be put in here.
 */
import * as library from 'ts-mls'
import { makeKeyPackageRef } from 'ts-mls/keyPackage.js'
import { unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js'
import { decryptSenderData } from 'ts-mls/privateMessage.js'
import { ratchetTreeFromExtension } from 'ts-mls/groupInfo.js'
import { decryptGroupInfo, decryptGroupSecrets } from 'ts-mls/welcome.js'

import type { Bytes } from '../../keys/secret/bytes'
import { proven } from './identity'
import { orRefused, Refused } from './refused'

export type Group = library.ClientState
export type Proposal = library.Proposal
export type PublicMessage = library.PublicMessage
export type PrivateMessage = library.PrivateMessage
export type GroupInfo = library.GroupInfo
export type KeyPackage = library.KeyPackage
export type PrivateKeys = library.PrivateKeyPackage
export type LeafNode = library.LeafNode
export type Welcome = library.Welcome
type Message = library.MLSMessage

/** The longest message that is looked at, in bytes: a change that adds forty people is a tenth of it. */
export const longestFrame = 256 * 1024
/** Words of somebody else that may be missing before one that opens: they may all have expired. */
const missingWords = 5000

/** A device in the tree. leaf -- its index, from 0. */
export interface Leaf {
  readonly leaf: number
  readonly credential: Bytes
  readonly key: Bytes
}

/** Bytes of the library as bytes of ours. */
export const ours = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)

let made: Promise<library.CiphersuiteImpl> | undefined
export function suite(): Promise<library.CiphersuiteImpl> {
  const named = library.getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519')
  made ??= library.getCiphersuiteImpl(named)
  return made
}

export function credentialIn(leaf: LeafNode): Bytes {
  if (leaf.credential.credentialType !== 'basic') throw new Refused('identity')
  return ours(leaf.credential.identity)
}

/** replacing -- the device whose place an external commit takes. */
function configFor(circleId: Bytes, replacing?: Leaf): library.ClientConfig {
  const usual = library.defaultKeyPackageEqualityConfig
  return {
    // Words are read in the order of the house: a former epoch is never needed again.
    keyRetentionConfig: { retainKeysForGenerations: 10, retainKeysForEpochs: 1, maximumForwardRatchetSteps: missingWords },
    lifetimeConfig: { maximumTotalLifetime: 2n ** 63n - 1n, validateLifetimeOnReceive: false },
    keyPackageEqualityConfig: {
      ...usual,
      compareKeyPackageToLeafNode: (fresh, there) =>
        replacing ? String(there.signaturePublicKey) === String(replacing.key) : usual.compareKeyPackageToLeafNode(fresh, there),
    },
    // We pad ourselves, to sizes of our own: padding.ts.
    paddingConfig: { kind: 'padUntilLength', padUntilLength: 0 },
    authService: {
      async validateCredential(credential, key) {
        if (credential.credentialType !== 'basic') return false
        try {
          await proven(circleId, ours(credential.identity), ours(key))
          return true
        } catch {
          return false
        }
      },
    },
  }
}

export async function deviceKey(): Promise<{ signKey: Bytes; publicKey: Bytes }> {
  const { signKey, publicKey } = await (await suite()).signature.keygen()
  return { signKey: ours(signKey), publicKey: ours(publicKey) }
}

/** Return a key package; from, until -- seconds since 1970. */
export async function keyPackage(
  credential: Bytes, device: { signKey: Bytes; publicKey: Bytes }, from: number, until: number,
): Promise<{ open: KeyPackage; own: PrivateKeys }> {
  const capabilities: library.Capabilities = {
    versions: ['mls10'], ciphersuites: [(await suite()).name], extensions: [], proposals: [], credentials: ['basic'],
  }
  const made = await library.generateKeyPackageWithKey(
    { credentialType: 'basic', identity: credential }, capabilities,
    { notBefore: BigInt(from), notAfter: BigInt(until) }, [], device, await suite(),
  )
  return { open: made.publicPackage, own: made.privatePackage }
}

export async function begin(circleId: Bytes, groupId: Bytes, open: KeyPackage, own: PrivateKeys): Promise<Group> {
  return library.createGroup(groupId, open, own, [], await suite(), configFor(circleId))
}

/** Return what is in a message. Throws Refused. */
export function read(frame: Bytes): Message {
  if (frame.length > longestFrame) throw new Refused('too many')
  let said: [Message, number] | undefined
  try {
    said = library.decodeMlsMessage(frame, 0)
  } catch (fault) {
    throw new Refused('malformed', fault)
  }
  if (!said || said[1] !== frame.length) throw new Refused('malformed')
  return said[0]
}

const write = (message: Message): Bytes => ours(library.encodeMlsMessage(message))
const version = 'mls10'
export const writeKeyPackage = (open: KeyPackage): Bytes => write({ version, wireformat: 'mls_key_package', keyPackage: open })

/** extension -- of our own, by number. */
export interface Extra {
  readonly extensionType: number
  readonly extensionData: Bytes
}

export async function writeGroupInfo(group: Group, extra: Extra): Promise<Bytes> {
  const groupInfo = await library.createGroupInfoWithExternalPubAndRatchetTree(group, [extra], await suite())
  return write({ version, wireformat: 'mls_group_info', groupInfo })
}

/** Return the group after a change of one's own, the change as a PublicMessage, and a welcome where it adds. */
export async function commit(group: Group, proposals: Proposal[], said: Bytes, extra: Extra): Promise<{ after: Group; frame: Bytes; welcome?: Bytes }> {
  const made = await library.createCommit(
    { state: group, cipherSuite: await suite() },
    { wireAsPublicMessage: true, extraProposals: proposals, authenticatedData: said, ratchetTreeExtension: true, groupInfoExtensions: [extra] },
  )
  const whole = { after: made.newState, frame: write(made.commit) }
  return made.welcome ? { ...whole, welcome: write({ version, wireformat: 'mls_welcome', welcome: made.welcome }) } : whole
}

export async function proposeOwnLeaving(group: Group, said: Bytes): Promise<Bytes> {
  const own: Proposal = { proposalType: 'remove', remove: { removed: group.privatePath.leafIndex } }
  return write((await library.createProposal(group, true, own, await suite(), said)).message)
}

/** Return the group after somebody else's change. Throws Refused, also where the callback says no. */
export async function take(group: Group, message: PublicMessage, callback: library.IncomingMessageCallback): Promise<Group> {
  const none = library.makePskIndex(group, {})
  const done = await orRefused('does not open', async () => library.processPublicMessage(group, message, none, await suite(), callback))
  if (done.actionTaken === 'reject') throw new Refused('kind')
  return done.newState
}

/**
 * Return the group of a device whose place another one of the same person took. It cannot read that
 * change any more (its leaf is gone from it), only see that it is signed. Throws Refused.
 */
export async function giveUp(group: Group, message: PublicMessage): Promise<Group> {
  const { keySchedule, groupContext, ratchetTree } = group
  await orRefused('does not open', async () =>
    unprotectPublicMessage(keySchedule.membershipKey, groupContext, ratchetTree, message, await suite()))
  return { ...group, groupActiveState: { kind: 'removedFromGroup' } }
}

/** Return the group with the keys of these words used up, and the words as a PrivateMessage. */
export async function seal(group: Group, plain: Bytes, said: Bytes): Promise<{ after: Group; frame: Bytes }> {
  const made = await library.createApplicationMessage(group, plain, await suite(), said)
  return { after: made.newState, frame: write({ version, wireformat: 'mls_private_message', privateMessage: made.privateMessage }) }
}

/** Return who said it (the index of their leaf), what, and the group without the key. Throws Refused. */
export async function open(group: Group, message: PrivateMessage): Promise<{ after: Group; leaf: number; plain: Bytes }> {
  return orRefused('does not open', async () => {
    const used = await suite()
    // The library checks the signature against this leaf, but does not say which it was.
    const sender = await decryptSenderData(message, group.keySchedule.senderDataSecret, used)
    const done = await library.processPrivateMessage(group, message, library.emptyPskIndex, used)
    if (!sender || done.kind !== 'applicationMessage') throw new Refused('clear')
    return { after: done.newState, leaf: sender.leafIndex, plain: ours(done.message) }
  })
}

/** Return the GroupInfo inside a welcome, before anything of it is believed. Throws Refused. */
export async function insideWelcome(welcome: Welcome, open: KeyPackage, own: PrivateKeys): Promise<GroupInfo> {
  return orRefused('does not open', async () => {
    const used = await suite()
    const key = await used.hpke.importPrivateKey(own.initPrivateKey)
    const secrets = await decryptGroupSecrets(key, await makeKeyPackageRef(open, used.hash), welcome, used.hpke)
    if (!secrets || secrets.psks.length > 0) throw new Refused('kind')
    const inside = await decryptGroupInfo(welcome, secrets.joinerSecret, new Uint8Array(used.kdf.size), used)
    if (!inside) throw new Refused('malformed')
    return inside
  })
}

/** Return the group a welcome lets into; everything in it is checked. Throws Refused. */
export async function joinByWelcome(circleId: Bytes, welcome: Welcome, open: KeyPackage, own: PrivateKeys): Promise<Group> {
  const used = await suite()
  return orRefused('does not open', () =>
    library.joinGroup(welcome, open, own, library.emptyPskIndex, used, undefined, undefined, configFor(circleId)))
}

/** Return the group somebody let themselves into, and the change that says so. */
export async function joinAlone(
  circleId: Bytes, groupInfo: GroupInfo, open: KeyPackage, own: PrivateKeys, said: Bytes, replacing?: Leaf,
): Promise<{ group: Group; frame: Bytes }> {
  const used = await suite()
  const { publicMessage, newState } = await orRefused('does not open', () =>
    library.joinGroupExternal(groupInfo, open, own, replacing !== undefined, used, undefined, configFor(circleId, replacing), said))
  return {
    group: { ...newState, clientConfig: configFor(circleId) },
    frame: write({ version, wireformat: 'mls_public_message', publicMessage }),
  }
}

/** Return the devices of a group, by rising index. */
export const leavesOf = (group: Group): Leaf[] => leavesIn(group.ratchetTree)

/** Return the devices a GroupInfo speaks of. Throws Refused. */
export function leavesSaid(groupInfo: GroupInfo): Leaf[] {
  const tree = ratchetTreeFromExtension(groupInfo)
  if (!tree) throw new Refused('malformed')
  return leavesIn(tree)
}

function leavesIn(tree: library.RatchetTree): Leaf[] {
  return tree.flatMap((node, at) =>
    node?.nodeType === 'leaf' ? [{ leaf: at / 2, credential: credentialIn(node.leaf), key: ours(node.leaf.signaturePublicKey) }] : [])
}

export const groupIdIn = (group: Group): Bytes => ours(group.groupContext.groupId)
export const epochOf = (group: Group): number => Number(group.groupContext.epoch)
export const ownLeaf = (group: Group): number => group.privatePath.leafIndex
export const isOut = (group: Group): boolean => group.groupActiveState.kind !== 'active'

/** Return 32 bytes only this epoch's members know (RFC 9420 section 8.5). */
export async function exported(group: Group, label: string, context: Bytes): Promise<Bytes> {
  return ours(await library.mlsExporter(group.keySchedule.exporterSecret, label, context, 32, await suite()))
}

/** Return what two members of one epoch have in common, and nobody else. */
export const authenticatorOf = (group: Group): Bytes => ours(group.keySchedule.epochAuthenticator)

export const writeGroup = (group: Group): Bytes => ours(library.encodeGroupState(group))

/** Throws Refused. */
export async function readGroup(circleId: Bytes, bytes: Bytes): Promise<Group> {
  const said = await orRefused('malformed', () => library.decodeGroupState(bytes, 0))
  if (!said || said[1] !== bytes.length) throw new Refused('malformed')
  return { ...said[0], clientConfig: configFor(circleId) }
}
