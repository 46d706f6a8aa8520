/** The ring of a meeting: who may do what, in which order, and that everybody sees the same. */
import assert from 'node:assert/strict'
import test from 'node:test'

import { NotOurs, random, toLetters } from '../../frontend/keys/secret/bytes'
import { TooLong } from '../../frontend/keys/secret/padding'
import { type Act, after, whyNotAsk } from '../../frontend/circle/meeting/acts'
import { follow, type Following, type Heard, nothingYet, opened, tells } from '../../frontend/circle/meeting/following'
import { eveningKey, openPrivate, sealPrivate } from '../../frontend/circle/meeting/private'
import { beginning, maySpeak, type Ring, type Stage, toCome } from '../../frontend/circle/meeting/ring'
import { readAct, writeAct } from '../../frontend/circle/meeting/writing'
import { chanceFrom } from './chance'

const id = (n: number): string => toLetters(new Uint8Array(16).fill(n))
const [fern, idris, amira, bo, wren] = [1, 2, 3, 4, 5].map(id) as [string, string, string, string, string]
const everybody = [fern, idris, amira, bo]

const begin = (): Ring => beginning(fern, everybody, [fern, idris], 0)
let seq = 0
const does = (ring: Ring, from: string, act: Act): Ring => after(ring, from, act, (seq += 1))
const stage = (ring: Ring, to: Stage, from = fern): Ring => does(ring, from, { kind: 'stage', watch: ring.watch, stage: to })
const on = (ring: Ring, from: string, passed = false): Ring => does(ring, from, { kind: 'on', turn: ring.turn, passed })

test('a round goes from seat to seat, and each is asked once', () => {
  let ring = stage(begin(), 'round')
  const held: string[] = []
  while (ring.piece !== '') {
    held.push(ring.piece)
    ring = on(ring, ring.piece, ring.piece === amira)
  }

  assert.deepEqual(held, everybody)
  assert.deepEqual(ring.turns.map((turn) => turn.passed), [false, false, true, false])
  assert.deepEqual(toCome(ring), [])
})

test('whoever just listens is passed by, and hands the piece on when they choose to while they have it', () => {
  const quiet = does(begin(), idris, { kind: 'listen', on: true })
  const first = stage(quiet, 'round')
  const then = on(first, fern)
  const gone = does(then, amira, { kind: 'listen', on: true })

  assert.equal(then.piece, amira)
  assert.equal(gone.piece, bo)
  assert.deepEqual(gone.turns.at(-1), { id: amira, passed: true })
})

test('a piece moved by somebody who has it not stays where it is', () => {
  const ring = stage(begin(), 'round')

  assert.equal(on(ring, bo), ring)
  assert.equal(does(ring, bo, { kind: 'give', turn: ring.turn, to: bo }), ring)
  assert.equal(does(ring, wren, { kind: 'on', turn: ring.turn, passed: false }), ring)
})

test('of two who lead and move it at once the first in the order counts, and the other moves nothing', () => {
  const ring = stage(begin(), 'round')
  const { turn } = ring

  const first = does(ring, fern, { kind: 'give', turn, to: bo })
  const second = does(first, idris, { kind: 'give', turn, to: amira })

  assert.equal(first.piece, bo)
  assert.equal(second, first)
})

test('an act again, or from before the round began, moves nothing', () => {
  const ring = stage(begin(), 'round')
  const act: Act = { kind: 'on', turn: ring.turn, passed: true }
  const moved = does(ring, fern, act)

  assert.equal(does(moved, idris, act), moved)
  assert.equal(does(stage(moved, 'closing'), fern, act).piece, fern)
})

test('nobody is given the piece who is not there or just listens', () => {
  const ring = stage(does(begin(), bo, { kind: 'listen', on: true }), 'round')
  for (const to of [bo, wren, ring.piece]) {
    assert.equal(does(ring, fern, { kind: 'give', turn: ring.turn, to }), ring)
  }
  const middle = does(ring, idris, { kind: 'give', turn: ring.turn, to: '' })

  assert.equal(middle.piece, '')
  assert.equal(does(middle, fern, { kind: 'give', turn: middle.turn, to: '' }), middle)
})

