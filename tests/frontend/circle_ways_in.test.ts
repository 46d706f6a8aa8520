/** Ways in that every client refuses: tickets, key packages and welcomes that are not what they should be. */
import assert from 'node:assert/strict'
import test from 'node:test'

import { random } from '../../frontend/keys/secret/bytes'
import { admit, amend } from '../../frontend/circle/protocol/changing'
import { extraOf, groupIdFor, myself } from '../../frontend/circle/protocol/circle'
import { noErrand, writeErrand } from '../../frontend/circle/protocol/errand'
import { credentialOf } from '../../frontend/circle/protocol/identity'
import { comeBack, comeIn, comeInAlone, waitToBeLetIn } from '../../frontend/circle/protocol/joining'
import { commit, deviceKey, joinAlone, keyPackage, read } from '../../frontend/circle/protocol/mls'
import { writeStanding } from '../../frontend/circle/protocol/standing'
import { ticketFor } from '../../frontend/circle/protocol/ticket'
import { offered, turned, withTicket } from './circle/forging'
import { aCircle, allSync, comesAlone, invited, letGo, now, type Person, somebody, whyNot } from './circle/house'

test('a ticket as it was given is taken; forged, moved or over it is refused', async () => {
  const scene = await aCircle(2)
  const [amira] = scene.others as [Person]
  const other = await aCircle(0)
  const foreign = await ticketFor(await invited(other.fern), myself(other.fern.circle))
  const byAmira = await invited(amira)

  assert.equal(await offered(amira, await withTicket(scene, (one) => one)), 'taken')
  assert.equal(await offered(amira, await withTicket(scene, ({ ticket }) => ({ kind: 'ticket', ticket: { ...ticket, signature: turned(ticket.signature) } }))), 'ticket')
  assert.equal(await offered(amira, await withTicket(scene, ({ ticket }) => ({ kind: 'ticket', ticket: { ...ticket, leaf: turned(ticket.leaf) } }))), 'ticket')
  assert.equal(await offered(amira, await withTicket(scene, ({ ticket }) => ({ kind: 'ticket', ticket: { ...ticket, expiresAt: ticket.expiresAt + 1 } }))), 'ticket')
  assert.equal(await offered(amira, await withTicket(scene, () => ({ kind: 'ticket', ticket: foreign }))), 'ticket')
  assert.equal(await offered(amira, await withTicket(scene, ({ ticket }) => ({ kind: 'ticket', ticket: { ...ticket, facilitator: amira.me.key.open, signature: byAmira.signature } }))), 'ticket')
  assert.equal(await offered(amira, await withTicket(scene, (one) => one, now - 11)), 'expired')
  assert.equal(await offered(amira, await withTicket(scene, (one) => one, now + 60 * 24 * 60)), 'expired')
  assert.equal(await offered(amira, await withTicket(scene, () => noErrand)), 'no ticket')
})

test('a ticket is used once, also by those who came after', async () => {
  const scene = await aCircle(1)
  const invitation = await invited(scene.fern)
  const newcomer = await comesAlone(scene, invitation)
  await allSync(scene)

  const next = await whyNot(comeInAlone(await somebody(scene.circleId), invitation, scene.house.groupInfo, now))

  assert.equal(next, 'spent')
  assert.deepEqual(writeStanding(newcomer.circle.standing), writeStanding(scene.fern.circle.standing))
  const me = await somebody(scene.circleId)
  const device = await deviceKey()
  const credential = await credentialOf(me, device.publicKey)
  const { open, own } = await keyPackage(credential, device, 0, 2 ** 40)
  const mine = { memberId: me.memberId, deviceId: credential.slice(17, 33), memberKey: me.key.open, deviceKey: device.publicKey }
  const message = read(scene.house.groupInfo)
  assert(message.wireformat === 'mls_group_info')
  const said = writeErrand({ kind: 'ticket', ticket: await ticketFor(invitation, mine) })
  const { frame } = await joinAlone(scene.circleId, message.groupInfo, open, own, said)
  for (const person of [scene.fern, newcomer, ...scene.others]) assert.equal(await offered(person, frame), 'spent')
})

test('a ticket of a facilitator who is gone lets nobody in', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  await scene.fern.change((circle) => amend(circle, scene.fern.me, { facilitators: [scene.fern.me.key.open, amira.me.key.open] }))
  await allSync(scene)
  const invitation = await invited(amira)
  await scene.fern.change((circle) => letGo(circle, amira.me.memberId))
  await bo.sync()

  assert.equal(await whyNot(comeInAlone(amira.me, invitation, scene.house.groupInfo, now)), 'ticket')
  assert.equal(await whyNot(comeBack(amira.me, groupIdFor(bo.circle), scene.house.groupInfo, now)), 'no ticket')
})

test('i4 a key package that is over, of another circle, or used is refused', async () => {
  const scene = await aCircle(1)
  const me = await somebody(scene.circleId)
  const over = await waitToBeLetIn(me, now - 200 * 24 * 60)
  const fresh = await waitToBeLetIn(me, now)
  const foreign = await waitToBeLetIn({ ...me, circleId: random(16) }, now)

  assert.equal(await whyNot(admit(scene.fern.circle, [over.open], now)), 'expired')
  assert.equal(await whyNot(admit(scene.fern.circle, [foreign.open], now)), 'kind')
  await scene.fern.change((circle) => admit(circle, [fresh.open], now))
  assert.equal(await whyNot(admit(scene.fern.circle, [fresh.open], now)), 'kind')
  assert.equal(await whyNot(admit(scene.fern.circle, [scene.house.groupInfo], now)), 'malformed')
})

test('i7 a welcome into a circle nobody agreed to, or from a member, opens nothing', async () => {
  const scene = await aCircle(1)
  const [amira] = scene.others as [Person]
  const me = await somebody(scene.circleId)
  const waiting = await waitToBeLetIn(me, now)
  const { post } = await admit(scene.fern.circle, [waiting.open], now)
  assert(post.welcome)
  const message = read(waiting.open)
  assert(message.wireformat === 'mls_key_package')
  const friendly = await commit(amira.circle.group, [{ proposalType: 'add', add: { keyPackage: message.keyPackage } }], new Uint8Array(0), extraOf(amira.circle.standing))
  assert(friendly.welcome)

  assert.equal(await whyNot(comeIn(waiting, post.welcome, random(32))), 'elsewhere')
  assert.equal(await whyNot(comeIn(waiting, friendly.welcome, groupIdFor(scene.fern.circle))), 'not allowed')
  assert.equal(await whyNot(comeIn(await waitToBeLetIn(me, now), post.welcome, groupIdFor(scene.fern.circle))), 'does not open')
  assert.equal(await whyNot(comeIn(waiting, post.welcome, groupIdFor(scene.fern.circle))), 'taken')
})
