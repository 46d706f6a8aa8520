// The MLS working group's published vectors against the library as we bundle it. They ask for parts
// of the library nothing else of ours touches, and for all seven suites; their shape is theirs
// (mlswg/mls-implementations, test-vectors.md), so it is read as it comes.
import * as mls from 'ts-mls'
import { decodeAuthenticatedContent } from 'ts-mls/authenticatedContent.js'
import { determineLength } from 'ts-mls/codec/variableLength.js'
import { decodeCommit, encodeCommit } from 'ts-mls/commit.js'
import { applyUpdatePathSecret } from 'ts-mls/createCommit.js'
import { refhash } from 'ts-mls/crypto/hash.js'
import { decryptWithLabel, encryptWithLabel } from 'ts-mls/crypto/hpke.js'
import { deriveSecret, deriveTreeSecret, expandWithLabel } from 'ts-mls/crypto/kdf.js'
import { signWithLabel, verifyWithLabel } from 'ts-mls/crypto/signature.js'
import { decodeExtension } from 'ts-mls/extension.js'
import { verifyConfirmationTag } from 'ts-mls/framedContent.js'
import { encodeGroupContext, extractJoinerSecret } from 'ts-mls/groupContext.js'
import { verifyGroupInfoConfirmationTag, verifyGroupInfoSignature } from 'ts-mls/groupInfo.js'
import { decodeGroupSecrets, encodeGroupSecrets } from 'ts-mls/groupSecrets.js'
import { makeKeyPackageRef } from 'ts-mls/keyPackage.js'
import { initializeEpoch } from 'ts-mls/keySchedule.js'
import { verifyLeafNodeSignature, verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js'
import { protectApplicationData, protectProposal, unprotectPrivateMessage } from 'ts-mls/messageProtection.js'
import { protectProposalPublic, unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js'
import { verifyParentHashes } from 'ts-mls/parentHash.js'
import { getCommitSecret, pathToRoot } from 'ts-mls/pathSecrets.js'
import { mergePrivateKeyPaths, toPrivateKeyPath } from 'ts-mls/privateKeyPath.js'
import * as proposal from 'ts-mls/proposal.js'
import { computePskSecret } from 'ts-mls/presharedkey.js'
import { decodeVarLenType, varLenTypeEncoder } from 'ts-mls/codec/variableLength.js'
import { encode } from 'ts-mls/codec/tlsEncoder.js'
import { extensionEncoder } from 'ts-mls/extension.js'
import { addLeafNode, decodeRatchetTree, encodeRatchetTree, removeLeafNode, resolution, updateLeafNode } from 'ts-mls/ratchetTree.js'
import { createSecretTree, deriveKey, deriveNonce, ratchetUntil } from 'ts-mls/secretTree.js'
import { expandSenderDataKey, expandSenderDataNonce } from 'ts-mls/sender.js'
import { createConfirmedHash, createInterimHash } from 'ts-mls/transcriptHash.js'
import { treeHash, treeHashRoot } from 'ts-mls/treeHash.js'
import * as math from 'ts-mls/treemath.js'
import { applyUpdatePath, decodeUpdatePath } from 'ts-mls/updatePath.js'
import { decryptGroupInfo, decryptGroupSecrets } from 'ts-mls/welcome.js'
import { same, suite, un, whole, yes } from './vectors_reading.js'

const config = {
  keyRetentionConfig: { retainKeysForGenerations: 100, retainKeysForEpochs: 4, maximumForwardRatchetSteps: 1000 },
  lifetimeConfig: { maximumTotalLifetime: 2n ** 63n, validateLifetimeOnReceive: false },
  keyPackageEqualityConfig: mls.defaultKeyPackageEqualityConfig,
  paddingConfig: mls.defaultPaddingConfig,
  authService: mls.defaultAuthenticationService,
}
const context = (one, cs, more) => ({
  version: 'mls10', cipherSuite: cs.name, groupId: un(one.group_id), epoch: BigInt(one.epoch), extensions: [],
  treeHash: un(one.tree_hash ?? ''), confirmedTranscriptHash: un(one.confirmed_transcript_hash), ...more,
})

async function cryptoBasics(one) {
  const cs = await suite(one.cipher_suite)
  const { ref_hash: r, expand_with_label: x, derive_secret: d, derive_tree_secret: t, sign_with_label: s, encrypt_with_label: e } = one
  same(await refhash(r.label, un(r.value), cs.hash), r.out, 'ref hash')
  same(await expandWithLabel(un(x.secret), x.label, un(x.context), x.length, cs.kdf), x.out, 'expand')
  same(await deriveSecret(un(d.secret), d.label, cs.kdf), d.out, 'derive')
  same(await deriveTreeSecret(un(t.secret), t.label, t.generation, t.length, cs.kdf), t.out, 'derive tree')
  yes(await verifyWithLabel(un(s.pub), s.label, un(s.content), un(s.signature), cs.signature), 'signature')
  const mine = await signWithLabel(un(s.priv), s.label, un(s.content), cs.signature)
  yes(await verifyWithLabel(un(s.pub), s.label, un(s.content), mine, cs.signature), 'own signature')
  const own = await cs.hpke.importPrivateKey(un(e.priv))
  same(await decryptWithLabel(own, e.label, un(e.context), un(e.kem_output), un(e.ciphertext), cs.hpke), e.plaintext, 'decrypt')
  const sealed = await encryptWithLabel(await cs.hpke.importPublicKey(un(e.pub)), e.label, un(e.context), un(e.plaintext), cs.hpke)
  same(await decryptWithLabel(own, e.label, un(e.context), sealed.enc, sealed.ct, cs.hpke), e.plaintext, 'encrypt')
}

async function deserialization(one) {
  same(determineLength(un(one.vlbytes_header)).length, one.length, 'length')
}

async function keySchedule(one) {
  const cs = await suite(one.cipher_suite)
  let init = un(one.initial_init_secret)
  for (const [n, e] of one.epochs.entries()) {
    const c = context({ ...e, group_id: one.group_id, epoch: n }, cs)
    same(encodeGroupContext(c), e.group_context, 'context')
    same(await extractJoinerSecret(c, init, un(e.commit_secret), cs.kdf), e.joiner_secret, 'joiner')
    const made = await initializeEpoch(init, un(e.commit_secret), c, un(e.psk_secret), cs.kdf)
    const k = made.keySchedule
    same(made.welcomeSecret, e.welcome_secret, 'welcome')
    same(made.encryptionSecret, e.encryption_secret, 'encryption')
    for (const [name, is] of Object.entries({
      init_secret: k.initSecret, sender_data_secret: k.senderDataSecret, exporter_secret: k.exporterSecret,
      external_secret: k.externalSecret, confirmation_key: k.confirmationKey, membership_key: k.membershipKey,
      resumption_psk: k.resumptionPsk, epoch_authenticator: k.epochAuthenticator,
    })) same(is, e[name], name)
    const { publicKey } = await cs.hpke.deriveKeyPair(k.externalSecret)
    same(await cs.hpke.exportPublicKey(publicKey), e.external_pub, 'external')
    same(await mls.mlsExporter(k.exporterSecret, e.exporter.label, un(e.exporter.context), e.exporter.length, cs), e.exporter.secret, 'exporter')
    init = k.initSecret
  }
}

async function messageProtection(one) {
  const cs = await suite(one.cipher_suite)
  const c = context(one, cs)
  const tree = () => createSecretTree(2, un(one.encryption_secret), cs.kdf)
  const keys = [un(one.sender_data_secret), un(one.membership_key), un(one.signature_pub)]
  const leaf = { signaturePublicKey: keys[2] }
  const nodes = [{ nodeType: 'leaf', leaf }, undefined, { nodeType: 'leaf', leaf }]
  const openPrivate = async (message, said = tree()) =>
    unprotectPrivateMessage(keys[0], message.privateMessage, await said, nodes, c, config.keyRetentionConfig, cs, keys[2])
  const openPublic = (message) => unprotectPublicMessage(keys[1], c, nodes, message.publicMessage, cs, keys[2])
  const read = (name) => whole(mls.decodeMlsMessage(un(one[name]), 0), un(one[name]))
  const p = whole(proposal.decodeProposal(un(one.proposal), 0), un(one.proposal))
  const commit = whole(decodeCommit(un(one.commit), 0), un(one.commit))
  same(proposal.encodeProposal((await openPublic(read('proposal_pub'))).content.proposal), one.proposal, 'public proposal')
  same(encodeCommit((await openPublic(read('commit_pub'))).content.commit), one.commit, 'public commit')
  same(proposal.encodeProposal((await openPrivate(read('proposal_priv'))).content.content.proposal), one.proposal, 'private proposal')
  same(encodeCommit((await openPrivate(read('commit_priv'))).content.content.commit), one.commit, 'private commit')
  same((await openPrivate(read('application_priv'))).content.content.applicationData, one.application, 'application')
  const sign = un(one.signature_priv)
  const none = new Uint8Array()
  const made = await protectProposalPublic(sign, keys[1], c, none, p, 1, cs)
  same(proposal.encodeProposal((await openPublic(made)).content.proposal), one.proposal, 'own public proposal')
  const hidden = await protectProposal(sign, keys[0], p, none, c, await tree(), 1, config.paddingConfig, cs)
  same(proposal.encodeProposal((await openPrivate(hidden)).content.content.proposal), one.proposal, 'own private proposal')
  const words = await protectApplicationData(sign, keys[0], un(one.application), none, c, await tree(), 1, config.paddingConfig, cs)
  same((await openPrivate(words)).content.content.applicationData, one.application, 'own application')
  same(encodeCommit(commit), one.commit, 'commit')
}

async function messages(one) {
  for (const name of ['mls_welcome', 'mls_group_info', 'mls_key_package', 'public_message_application', 'public_message_proposal', 'public_message_commit', 'private_message']) {
    same(mls.encodeMlsMessage(whole(mls.decodeMlsMessage(un(one[name]), 0), un(one[name]))), one[name], name)
  }
  const both = [
    ['ratchet_tree', decodeRatchetTree, encodeRatchetTree], ['group_secrets', decodeGroupSecrets, encodeGroupSecrets],
    ['add_proposal', proposal.decodeAdd, proposal.encodeAdd], ['update_proposal', proposal.decodeUpdate, proposal.encodeUpdate],
    ['remove_proposal', proposal.decodeRemove, proposal.encodeRemove], ['pre_shared_key_proposal', proposal.decodePSK, proposal.encodePSK],
    ['re_init_proposal', proposal.decodeReinit, proposal.encodeReinit],
    ['external_init_proposal', proposal.decodeExternalInit, proposal.encodeExternalInit],
    ['group_context_extensions_proposal', decodeVarLenType(decodeExtension), encode(varLenTypeEncoder(extensionEncoder))],
    ['commit', decodeCommit, encodeCommit],
  ]
  for (const [name, from, to] of both) same(to(whole(from(un(one[name]), 0), un(one[name]))), one[name], name)
}

async function passive(one) {
  const cs = await suite(one.cipher_suite)
  const inside = (name, kind) => whole(mls.decodeMlsMessage(un(one[name]), 0), un(one[name]))[kind]
  const keys = { initPrivateKey: un(one.init_priv), hpkePrivateKey: un(one.encryption_priv), signaturePrivateKey: un(one.signature_priv) }
  const external = Object.fromEntries(one.external_psks.map(({ psk_id, psk }) => [mls.bytesToBase64(un(psk_id)), un(psk)]))
  const tree = one.ratchet_tree ? whole(decodeRatchetTree(un(one.ratchet_tree), 0), un(one.ratchet_tree)) : undefined
  let state = await mls.joinGroup(inside('welcome', 'welcome'), inside('key_package', 'keyPackage'), keys, mls.makePskIndex(undefined, external), cs, tree, undefined, config)
  same(state.keySchedule.epochAuthenticator, one.initial_epoch_authenticator, 'first epoch')
  for (const epoch of one.epochs) {
    for (const said of [...epoch.proposals, epoch.commit]) {
      const message = whole(mls.decodeMlsMessage(un(said), 0), un(said))
      const done = message.wireformat === 'mls_private_message'
        ? await mls.processPrivateMessage(state, message.privateMessage, mls.makePskIndex(state, external), cs)
        : await mls.processPublicMessage(state, message.publicMessage, mls.makePskIndex(state, external), cs)
      state = done.newState
    }
    same(state.keySchedule.epochAuthenticator, epoch.epoch_authenticator, 'epoch')
  }
}

async function pskSecret(one) {
  const cs = await suite(one.cipher_suite)
  const keys = one.psks.map(({ psk_id, psk, psk_nonce }) => [{ psktype: 'external', pskId: un(psk_id), pskNonce: un(psk_nonce) }, un(psk)])
  same(await computePskSecret(keys, cs), one.psk_secret, 'psk secret')
}

async function secretTree(one) {
  const cs = await suite(one.cipher_suite)
  const { sender_data: s } = one
  same(await expandSenderDataKey(cs, un(s.sender_data_secret), un(s.ciphertext)), s.key, 'sender key')
  same(await expandSenderDataNonce(cs, un(s.sender_data_secret), un(s.ciphertext)), s.nonce, 'sender nonce')
  const tree = await createSecretTree(one.leaves.length, un(one.encryption_secret), cs.kdf)
  for (const [at, generations] of one.leaves.entries()) {
    for (const g of generations) {
      for (const kind of ['application', 'handshake']) {
        const [found] = await ratchetUntil(tree[math.leafToNodeIndex(at)][kind], g.generation, config.keyRetentionConfig, cs.kdf)
        same(await deriveKey(found.secret, g.generation, cs), g[`${kind}_key`], 'key')
        same(await deriveNonce(found.secret, g.generation, cs), g[`${kind}_nonce`], 'nonce')
      }
    }
  }
}

async function transcriptHashes(one) {
  const cs = await suite(one.cipher_suite)
  const said = whole(decodeAuthenticatedContent(un(one.authenticated_content), 0), un(one.authenticated_content))
  const confirmed = await createConfirmedHash(un(one.interim_transcript_hash_before), { wireformat: said.wireformat, content: said.content, signature: said.auth.signature }, cs.hash)
  same(confirmed, one.confirmed_transcript_hash_after, 'confirmed')
  same(await createInterimHash(confirmed, said.auth.confirmationTag, cs.hash), one.interim_transcript_hash_after, 'interim')
  yes(await verifyConfirmationTag(un(one.confirmation_key), said.auth.confirmationTag, confirmed, cs.hash), 'tag')
}

async function treeMath(one) {
  const n = one.n_leaves
  same(math.nodeWidth(n), one.n_nodes, 'nodes')
  same(math.root(n), one.root, 'root')
  const or = (f) => { try { return f() } catch { return null } }
  for (let x = 0; x < one.n_nodes; x += 1) {
    same(or(() => math.left(x)), one.left[x], 'left')
    same(or(() => math.right(x)), one.right[x], 'right')
    same(or(() => math.parent(x, n)), one.parent[x], 'parent')
    same(or(() => math.sibling(x, n)), one.sibling[x], 'sibling')
  }
}

async function treeOperations(one) {
  const cs = await suite(one.cipher_suite)
  const before = whole(decodeRatchetTree(un(one.tree_before), 0), un(one.tree_before))
  const p = whole(proposal.decodeProposal(un(one.proposal), 0), un(one.proposal))
  same(await treeHashRoot(before, cs.hash), one.tree_hash_before, 'hash before')
  const after = p.proposalType === 'add' ? addLeafNode(before, p.add.keyPackage.leafNode)[0]
    : p.proposalType === 'update' ? updateLeafNode(before, p.update.leafNode, one.proposal_sender) : removeLeafNode(before, p.remove.removed)
  same(await treeHashRoot(after, cs.hash), one.tree_hash_after, 'hash after')
  same(encodeRatchetTree(after), one.tree_after, 'tree after')
}

async function treeValidation(one) {
  const cs = await suite(one.cipher_suite)
  const tree = whole(decodeRatchetTree(un(one.tree), 0), un(one.tree))
  for (const [n, wanted] of one.resolutions.entries()) same(resolution(tree, n), wanted, 'resolution')
  for (const [n, wanted] of one.tree_hashes.entries()) same(await treeHash(tree, n, cs.hash), wanted, 'hash')
  yes(await verifyParentHashes(tree, cs.hash), 'parent hashes')
  for (const [n, node] of tree.entries()) {
    if (node?.nodeType !== 'leaf') continue
    const sound = node.leaf.leafNodeSource === 'key_package'
      ? await verifyLeafNodeSignatureKeyPackage(node.leaf, cs.signature)
      : await verifyLeafNodeSignature(node.leaf, un(one.group_id), n / 2, cs.signature)
    yes(sound, 'leaf signature')
  }
}

async function treeKem(one) {
  const cs = await suite(one.cipher_suite)
  const tree = whole(decodeRatchetTree(un(one.ratchet_tree), 0), un(one.ratchet_tree))
  const paths = new Map()
  for (const l of one.leaves_private) {
    let path = { leafIndex: l.index, privateKeys: { [math.leafToNodeIndex(l.index)]: un(l.encryption_priv) } }
    for (const { node, path_secret } of l.path_secrets) path = mergePrivateKeyPaths(path, await toPrivateKeyPath({ [node]: un(path_secret) }, l.index, cs))
    paths.set(l.index, path)
  }
  for (const u of one.update_paths) {
    const update = whole(decodeUpdatePath(un(u.update_path), 0), un(u.update_path))
    const after = await applyUpdatePath(tree, u.sender, update, cs.hash)
    same(await treeHashRoot(after, cs.hash), u.tree_hash_after, 'hash after')
    const c = context({ ...one, tree_hash: u.tree_hash_after }, cs)
    for (const [index, path] of paths) {
      if (index === u.sender || u.path_secrets[index] === null) continue
      const found = await applyUpdatePathSecret(after, path, u.sender, c, update, [], cs)
      same(found.pathSecret, u.path_secrets[index], 'path secret')
      const up = await pathToRoot(after, found.nodeIndex, found.pathSecret, cs.kdf)
      const top = math.root(math.leafWidth(after.length))
      same(await getCommitSecret(after, top, up[top], cs.kdf), u.commit_secret, 'commit secret')
    }
  }
}

async function welcome(one) {
  const cs = await suite(one.cipher_suite)
  const inside = (name, kind) => whole(mls.decodeMlsMessage(un(one[name]), 0), un(one[name]))[kind]
  const w = inside('welcome', 'welcome')
  const reference = await makeKeyPackageRef(inside('key_package', 'keyPackage'), cs.hash)
  const secrets = await decryptGroupSecrets(await cs.hpke.importPrivateKey(un(one.init_priv)), reference, w, cs.hpke)
  const none = new Uint8Array(cs.kdf.size)
  const info = await decryptGroupInfo(w, secrets.joinerSecret, none, cs)
  yes(await verifyGroupInfoSignature(info, un(one.signer_pub), cs.signature), 'signature')
  yes(await verifyGroupInfoConfirmationTag(info, secrets.joinerSecret, none, cs), 'tag')
}

/** Every file, who asks it, and whether it is quick. */
export const files = {
  'crypto-basics': [cryptoBasics, true], deserialization: [deserialization, true], 'key-schedule': [keySchedule, true],
  'message-protection': [messageProtection, true], messages: [messages, false], 'passive-client-handling-commit': [passive, false],
  'passive-client-random': [passive, false], 'passive-client-welcome': [passive, false], psk_secret: [pskSecret, true],
  'secret-tree': [secretTree, false], 'transcript-hashes': [transcriptHashes, true], 'tree-math': [treeMath, true],
  'tree-operations': [treeOperations, true], 'tree-validation': [treeValidation, false], treekem: [treeKem, false], welcome: [welcome, true],
}

/** Return how many vectors of a file hold; throws at the first that does not, with its number. */
export async function ask(name, vectors, only = () => true) {
  let held = 0
  for (const [n, one] of vectors.entries()) {
    if (!only(one)) continue
    try {
      await files[name][0](one)
    } catch (fault) {
      throw new Error(`${name} ${n}, suite ${one.cipher_suite}: ${fault.message}`, { cause: fault })
    }
    held += 1
  }
  return held
}
