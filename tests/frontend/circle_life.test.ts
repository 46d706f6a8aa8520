import assert from 'node:assert/strict'
import test from 'node:test'

import { aCircle, allSync, comesAlone, comesBack, everybody, invited, letGo, opinions, refresh } from './circle/house'
import { leave } from '../../frontend/circle/protocol/changing'
import { devices, myself } from '../../frontend/circle/protocol/circle'
import { circleWords } from '../../frontend/circle/protocol/circle_words'
import { wordList } from '../../frontend/circle/protocol/word_list'

test('what one says, all hear, by whom', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others

  await amira?.say('I managed the stairs')
  await scene.fern.say('that is good to hear')
  await allSync(scene)

  assert.deepEqual(bo?.heard.map(({ text }) => text), ['I managed the stairs', 'that is good to hear'])
  assert.equal(bo?.heard[0]?.from, String(amira?.me.memberId))
  assert.equal(opinions(everybody(scene)), 1)
})

test('somebody with a ticket comes in while nobody is online', async () => {
  const scene = await aCircle(2)
  const newcomer = await comesAlone(scene, await invited(scene.fern))

  await allSync(scene)
  await newcomer.say('hello')
  await allSync(scene)

  assert.equal(opinions([...everybody(scene), newcomer]), 1)
  assert.equal(scene.fern.heard.at(-1)?.text, 'hello')
  assert.equal(newcomer.circle.greeted, false)
  await scene.fern.say('welcome')
  await newcomer.sync()
  assert.equal(newcomer.circle.greeted, true)
})

test('somebody who lost everything but their key comes back, and the lost device is out', async () => {
  const scene = await aCircle(3)
  const lost = scene.others.pop()
  assert(lost)
  const again = await comesBack(scene, lost.me, myself(lost.circle).deviceId)
  await allSync(scene)
  await again.say('it is me')
  await allSync(scene)
  await lost.sync()

  assert.equal(scene.fern.heard.at(-1)?.from, String(lost.me.memberId))
  assert.equal(devices(scene.fern.circle).length, 4)
  assert.equal(lost.taken.at(-1)?.kind, 'out')
  assert.equal(opinions([...everybody(scene), again]), 1)
})

test('who asks to leave is gone as soon as anybody else is there', async () => {
  const scene = await aCircle(3)
  const [amira, bo] = scene.others
  assert(amira && bo)
  const asked = await leave(amira.circle, amira.me)
  scene.house.take(asked)
  await allSync(scene)
  await bo.carryOutWhatWasAsked()
  await allSync(scene)

  assert.equal(amira.taken.at(-1)?.kind, 'out')
  assert.equal(opinions([scene.fern, bo]), 1)
  assert.equal(devices(bo.circle).length, 3)
})

test('everybody in an epoch has the same five words, and nobody else has them', async () => {
  const scene = await aCircle(2)
  const before = await circleWords(scene.fern.circle)
  for (const one of scene.others) assert.deepEqual(await circleWords(one.circle), before)
  await scene.fern.change(refresh)

  assert.notEqual((await circleWords(scene.fern.circle)).join(' '), before.join(' '))
  assert.equal(new Set(wordList).size, 256)
  assert.equal(before.length, 5)
})

test('what is stored is the circle again', async () => {
  const scene = await aCircle(2)
  for (const person of everybody(scene)) await person.restart()
  await scene.others[0]?.say('still here')
  await allSync(scene)
  await scene.fern.change((circle) => letGo(circle, scene.others[1]?.me.memberId as never))
  await allSync(scene)

  assert.equal(scene.fern.heard.at(-1)?.text, 'still here')
  assert.equal(scene.others[1]?.taken.at(-1)?.kind, 'out')
})