test('where the piece goes round, only whoever has it is heard, and those who lead', () => {
  const ring = does(stage(begin(), 'round'), fern, { kind: 'give', turn: stage(begin(), 'round').turn, to: bo })
  const now = ring.piece === bo ? ring : does(ring, fern, { kind: 'give', turn: ring.turn, to: bo })

  assert.deepEqual(everybody.map((one) => maySpeak(now, one)), [true, true, false, true])
  assert.deepEqual(everybody.map((one) => maySpeak(stage(now, 'talk'), one)), [true, true, true, true])
  assert.equal(maySpeak(now, wren), false)
})

test('hands go up once, in their order, and down when the piece comes', () => {
  let ring = stage(begin(), 'round')
  for (const who of [bo, amira, bo]) ring = does(ring, who, { kind: 'hand', up: true })
  assert.deepEqual(ring.hands, [bo, amira])

  const given = does(ring, fern, { kind: 'give', turn: ring.turn, to: bo })

  assert.deepEqual(given.hands, [amira])
  assert.deepEqual(does(given, amira, { kind: 'hand', up: false }).hands, [])
})

test('only whoever leads changes the part of the evening, also among two', () => {
  const ring = begin()

  assert.equal(stage(ring, 'round', idris), ring)
  assert.equal(stage(ring, 'round', bo), ring)
  assert.equal(stage(ring, 'round').stage, 'round')
  assert.equal(does(stage(ring, 'round'), fern, { kind: 'stage', watch: ring.watch, stage: 'talk' }).stage, 'round')
})

test('leading passes between those who may, and by nobody else', () => {
  const ring = begin()
  const lead = (now: Ring, from: string, to: string, watch = now.watch): Ring => does(now, from, { kind: 'lead', watch, to })

  assert.equal(lead(ring, fern, idris).keeper, idris)
  assert.equal(lead(ring, idris, idris).keeper, idris)
  assert.equal(lead(ring, fern, bo), ring)
  assert.equal(lead(ring, bo, bo), ring)
  assert.equal(lead(ring, bo, idris), ring)
  const taken = lead(ring, idris, idris)
  assert.equal(lead(taken, fern, fern, ring.watch), taken)
  assert.equal(stage(taken, 'round'), taken)
})

test('questions go in without a name, in no order of time, and only whoever leads draws', () => {
  const ask = (now: Ring, from: string, n: number, text = `question ${n}`): Ring => does(now, from, { kind: 'ask', question: { id: id(n), text } })
  const ring = ask(ask(ask(begin(), bo, 9), amira, 7), bo, 8)

  assert.deepEqual(ring.bag.map((one) => one.id), [id(7), id(8), id(9)])
  assert.equal(JSON.stringify(ring.bag).includes(bo), false)
  assert.equal(ask(ring, amira, 9, 'another under its id'), ring)
  const drawn = does(ring, fern, { kind: 'draw', watch: ring.watch, id: id(8) })
  assert.equal(drawn.drawn?.text, 'question 8')
  assert.equal(drawn.bag.length, 2)
  assert.equal(does(ring, bo, { kind: 'draw', watch: ring.watch, id: id(8) }), ring)
  assert.equal(does(drawn, fern, { kind: 'draw', watch: ring.watch, id: '' }).drawn, null)
})

test('a bag has an end, in number and in weight', () => {
  let ring = begin()
  for (let n = 10; n < 22; n += 1) ring = does(ring, bo, { kind: 'ask', question: { id: id(n), text: 'why?' } })

  assert.equal(whyNotAsk(ring, 'one more'), 'full')
  assert.equal(does(ring, bo, { kind: 'ask', question: { id: id(99), text: 'one more' } }), ring)
  assert.equal(whyNotAsk(begin(), '  '), 'nothing')
  assert.equal(whyNotAsk(begin(), 'é'.repeat(1_501)), 'full')
})

