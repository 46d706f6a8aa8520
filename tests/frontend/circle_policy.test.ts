/** What every client refuses, whatever the house passes on. The library itself would let most of it through. */
import assert from 'node:assert/strict'
import test from 'node:test'
import * as library from 'ts-mls'

import { type Bytes, random } from '../../frontend/keys/secret/bytes'
import { amend, leave } from '../../frontend/circle/protocol/changing'
import { groupIdFor, myself } from '../../frontend/circle/protocol/circle'
import { following, newest, writeEntry } from '../../frontend/circle/protocol/charter'
import { noErrand } from '../../frontend/circle/protocol/errand'
import { farewell } from '../../frontend/circle/protocol/farewell'
import { credentialOf, type Member, memberIdOf } from '../../frontend/circle/protocol/identity'
import { comeBack, waitToBeLetIn } from '../../frontend/circle/protocol/joining'
import { deviceKey, joinAlone, keyPackage, leavesOf, longestFrame, ownLeaf, type Proposal, read, suite } from '../../frontend/circle/protocol/mls'
import { sign } from '../../frontend/circle/protocol/signing'
import { at, forged, offered, packageOf, removing, stranger, turned } from './circle/forging'
import { aCircle, allSync, letGo, now, type Person, refresh, somebody, whyNot } from './circle/house'

test('i1 a member adds a friend: refused by everybody', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others as [Person, Person]
  const frame = await forged(amira, [await packageOf(await somebody(scene.circleId))])

  assert.equal(await offered(bo, frame), 'not allowed')
  assert.equal(await offered(scene.fern, frame), 'not allowed')
})

test('a member removes the facilitator, or another member: refused', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others as [Person, Person]

  assert.equal(await offered(bo, await forged(amira, [removing(at(scene, scene.fern))])), 'not allowed')
  assert.equal(await offered(scene.fern, await forged(amira, [removing(at(scene, bo))])), 'not allowed')
  assert.equal(await whyNot(letGo(amira.circle, bo.me.memberId)), 'not allowed')
})

test('the same from the facilitator is taken', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others as [Person, Person]

  assert.equal(await offered(bo, await forged(scene.fern, [await packageOf(await somebody(scene.circleId))])), 'taken')
  assert.equal(await offered(bo, await forged(scene.fern, [removing(at(scene, amira))])), 'taken')
})

test('i1 a ghost of the house without a ticket: refused', async () => {
  const scene = await aCircle(2)

  assert.equal(await offered(scene.fern, await stranger(scene, await somebody(scene.circleId), noErrand)), 'no ticket')
})

test('i1 a stranger under the id of a member: refused', async () => {
  const scene = await aCircle(2)
  const [amira] = scene.others as [Person]
  const ghost = await somebody(scene.circleId)
  const named: Member = { ...ghost, memberId: amira.me.memberId }

  assert.equal(await offered(scene.fern, await stranger(scene, named, noErrand)), 'identity')
  assert.notEqual(String(await memberIdOf(scene.circleId, ghost.key.open)), String(amira.me.memberId))
})

test('i1 a device nobody certified, with the credential of another device: refused', async () => {
  const scene = await aCircle(2)
  const [amira] = scene.others as [Person]
  const theirs = leavesOf(scene.fern.circle.group).find(({ leaf }) => leaf === at(scene, amira))

  assert.equal(await offered(scene.fern, await stranger(scene, amira.me, noErrand, theirs?.credential)), 'identity')
})

test('i1 an added device nobody certified: refused even from the facilitator', async () => {
  const scene = await aCircle(2)
  const ghost = await somebody(scene.circleId)
  const elsewhere: Member = { ...ghost, circleId: random(16) }

  assert.equal(await offered(scene.others[0] as Person, await forged(scene.fern, [await packageOf(elsewhere)]).catch(() => new Uint8Array(0))), 'malformed')
})

test('somebody removed does not come back with their key', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  await scene.fern.change((circle) => letGo(circle, amira.me.memberId))
  await bo.sync()

  assert.equal(await whyNot(comeBack(amira.me, groupIdFor(bo.circle), scene.house.groupInfo, now)), 'no ticket')
})

test('coming back takes the place of nobody else', async () => {
  const scene = await aCircle(3)
  const [amira, bo, cy] = scene.others as [Person, Person, Person]
  const device = await deviceKey()
  const { open, own } = await keyPackage(await credentialOf(amira.me, device.publicKey), device, 0, 2 ** 40)
  const message = read(scene.house.groupInfo)
  assert(message.wireformat === 'mls_group_info')
  const theirs = leavesOf(scene.fern.circle.group).find(({ leaf }) => leaf === at(scene, bo))
  assert(theirs)
  const { frame } = await joinAlone(scene.circleId, message.groupInfo, open, own, new Uint8Array(0), theirs)

  assert.equal(await offered(cy, frame), 'not allowed')
})

