import assert from 'node:assert/strict'
import test from 'node:test'

import { random, toLetters } from '../../frontend/keys/secret/bytes'
import { eventReader } from '../../frontend/circle/post/events'
import { conversation, goesAt, type Item, type Message, type Underway, whatIsOver } from '../../frontend/circle/state/conversation'
import { bodyFor, type Happened, heardFrom } from '../../frontend/circle/state/happened'
import { namesIn, seatOf } from '../../frontend/circle/state/names'
import { changed, confirmed, next, type Outbox, type Outgoing, queued, reopened, underway } from '../../frontend/circle/state/outbox'
import { chanceFrom } from './chance'

const day = 24 * 60
const noon = 1000 * day + 12 * 60
const [wren, bo] = [toLetters(new Uint8Array(16).fill(1)), toLetters(new Uint8Array(16).fill(2))]
const ids = Array.from({ length: 6 }, () => toLetters(random(16)))
const id = (at: number): string => ids[at] ?? ''

const said = (seq: number, from: string, which: number, text: string, more: { about?: string; note?: string; days?: number; minute?: number } = {}): Happened =>
  ({ seq, minute: more.minute ?? noon + seq, kind: 'said', from, id: id(which), about: more.about ?? '', text, note: more.note ?? '', days: more.days ?? 0 })
const named = (seq: number, from: string, text: string): Happened => ({ seq, minute: noon, kind: 'name', from, text })

function shown(happened: readonly Happened[], { now = noon + 60, box = [] as readonly Underway[], mine = wren } = {}): Item[] {
  return conversation(happened, box, { mine, wordsDays: 30, now, dayOf: (minute) => String(Math.floor(minute / day)) })
}
const messages = (items: readonly Item[]): Message[] => items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
const only = (items: readonly Item[]): Message => {
  const [first, ...more] = messages(items)
  assert(first)
  assert.equal(more.length, 0)
  return first
}

test('words stand in their order, under the name their sender said, a day above each day', () => {
  const items = shown([named(1, wren, 'Wren'), said(2, wren, 0, 'first'), said(3, bo, 1, 'second', { minute: noon + day })], { now: noon + day + 5 })

  assert.deepEqual(items.map((item) => item.kind), ['day', 'message', 'day', 'message'])
  assert.deepEqual(messages(items).map((one) => [one.who, one.text, one.isMine]), [['Wren', 'first', true], ['', 'second', false]])
})

test('a change by whoever said it is shown as changed; by anybody else it changes nothing', () => {
  const first = said(1, wren, 0, 'I will go')

  const mine = only(shown([first, { seq: 2, minute: noon, kind: 'edit', from: wren, about: id(0), text: 'I went', note: 'hospital' }]))
  const theirs = only(shown([first, { seq: 2, minute: noon, kind: 'edit', from: bo, about: id(0), text: 'I lie', note: '' }]))

  assert.deepEqual([mine.text, mine.note, mine.isEdited], ['I went', 'hospital', true])
  assert.deepEqual([theirs.text, theirs.isEdited], ['I will go', false])
})

test('what was taken back leaves a gap without words, and nothing brings them back', () => {
  const gone = only(shown([
    said(1, wren, 0, 'too much'),
    { seq: 2, minute: noon, kind: 'withdraw', from: wren, about: id(0) },
    { seq: 3, minute: noon, kind: 'edit', from: wren, about: id(0), text: 'again', note: '' },
  ]))

  assert.deepEqual([gone.text, gone.isTakenBack], ['', true])
})

test('a candle is lit or not, by however many', () => {
  const lit = (seq: number, from: string, is: boolean): Happened => ({ seq, minute: noon, kind: 'candle', from, about: id(0), lit: is })
  const first = said(1, bo, 0, 'hello')

  const both = only(shown([first, lit(2, wren, true), lit(3, bo, true), lit(4, bo, true)]))
  const out = only(shown([first, lit(2, wren, true), lit(3, wren, false)]))

  assert.deepEqual([both.hasCandle, both.hasMyCandle], [true, true])
  assert.equal(out.hasCandle, false)
  // Nothing a page could draw says how many.
  assert(!Object.values(both).some((value) => value === 2 || value === 3))
})

test('an answer shows the start of what it answers, or its note, or that it is gone', () => {
  const folded = said(1, bo, 0, 'long story', { note: 'hospital' })
  const answer = said(2, wren, 1, 'I hear you', { about: id(0) })

  const there = messages(shown([named(0, bo, 'Bo'), folded, answer]))[1]
  const gone = messages(shown([answer]))[0]

  assert.deepEqual(there?.answers, { id: id(0), who: 'Bo', text: 'hospital', gone: false, pictures: [], isPutAway: false })
  assert.equal(gone?.answers?.gone, true)
})

test('words go when the circle says, sooner when their sender says, and never later', () => {
  assert.equal(goesAt(0, 0, 30), 30 * day)
  assert.equal(goesAt(0, 7, 30), 7 * day)
  assert.equal(goesAt(0, 300, 30), 30 * day)
  const one = said(1, wren, 0, 'for a while')
  const until = one.minute + 30 * day

  assert.equal(messages(shown([one], { now: until - 1 })).length, 1)
  assert.equal(messages(shown([one], { now: until })).length, 0)
  assert.deepEqual([whatIsOver([one], 30, until - 1), whatIsOver([one], 30, until)], [[], [one]])
})