test('what somebody held who is taken out lies in the middle, and nothing of theirs counts any more', () => {
  let here = follow(opened(fern), { kind: 'room', seq: 1, members: everybody, facilitators: [fern, idris] })
  const act = (from: string, what: Act): void => { here = follow(here, { kind: 'act', seq: (seq += 1), from, act: what }) }
  const ring = (): Ring => here.ring as Ring
  act(fern, { kind: 'stage', watch: ring().watch, stage: 'round' })
  act(bo, { kind: 'hand', up: true })
  act(fern, { kind: 'give', turn: ring().turn, to: amira })
  const { turn } = ring()

  here = follow(here, { kind: 'room', seq: (seq += 1), members: [fern, idris, bo], facilitators: [fern, idris] })
  act(amira, { kind: 'on', turn, passed: false })
  act(amira, { kind: 'hand', up: true })

  assert.equal(ring().piece, '')
  assert.deepEqual(ring().seats.map((seat) => seat.id), [fern, idris, bo])
  assert.deepEqual(ring().hands, [bo])
})

test('where whoever leads is gone, another who may leads', () => {
  const here = follow(opened(fern), { kind: 'room', seq: 1, members: everybody, facilitators: [fern, idris] })
  const gone = follow(here, { kind: 'room', seq: 2, members: [idris, amira, bo], facilitators: [idris] })

  assert.equal(gone.ring?.keeper, idris)
})

test('words without the piece are known as such by everybody, whatever their device showed', () => {
  let here = follow(opened(fern), { kind: 'room', seq: 1, members: everybody, facilitators: [fern] })
  here = follow(here, { kind: 'said', seq: 2, from: bo })
  here = follow(here, { kind: 'act', seq: 3, from: fern, act: { kind: 'stage', watch: 0, stage: 'round' } })
  for (const [number, from] of [[4, bo], [5, fern], [6, wren]] as const) here = follow(here, { kind: 'said', seq: number, from })

  assert.deepEqual([...here.unheard], [4, 6])
})

test('a newcomer is told by one who leads, what came meanwhile counts, and a member tells nobody', () => {
  let old = follow(opened(fern), { kind: 'room', seq: 1, members: everybody, facilitators: [fern, idris] })
  old = follow(old, { kind: 'act', seq: 2, from: fern, act: { kind: 'stage', watch: 0, stage: 'round' } })
  const room: Heard = { kind: 'room', seq: 3, members: [...everybody, wren], facilitators: [fern, idris] }
  old = follow(old, room)
  const told: Act = { kind: 'ring', after: 3, ring: old.ring as Ring }
  const since: Heard[] = [
    { kind: 'act', seq: 4, from: fern, act: { kind: 'give', turn: (old.ring as Ring).turn, to: bo } },
    { kind: 'said', seq: 5, from: amira },
    { kind: 'act', seq: 6, from: bo, act: { kind: 'ring', after: 3, ring: beginning(bo, [bo], [bo], 0) } },
    { kind: 'act', seq: 7, from: fern, act: told },
    { kind: 'act', seq: 8, from: bo, act: { kind: 'hand', up: true } },
  ]

  let young = follow(nothingYet, room)
  for (const one of since) [old, young] = [follow(old, one), follow(young, one)]

  assert.deepEqual(young.ring, old.ring)
  assert.equal(young.ring?.piece, bo)
  assert.deepEqual([...young.unheard], [5])
})