test('the house proposes an add, or a removal, as somebody outside: refused', async () => {
  const scene = await aCircle(2)
  const cs = await suite()
  const me = await somebody(scene.circleId)
  const waiting = await waitToBeLetIn(me, now)
  const kp = read(waiting.open)
  const info = read(scene.house.groupInfo)
  assert(kp.wireformat === 'mls_key_package' && info.wireformat === 'mls_group_info')
  const own = { initPrivateKey: new Uint8Array(), hpkePrivateKey: new Uint8Array(), signaturePrivateKey: (await cs.signature.keygen()).signKey }
  const add = await library.proposeAddExternal(info.groupInfo, kp.keyPackage, own, cs)
  const frame = new Uint8Array(library.encodeMlsMessage(add))

  assert.equal(await offered(scene.fern, frame, 'proposal'), 'kind')
})

test('changes of any other kind, sealed, by reference or without a path: refused', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others as [Person, Person]
  const cs = await suite()
  const context: Proposal = { proposalType: 'group_context_extensions', groupContextExtensions: { extensions: [] } }
  const psk: Proposal = { proposalType: 'reinit', reinit: { groupId: random(32), version: 'mls10', cipherSuite: cs.name, extensions: [] } }
  const sealed = await library.createCommit({ state: scene.fern.circle.group, cipherSuite: cs }, { wireAsPublicMessage: false })
  const proposed = await library.createProposal(scene.fern.circle.group, true, removing(at(scene, amira)), cs)
  const referring = await library.createCommit({ state: proposed.newState, cipherSuite: cs }, { wireAsPublicMessage: true })

  assert.equal(await offered(bo, await forged(scene.fern, [context])), 'kind')
  assert.equal(await offered(bo, await forged(scene.fern, [psk])), 'kind')
  assert.equal(await offered(bo, new Uint8Array(library.encodeMlsMessage(sealed.commit))), 'clear')
  assert.equal(await offered(bo, new Uint8Array(library.encodeMlsMessage(sealed.commit)), 'words'), 'clear')
  assert.equal(await offered(bo, new Uint8Array(library.encodeMlsMessage(referring.commit))), 'by reference')
  assert.equal(await offered(bo, await forged(scene.fern, [removing(at(scene, amira)), await packageOf(await somebody(scene.circleId))])), 'mixed')
})

test('a removal without fresh keys is refused before anything is done with it', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others as [Person, Person]
  const message = read(await forged(scene.fern, [removing(at(scene, amira))]))
  assert(message.wireformat === 'mls_public_message' && message.publicMessage.content.contentType === 'commit')
  assert(message.publicMessage.content.commit.path)
  message.publicMessage.content.commit.path = undefined

  assert.equal(await offered(bo, new Uint8Array(library.encodeMlsMessage(message))), 'path')
})

test('a device that changes who it is while it renews its keys: refused', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const message = read(await forged(amira, []))
  assert(message.wireformat === 'mls_public_message' && message.publicMessage.content.contentType === 'commit')
  const leaf = message.publicMessage.content.commit.path?.leafNode
  assert(leaf)
  leaf.credential = { credentialType: 'basic', identity: await credentialOf(scene.fern.me, new Uint8Array(leaf.signaturePublicKey)) }

  assert.equal(await offered(bo, new Uint8Array(library.encodeMlsMessage(message))), 'identity')
})

test('a charter only by a facilitator, and only the next one', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const { charter } = scene.fern.circle.standing
  const own = { facilitators: [amira.me.key.open], wordsDays: 30, franking: 1 }
  const usurping = await following(charter, amira.me, own)
  const real = await following(charter, scene.fern.me, { ...own, facilitators: [scene.fern.me.key.open], wordsDays: 7 })

  assert.equal(await offered(bo, await forged(amira, [], { kind: 'charter', entry: usurping })), 'charter')
  assert.equal(await offered(bo, await forged(scene.fern, [], { kind: 'charter', entry: usurping })), 'charter')
  assert.equal(await offered(bo, await forged(amira, [], { kind: 'charter', entry: real })), 'charter')
  assert.equal(await offered(bo, await forged(scene.fern, [], { kind: 'charter', entry: { ...real, wordsDays: 8 } })), 'charter')
  assert.equal(await offered(bo, await forged(scene.fern, [], { kind: 'charter', entry: real })), 'taken')
  await scene.fern.change((circle) => amend(circle, scene.fern.me, { wordsDays: 7 }))
  await allSync(scene)
  assert.equal(newest(bo.circle.standing.charter).wordsDays, 7)
  assert.equal(await offered(bo, await forged(scene.fern, [], { kind: 'charter', entry: real })), 'charter')
})

