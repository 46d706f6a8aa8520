/** Many at once, crashes, tabs, absences: nothing is lost twice, nobody is locked out, nobody removed reads. */
import assert from 'node:assert/strict'
import test from 'node:test'

import { type Circle, readCircle, writeCircle } from '../../frontend/circle/protocol/circle'
import { takeIn } from '../../frontend/circle/protocol/taking_in'
import { say } from '../../frontend/circle/protocol/speaking'
import { myself } from '../../frontend/circle/protocol/circle'
import { chanceFrom } from './chance'
import { aCircle, allSync, comesBack, everybody, letGo, now, opinions, type Person, refresh, said, whyNot } from './circle/house'

const stored = async (circle: Circle): Promise<Circle> => readCircle(writeCircle(circle))

test('i3 twelve write at once: one change an epoch wins, all agree, and read the same', async () => {
  const scene = await aCircle(11)
  const chance = chanceFrom(12)
  const sleep = (): Promise<void> => new Promise((done) => setTimeout(done, chance.below(6)))
  const vain: number[] = []

  await Promise.all(everybody(scene).map(async (person, at) => {
    for (let n = 0; n < 2; n += 1) {
      await sleep()
      vain.push(n === 1 && at % 4 === 0 ? await person.change(refresh) : await person.say(`${at} says ${n}`))
    }
  }))
  await allSync(scene)

  assert.equal(opinions(everybody(scene)), 1)
  assert.equal(new Set(everybody(scene).map(({ heard }) => JSON.stringify(heard))).size, 1)
  assert.equal(scene.fern.heard.length, 12 + 9)
  assert(vain.some((tries) => tries > 0), 'nobody had to try again: the storm was none')
  assert.equal(scene.house.epoch, 1 + 3)
})

test('i5 somebody removed reads nothing, with all that was and all that came', async () => {
  const scene = await aCircle(5)
  const gone = scene.others[1] as Person
  const rest = everybody(scene).filter((one) => one !== gone)
  const states: Circle[] = [gone.circle]
  await scene.fern.say('before')
  await allSync(scene)
  states.push(gone.circle)
  await scene.fern.change((circle) => letGo(circle, gone.me.memberId))
  const from = scene.house.log.length
  for (const one of rest) {
    await one.sync()
    await one.say('among ourselves')
  }
  await (rest[1] as Person).change(refresh)
  await (rest[2] as Person).say('and after that')
  await gone.sync()
  states.push(gone.circle)

  let opened = 0
  for (const state of states) {
    for (const passed of scene.house.log.slice(from - 1)) {
      await whyNot(takeIn(state, passed).then(({ kind }) => { if (kind === 'said' || kind === 'changed') opened += 1 }))
    }
  }
  assert.equal(opened, 0)
  assert.equal(gone.heard.filter(({ text }) => text !== 'before').length, 0)
  assert.equal(gone.taken.at(-1)?.kind, 'out')
  assert.equal(await whyNot(say(gone.circle, said('I am still here'))), 'gone')
})

test('a crash between storing and sending costs at most that message', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const { after } = await say(amira.circle, said('never sent'))
  amira.circle = await stored(after)
  await amira.say('sent')
  await allSync(scene)

  assert.deepEqual(bo.heard.map(({ text }) => text), ['sent'])
})

test('a crash after the house took words, before the answer: the words are there once', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const { post, after } = await say(amira.circle, said('taken'))
  const disk = writeCircle(after)
  scene.house.take(post)
  amira.circle = await readCircle(disk)
  amira.upTo = scene.house.log.length
  await amira.say('next')
  await allSync(scene)

  assert.deepEqual(bo.heard.map(({ text }) => text), ['taken', 'next'])
})

test('a crash after the house took a change: what was stored as pending is the circle', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const { post, after } = await refresh(amira.circle)
  const pending = writeCircle(after)
  scene.house.take(post)
  await bo.sync()

  assert.equal(await whyNot(takeIn(amira.circle, { ...post, minute: now })), 'does not open')
  amira.circle = await readCircle(pending)
  amira.upTo = scene.house.log.length
  assert.equal(opinions([amira, bo]), 1)
})