test('a ring told by one who leads never gives more than the keys say', () => {
  const room: Heard = { kind: 'room', seq: 3, members: [fern, wren], facilitators: [fern] }
  const lie: Ring = { ...beginning(bo, [bo, amira, fern], [bo], 0), piece: bo, stage: 'round', hands: [amira] }

  const young = follow(follow(nothingYet, room), { kind: 'act', seq: 4, from: fern, act: { kind: 'ring', after: 3, ring: lie } })

  assert.deepEqual(young.ring?.seats.map((seat) => seat.id), [fern, wren])
  assert.deepEqual([young.ring?.facilitators, young.ring?.keeper, young.ring?.piece, young.ring?.hands], [[fern], fern, '', []])
  const future = follow(follow(nothingYet, room), { kind: 'act', seq: 4, from: fern, act: { kind: 'ring', after: 9, ring: lie } })
  assert.equal(future.ring, null)
})

test('exactly one device tells: whoever leads, or another where that one came back without knowing', () => {
  const all = follow(opened(fern), { kind: 'room', seq: 1, members: everybody, facilitators: [fern, idris] })

  assert.deepEqual(everybody.map((one) => tells(all, one, [wren])), [true, false, false, false])
  assert.deepEqual(everybody.map((one) => tells(all, one, [fern])), [false, true, false, false])
  assert.equal(tells(nothingYet, fern, [wren]), false)
})

test('one who leads begins anew where nobody knows; a member cannot', () => {
  const all = follow(opened(fern), { kind: 'room', seq: 1, members: everybody, facilitators: [fern] })
  const back = follow(nothingYet, { kind: 'room', seq: 4, members: everybody, facilitators: [fern] })
  const anew: Heard = { kind: 'act', seq: 5, from: fern, act: { kind: 'begin' } }

  assert.deepEqual(follow(back, anew).ring, follow(all, anew).ring)
  const mutiny: Heard = { kind: 'act', seq: 5, from: bo, act: { kind: 'begin' } }
  assert.equal(follow(all, mutiny).ring, all.ring)
  assert.equal(follow(back, mutiny).ring, null)
})

test('evenings by chance: everybody who was there from the start, and whoever came later, sees the same ring', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const chance = chanceFrom(seed)
    const devices = new Map<string, Following>([[fern, opened(fern)]])
    let members = [fern]
    let number = 0
    const say = (heard: Heard): void => {
      for (const [who, here] of devices) devices.set(who, follow(here, heard))
    }
    const acts = (ring: Ring): Act[] => [
      { kind: 'hand', up: chance() < 0.5 }, { kind: 'listen', on: chance() < 0.2 }, { kind: 'on', turn: ring.turn - chance.below(2), passed: chance() < 0.3 },
      { kind: 'give', turn: ring.turn, to: chance.one([...members, '']) ?? '' }, { kind: 'lead', watch: ring.watch, to: chance.one(members) ?? fern },
      { kind: 'stage', watch: ring.watch, stage: chance.one(['round', 'talk', 'bag', 'closing'] as const) ?? 'talk' },
      { kind: 'ask', question: { id: id(20 + chance.below(30)), text: 'why?' } },
    ]
    for (let step = 0; step < 80; step += 1) {
      number += 1
      const ring = devices.get(fern)?.ring as Ring
      if (chance() < 0.12) {
        const who = chance.one([idris, amira, bo, wren]) ?? bo
        const comes = !members.includes(who)
        members = comes ? [...members, who] : members.filter((one) => one !== who)
        if (comes) devices.set(who, nothingYet)
        else devices.delete(who)
        say({ kind: 'room', seq: number, members, facilitators: members.filter((one) => one === fern || one === idris) })
        const late = { kind: 'ring' as const, after: number, ring: devices.get(fern)?.ring as Ring }
        if (chance() < 0.5) say({ kind: 'said', seq: (number += 1), from: chance.one(members) ?? fern })
        say({ kind: 'act', seq: (number += 1), from: fern, act: late })
      } else {
        const act = chance.one(acts(ring))
        if (act) say({ kind: 'act', seq: number, from: chance.one([...members, wren]) ?? fern, act })
      }
      const rings = new Set([...devices.values()].map((one) => JSON.stringify(one.ring)))
      assert.equal(rings.size, 1, `seed ${seed}, step ${step}`)
      const now = devices.get(fern)?.ring as Ring
      assert(now.piece === '' || members.includes(now.piece))
      assert(members.includes(now.keeper))
    }
  }
})