test('nobody makes a message stay longer than the circle says: not when it is said, not later, not by a change', () => {
  const asked = said(1, bo, 0, 'for years', { days: 65_535 })
  const later: Happened = { seq: 2, minute: asked.minute + 29 * day, kind: 'expiry', from: bo, about: id(0), days: 3650 }
  const changed: Happened = { seq: 3, minute: asked.minute + 29 * day, kind: 'edit', from: bo, about: id(0), text: 'still here', note: '' }
  const all = [asked, later, changed]
  const until = asked.minute + 30 * day

  assert.equal(only(shown(all)).until, until)
  assert.equal(messages(shown(all, { now: until })).length, 0)
  assert.deepEqual(whatIsOver(all, 30, until), all)
  assert.deepEqual(whatIsOver(all, 30, until - 1), [])
})

test('a shorter time may be taken back, up to what the circle says and only by whoever said it', () => {
  const one = said(1, bo, 0, 'for two days', { days: 2 })
  const longer = (from: string): Happened => ({ seq: 2, minute: noon, kind: 'expiry', from, about: id(0), days: 20 })

  assert.equal(only(shown([one, longer(bo)])).until, one.minute + 20 * day)
  assert.equal(only(shown([one, longer(wren)])).until, one.minute + 2 * day)
})

test('the first with an id has it: nobody puts other words in its place', () => {
  const one = only(shown([said(1, bo, 0, 'mine'), said(2, wren, 0, 'not mine')]))

  assert.deepEqual([one.from, one.text], [bo, 'mine'])
})

test('two of one name are told apart, and a name that changes is said', () => {
  const names = namesIn([named(1, wren, 'Bo'), named(2, bo, 'bO\u200b')])
  const items = shown([named(1, bo, 'Bo'), named(2, bo, 'Robin')])

  assert.deepEqual([...names.values()], ['Bo', 'bO\u200b (2)'])
  assert.deepEqual(items.filter((item) => item.kind === 'line').map((item) => [item.what, item.was, item.who]), [['renamed', 'Bo', 'Robin']])
  assert(seatOf(wren, 6) < 6)
})

test('what somebody asks to say is, as a body and back, the same', () => {
  const wish = { kind: 'said' as const, id: id(0), about: id(1), text: 'Yes', note: 'short' }

  const body = bodyFor(wish)

  assert.equal(body.kind, 'reply')
  assert.deepEqual(heardFrom(new Uint8Array(16).fill(1), body), { ...wish, from: wren, days: 0 })
})

const going = (which: number, wish: Outgoing['wish']): Outgoing => ({ once: `once${which}`, wish, minute: noon, sealed: null, isRefused: false, isKept: false })
const words = (which: number): Outgoing => going(which, { kind: 'said', id: id(which), about: '', text: `words ${which}`, note: '' })
const sealed = (epoch: number, mark: string): NonNullable<Outgoing['sealed']> => ({ epoch, mark, frame: '', written: '', opening: '', commitment: '' })

test('what waits is shown as waiting, what the server has as said, what cannot leave as such', () => {
  const box: Outbox = [{ ...words(0), isKept: true }, words(1), { ...words(2), isRefused: true }]

  assert.deepEqual(messages(shown([], { box: underway(box, wren) })).map((one) => one.sending), ['kept', 'waiting', 'refused'])
})

test('the next to leave passes by what is kept or refused; what comes back in the order is done', () => {
  let box: Outbox = [words(0), words(1)]
  box = changed(box, 'once0', { sealed: sealed(3, 'mark0'), isKept: true })

  assert.equal(next(box)?.once, 'once1')
  assert.equal(confirmed(box, 'other').one, undefined)
  const { box: rest, one } = confirmed(box, 'mark0')
  assert.deepEqual([one?.once, rest.length], ['once0', 1])
})

test('keys that turned open what was sealed with the old ones, and only that', () => {
  const box: Outbox = [{ ...words(0), sealed: sealed(3, 'a') }, { ...words(1), sealed: sealed(4, 'b') }]

  assert.deepEqual(reopened(box, 4).map((one) => one.sealed?.mark ?? ''), ['', 'b'])
})

test('a second candle, and a second name, take the place of the first that has not left', () => {
  const candle = (which: number, lit: boolean): Outgoing => going(which, { kind: 'candle', about: id(0), lit })
  const left = { ...candle(2, true), sealed: sealed(1, 'x') }

  assert.deepEqual(queued([words(0), candle(1, true)], candle(3, false)).map((one) => one.once), ['once0', 'once3'])
  assert.deepEqual(queued([left], candle(3, false)).length, 2)
  assert.deepEqual(queued([going(1, { kind: 'name', text: 'Bo' })], going(2, { kind: 'name', text: 'Robin' })).length, 1)
})

test('events are read whole, wherever the line was cut', () => {
  const stream = ': beat\n\nid: 4\nevent: word\ndata: {"a":1}\n\nevent: renew\r\ndata: one\r\ndata: two\r\n\r\nevent: lost\n\ndata:cut'
  const chance = chanceFrom(7)
  for (let round = 0; round < 50; round += 1) {
    const read = eventReader()
    const told = []
    for (let at = 0; at < stream.length; ) {
      const size = 1 + Math.floor(chance() * 9)
      told.push(...read(stream.slice(at, at + size)))
      at += size
    }
    assert.deepEqual(told, [{ kind: 'word', data: '{"a":1}' }, { kind: 'renew', data: 'one\ntwo' }])
  }
})