test('a facilitator whose page was altered makes words stay no longer than the house keeps them: nobody follows', async () => {
  const scene = await aCircle(1)
  const [bo] = scene.others as [Person]
  const { fern } = scene
  const usual = await following(fern.circle.standing.charter, fern.me, { facilitators: [fern.me.key.open], wordsDays: 180, franking: 1 })
  const signedFor = async (wordsDays: number): Promise<Bytes> => {
    const unsigned = writeEntry({ ...usual, wordsDays, signature: new Uint8Array(0) })
    const signature = await sign(fern.me.key, 'charter', unsigned)
    return forged(fern, [], { kind: 'charter', entry: { ...usual, wordsDays, signature } })
  }

  for (const days of [0, 181, 365, 65_535]) assert.equal(await offered(bo, await signedFor(days)), 'malformed')
  assert.equal(await offered(bo, await signedFor(180)), 'taken')
})

test('somebody made facilitator may let in; one who no longer is may not', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const fern = scene.fern.me.key.open
  await scene.fern.change((circle) => amend(circle, scene.fern.me, { facilitators: [fern, amira.me.key.open] }))
  await allSync(scene)
  assert.equal(await offered(bo, await forged(amira, [await packageOf(await somebody(scene.circleId))])), 'taken')
  await scene.fern.change((circle) => amend(circle, scene.fern.me, { facilitators: [fern] }))
  await allSync(scene)

  assert.equal(await offered(bo, await forged(amira, [await packageOf(await somebody(scene.circleId))])), 'not allowed')
})

test('a farewell is one\'s own, for these devices, and carried out by anybody', async () => {
  const scene = await aCircle(4)
  const [amira, bo, cy] = scene.others as [Person, Person, Person]
  const groupId = groupIdFor(amira.circle)
  const mine = await farewell(amira.me, groupId, [myself(amira.circle).deviceKey])
  const older = await farewell(amira.me, groupId, [random(32)])
  const elsewhere = await farewell(amira.me, random(32), [myself(amira.circle).deviceKey])
  const invented = await farewell(bo.me, groupId, [myself(amira.circle).deviceKey])

  const gone = [removing(at(scene, amira))]
  assert.equal(await offered(cy, await forged(bo, gone, { kind: 'farewell', farewell: mine })), 'taken')
  assert.equal(await offered(cy, await forged(bo, gone, { kind: 'farewell', farewell: older })), 'not allowed')
  assert.equal(await offered(cy, await forged(bo, gone, { kind: 'farewell', farewell: elsewhere })), 'not allowed')
  assert.equal(await offered(cy, await forged(bo, gone, { kind: 'farewell', farewell: invented })), 'not allowed')
  assert.equal(await offered(cy, await forged(bo, [removing(at(scene, scene.fern))], { kind: 'farewell', farewell: mine })), 'not allowed')
  const asked = await leave(amira.circle, amira.me)
  assert.equal(await offered(bo, asked.frame, 'proposal'), 'taken')
  assert.equal(await offered(bo, turned(asked.frame), 'proposal').then((why) => why !== 'taken'), true)
})

test('i8 a megabyte, ten thousand proposals and a seventh device are each too many', async () => {
  const scene = await aCircle(1)
  const [amira] = scene.others as [Person]
  const me = await somebody(scene.circleId)
  const seven = await Promise.all(Array.from({ length: 7 }, () => packageOf(me)))
  const message = read(await forged(scene.fern, []))
  assert(message.wireformat === 'mls_public_message' && message.publicMessage.content.contentType === 'commit')
  const one = { proposalOrRefType: 'proposal' as const, proposal: removing(1) }
  message.publicMessage.content.commit.proposals = Array.from({ length: 10_000 }, () => one)

  assert.equal(await offered(amira, new Uint8Array(1024 * 1024)), 'too many')
  assert.equal(longestFrame < 1024 * 1024, true)
  assert.equal(await offered(amira, new Uint8Array(library.encodeMlsMessage(message))), 'too many')
  assert.equal(await offered(amira, await forged(scene.fern, seven)), 'too many')
  assert.equal(await offered(amira, await forged(scene.fern, seven.slice(1))), 'taken')
})

test('i2 a change of another circle, of another epoch, or turned by one bit: refused', async () => {
  const scene = await aCircle(2)
  const other = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const frame = await forged(scene.fern, [])
  await amira.change(refresh)

  assert.equal(await offered(other.fern, frame), 'elsewhere')
  assert.equal(await offered(amira, frame), 'epoch')
  for (let n = 0; n < 12; n += 1) {
    const altered = frame.map((byte, place) => (place === 60 + n * 31 ? byte ^ 4 : byte))
    assert.equal((await offered(bo, altered)) === 'taken', false)
  }
  assert.equal(ownLeaf(bo.circle.group), at(scene, bo))
})