const some: Act[] = [
  { kind: 'begin' }, { kind: 'stage', watch: 3, stage: 'closing' }, { kind: 'on', turn: 7, passed: true }, { kind: 'give', turn: 7, to: bo },
  { kind: 'give', turn: 7, to: '' }, { kind: 'hand', up: true }, { kind: 'listen', on: false }, { kind: 'lead', watch: 1, to: idris },
  { kind: 'ask', question: { id: id(9), text: 'Comment ça va?\nمرحبا' } }, { kind: 'draw', watch: 2, id: id(9) }, { kind: 'draw', watch: 2, id: '' },
  { kind: 'key', open: toLetters(new Uint8Array(32).fill(7)) }, { kind: 'private', box: toLetters(new Uint8Array(600).fill(3)) },
  {
    kind: 'ring', after: 12, ring: {
      ...begin(), piece: bo, turns: [{ id: fern, passed: true }], hands: [amira], bag: [{ id: id(8), text: 'a' }], drawn: { id: id(9), text: 'b' },
    },
  },
]

test('every act reads as it was written, and with one byte more, fewer or turned it is another or none', () => {
  for (const act of some) {
    const bytes = writeAct(act)
    assert.deepEqual(readAct(bytes), act)
    assert.throws(() => readAct(new Uint8Array([...bytes, 0])), NotOurs)
    assert.throws(() => readAct(bytes.slice(0, -1)), NotOurs)
    for (let at = 0; at < bytes.length; at += 1) {
      const turned = bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))
      let read: Act | undefined
      try {
        read = readAct(turned)
      } catch (fault) {
        assert(fault instanceof NotOurs, `${act.kind} ${at} ${String(fault)}`)
      }
      if (read) assert.notEqual(JSON.stringify(read), JSON.stringify(act))
    }
  }
})

test('an act with somebody twice, a bag too full, or text that turns what follows is none', () => {
  const ring = begin()
  const twice: Ring = { ...ring, seats: [...ring.seats, { id: fern, listens: true }] }
  const full: Ring = { ...ring, bag: Array.from({ length: 13 }, (_, n) => ({ id: id(20 + n), text: 'a' })) }
  for (const wrong of [twice, full]) assert.throws(() => readAct(writeAct({ kind: 'ring', after: 1, ring: wrong })), NotOurs)
  assert.throws(() => readAct(writeAct({ kind: 'ask', question: { id: id(9), text: 'a\u202eb' } })), NotOurs)
  assert.throws(() => writeAct({ kind: 'ask', question: { id: id(9), text: 'a'.repeat(601) } }), RangeError)
})

test('a private word opens for one person, from one person, in one room, and for nobody else', async () => {
  const [mine, other] = [await eveningKey(), await eveningKey()]
  const room = random(32)
  const box = await sealPrivate(room, bo, fern, toLetters(mine.open), 'I need a breath')

  assert.equal(await openPrivate(mine, room, bo, fern, box), 'I need a breath')
  assert.equal(await openPrivate(other, room, bo, fern, box), null)
  assert.equal(await openPrivate(mine, room, amira, fern, box), null)
  assert.equal(await openPrivate(mine, room, bo, idris, box), null)
  assert.equal(await openPrivate(mine, random(32), bo, fern, box), null)
  assert.equal(await openPrivate(mine, room, bo, fern, 'AAAA'), null)
  const longer = await sealPrivate(room, bo, fern, toLetters(mine.open), 'I need a breath, and a while outside')
  assert.equal(box.length, longer.length)
  await assert.rejects(sealPrivate(room, bo, fern, toLetters(mine.open), 'a'.repeat(2_100)), TooLong)
})