test('a crash before the house took a change: what was stored before is the circle', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const disk = writeCircle(amira.circle)
  await refresh(amira.circle)
  await bo.change(refresh)
  amira.circle = await readCircle(disk)
  await amira.sync()

  assert.equal(opinions([amira, bo]), 1)
})

test('two tabs that write from one stored state lose words: so only one may write', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const one = await say(amira.circle, said('from one tab'))
  const two = await say(amira.circle, said('from the other'))
  scene.house.take(one.post)
  scene.house.take(two.post)
  const first = await takeIn(bo.circle, { ...one.post, minute: now })

  assert.equal(first.kind, 'said')
  assert.equal(await whyNot(takeIn(first.circle, { ...two.post, minute: now })), 'does not open')
})

test('i2 words again, cut, turned, or under another commitment do not open, and cost nothing', async () => {
  const scene = await aCircle(2)
  const [amira, bo] = scene.others as [Person, Person]
  const { post, after } = await say(amira.circle, said('once'))
  amira.circle = after
  const heard = await takeIn(bo.circle, { ...post, minute: now })

  assert.equal(await whyNot(takeIn(heard.circle, { ...post, minute: now })), 'does not open')
  assert.equal(await whyNot(takeIn(bo.circle, { ...post, frame: post.frame.slice(0, -1), minute: now })), 'malformed')
  for (let n = 0; n < 20; n += 1) {
    const frame = post.frame.map((byte, at) => (at === 40 + n * 23 ? byte ^ 1 : byte))
    assert.notEqual(await whyNot(takeIn(bo.circle, { ...post, frame, minute: now })), 'taken')
  }
  const later = await say(after, said('later'))
  const skipped = await takeIn(bo.circle, { ...later.post, minute: now })
  assert.equal((await takeIn(skipped.circle, { ...post, minute: now })).kind, 'said')
})

test('sixty epochs away, then everything in order', async () => {
  const scene = await aCircle(1)
  const [away] = scene.others as [Person]
  for (let n = 0; n < 60; n += 1) {
    await scene.fern.change(refresh)
    if (n % 6 === 0) await scene.fern.say(`week ${n}`)
  }
  await allSync(scene)

  assert.equal(opinions(everybody(scene)), 1)
  assert.equal(away.heard.length, 10)
})

test('more than two hundred words that have expired, and the next one opens', async () => {
  const scene = await aCircle(1)
  const [bo] = scene.others as [Person]
  let { circle } = scene.fern
  let last
  for (let n = 0; n < 260; n += 1) {
    last = await say(circle, said(`word ${n}`))
    circle = last.after
  }
  assert(last)
  const taken = await takeIn(bo.circle, { ...last.post, minute: now })

  assert.equal(taken.kind === 'said' && taken.body.kind === 'said' && taken.body.text, 'word 259')
})

test('what was read cannot be read again from what is stored', async () => {
  const scene = await aCircle(1)
  const [bo] = scene.others as [Person]
  const { post, after } = await say(scene.fern.circle, said('once'))
  scene.fern.circle = after
  const heard = await takeIn(bo.circle, { ...post, minute: now })

  assert.equal(await whyNot(takeIn(await stored(heard.circle), { ...post, minute: now })), 'does not open')
})

test('everything lost but the key: back in one step, with what is said from now on', async () => {
  const scene = await aCircle(3)
  const [amira] = scene.others as [Person]
  const again = await comesBack(scene, amira.me)
  await scene.fern.sync()
  await scene.fern.say('there you are')
  await again.sync()
  await amira.sync()

  assert.equal(again.heard.at(-1)?.text, 'there you are')
  // Another device of hers beside the first one, which still reads too.
  assert.equal(amira.heard.at(-1)?.text, 'there you are')
  assert.notEqual(String(myself(again.circle).deviceId), String(myself(amira.circle).deviceId))
})
