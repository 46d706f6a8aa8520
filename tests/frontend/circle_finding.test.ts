import assert from 'node:assert/strict'
import test from 'node:test'

import { random, toLetters } from '../../frontend/keys/secret/bytes'
import { conversation, type Item, whatIsOver } from '../../frontend/circle/state/conversation'
import { find, mostHits } from '../../frontend/circle/state/finding'
import type { Happened } from '../../frontend/circle/state/happened'

const day = 24 * 60
const noon = 1000 * day
const [wren, bo] = [toLetters(new Uint8Array(16).fill(1)), toLetters(new Uint8Array(16).fill(2))]
const id = (at: number): string => toLetters(new Uint8Array(16).fill(at))

const said = (seq: number, text: string, more: Partial<Extract<Happened, { kind: 'said' }>> = {}): Happened =>
  ({ seq, minute: noon + seq, kind: 'said', from: wren, id: id(seq), about: '', text, note: '', days: 0, ...more })
const items = (happened: readonly Happened[], putAway: readonly string[] = []): Item[] =>
  conversation(happened, [], { mine: bo, wordsDays: 30, now: noon + 60, dayOf: (minute) => String(Math.floor(minute / day)), putAway: new Set(putAway) })
const found = (typed: string, ...texts: string[]): string[] => find(items(texts.map((text, at) => said(at + 1, text))), typed).hits.map((one) => one.found)

test('words are found however they are written: capitals, accents, apart or together', () => {
  assert.deepEqual(found('cafe', 'At the Café on Monday'), ['Café'])
  assert.deepEqual(found('CAFÉ', 'the cafe'), ['cafe'])
  assert.deepEqual(found('strasse', 'in der Straße'), ['Straße'])
  assert.deepEqual(found("can't", 'I can’t today'), ['can’t'])
  assert.deepEqual(found('ﬁnd', 'I find it'), ['find'])
  assert.deepEqual(found('مدرسة', 'في المَدْرَسَةِ'), ['مَدْرَسَةِ'])
  assert.deepEqual(found('monday cafe', 'the cafe, this Monday'), ['Monday'])
  assert.deepEqual(found('monday cafe', 'the cafe'), [])
})

test('nothing typed finds nothing, and signs of patterns are letters like others', () => {
  assert.deepEqual(found('  ', 'anything'), [])
  assert.deepEqual(found('.*', 'anything'), [])
  assert.deepEqual(found('a+b', 'is a+b right?'), ['a+b'])
})

test('h4 what stands around it is one line, and no sign of several letters is cut', () => {
  const family = '👨‍👩‍👧'
  const [hit] = find(items([said(1, `${family.repeat(60)}\nneedle\n${family.repeat(120)}`)]), 'needle').hits

  assert(hit)
  assert.equal(hit.before, `…${family.repeat(39)} `)
  assert.equal(hit.after, ` ${family.repeat(79)}…`)
})

test('the newest come first, with how many there are in all', () => {
  const many = Array.from({ length: 80 }, (_, at) => said(at + 1, `tea ${at + 1}`))

  const { hits, all } = find(items(many), 'tea')

  assert.deepEqual([hits.length, all, hits[0]?.id], [mostHits, 80, id(80)])
})

test('of what is folded the note is shown; taken back and put away is not looked through', () => {
  const folded = said(1, 'they kept me in', { note: 'About hospital' })
  const away = said(2, 'they laughed', { from: bo })
  const gone: Happened[] = [said(3, 'they knew'), { seq: 4, minute: noon, kind: 'withdraw', from: wren, about: id(3) }]

  const { hits } = find(items([folded, away, ...gone], [bo]), 'they')

  assert.deepEqual(hits.map((one) => [one.id, one.before + one.found + one.after]), [[id(1), 'About hospital']])
})

test('a picture is found by what was said of it', () => {
  const picture = { where: '', key: '', size: 1, sha256: '', width: 1, height: 1, alt: 'Our kettle' }

  assert.deepEqual(find(items([said(1, '', { pictures: [picture] })]), 'KETTLE').hits.map((one) => one.found), ['kettle'])
})

test('words of a name put away are marked, and an answer to them does not bring them back', () => {
  const answer = said(2, 'I hear you', { about: id(1) })

  const [first, second] = items([said(1, 'unkind', { from: bo }), answer], [bo]).flatMap((item) => (item.kind === 'message' ? [item.message] : []))

  assert.deepEqual([first?.isPutAway, second?.isPutAway, second?.answers?.isPutAway], [true, false, true])
})

test('what is over goes from the device with all that was done to it', () => {
  const late = noon + 29 * day
  const first = said(1, 'first')
  const edit: Happened = { seq: 2, minute: late, kind: 'edit', from: wren, about: id(1), text: 'changed', note: '' }
  const answer = said(3, 'an answer', { about: id(1), minute: late })
  const name: Happened = { seq: 4, minute: noon, kind: 'name', from: wren, text: 'Wren' }
  const all = [first, edit, answer, name]

  assert.deepEqual(whatIsOver(all, 30, noon + 1 + 30 * day - 1), [])
  assert.deepEqual(whatIsOver(all, 30, noon + 1 + 30 * day), [first, edit])
})

test('a shorter time for one message counts on the device too, from whoever said it alone', () => {
  const first = said(1, 'first')
  const sooner = (from: string): Happened => ({ seq: 2, minute: noon, kind: 'expiry', from, about: id(1), days: 2 })

  assert.deepEqual(whatIsOver([first, sooner(bo)], 30, noon + 3 * day), [])
  assert.deepEqual(whatIsOver([first, sooner(wren)], 30, noon + 3 * day), [first, sooner(wren)])
})

test('any words are looked through without a fault, and a hit stands where it says', () => {
  for (let at = 0; at < 300; at += 1) {
    const text = new TextDecoder().decode(random(40)).replace(/\u0000/g, '')
    const [letter = 'x'] = [...text].slice(7)
    for (const hit of find(items([said(1, text)]), letter).hits) assert(text.replace(/\s+/g, ' ').includes(hit.found))
  }
})
