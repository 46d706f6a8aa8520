/** A report out of a circle: chosen, sealed, opened by a lead, and found genuine or not. */
import assert from 'node:assert/strict'
import test from 'node:test'

import { type Bytes, fromLetters, joined, random, toLetters, utf8 } from '../../frontend/keys/secret/bytes'
import { DoesNotOpen } from '../../frontend/keys/secret/box'
import { type Pair, pairOf } from '../../frontend/keys/secret/hpke'
import { TooLong } from '../../frontend/keys/secret/padding'
import { type Body, writeBody } from '../../frontend/circle/protocol/bodies'
import { commitmentTo } from '../../frontend/circle/protocol/franking'
import { type Disclosed, newTag, openReport, type Reader, readTag, sealReport, tagOf } from '../../frontend/circle/protocol/report'
import { sha256 } from '../../frontend/circle/protocol/signing'
import { u64 } from '../../frontend/circle/protocol/wire'
import { disclosed, mostChosen } from '../../frontend/circle/state/disclosing'
import { type Happened, heardFrom } from '../../frontend/circle/state/happened'
import { judge, type Judged, type Question, type Told } from '../../frontend/reports/judging'

const groupId = random(32)
const [bo, amira] = [random(16), random(16)]
const names = new Map([[toLetters(bo), 'Bo'], [toLetters(amira), 'Amira']])
const minute = 29_540_000

/** The house: it marks what it takes, and later says yes or no (docs/develop/sealed-objects.md). */
class House {
  readonly #key = random(32)
  readonly asked: Question[] = []

  async mark(at: { commitment: Bytes; group: Bytes; seq: number; epoch: number; sender: Bytes }): Promise<Bytes> {
    const key = await crypto.subtle.importKey('raw', this.#key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const said = joined(utf8('hearthside-frank-1'), at.commitment, await sha256(at.group), u64(at.seq), u64(at.epoch), await sha256(at.sender), u64(minute))
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, said))
  }

  answer = async (questions: readonly Question[]): Promise<readonly Told[]> => {
    this.asked.push(...questions)
    return Promise.all(questions.map(async (one): Promise<Told> => {
      const { member, seq, epoch, commitment } = one
      const mark = await this.mark({ commitment: fromLetters(commitment), group: groupId, seq, epoch, sender: fromLetters(member) })
      const genuine = toLetters(mark) === one.tag && one.minute === minute && one.frank === 1
      return { genuine, name: genuine ? (names.get(member) ?? '') : '' }
    }))
  }
}

async function heard(house: House, seq: number, from: Bytes, body: Body, group = groupId): Promise<Happened> {
  const written = writeBody(body)
  const opening = random(32)
  const commitment = await commitmentTo(opening, written)
  const mark = await house.mark({ commitment, group, seq, epoch: 3, sender: from })
  const proof = { written: toLetters(written), opening: toLetters(opening), commitment: toLetters(commitment), tag: toLetters(mark), frank: 1, epoch: 3 }
  return { seq, minute, ...heardFrom(from, body), proof }
}

const said = (text: string, id = random(16)): Body => ({ kind: 'said', id, text, note: '', images: [], days: 0 })
const idOf = (one: Happened): string => ('id' in one ? one.id : '')
const allOf = (...all: Happened[]): Set<string> => new Set(all.map(idOf))
const verdicts = (all: readonly Judged[]): string[] => all.map((one) => one.verdict)

async function aLead(id = 'lead'): Promise<{ pair: Pair; reader: Reader }> {
  const pair = await pairOf(random(32))
  return { pair, reader: { id, open: toLetters(pair.open) } }
}

async function through(all: readonly Disclosed[]): Promise<Disclosed[]> {
  const { pair, reader } = await aLead()
  const sealed = await sealReport(all, [reader], newTag())
  return openReport(sealed, pair, 'lead', sealed.keys[0]?.sealed ?? '')
}

test('what was chosen opens for each lead, is genuine, by name and in its order; nothing else comes along', async () => {
  const house = new House()
  const [first, second, third] = [await heard(house, 7, bo, said('unkind')), await heard(house, 8, amira, said('stop')), await heard(house, 9, bo, said('private'))]
  const leads = await Promise.all([aLead('one'), aLead('two')])

  const all = disclosed([third, second, first], allOf(first, second), groupId)
  const sealed = await sealReport(all, leads.map((one) => one.reader), newTag())

  for (const [at, { pair, reader }] of leads.entries()) {
    const opened = await openReport(sealed, pair, reader.id, sealed.keys[at]?.sealed ?? '')
    const judged = await judge(opened, toLetters(bo), house.answer)
    assert.deepEqual(judged.map((one) => [one.seq, one.verdict, one.who, one.isAbout, one.body && 'text' in one.body && one.body.text]), [
      [7, 'genuine', 'Bo', true, 'unkind'], [8, 'genuine', 'Amira', false, 'stop'],
    ])
  }
  // The house is asked about marks, and hears no word.
  assert(!JSON.stringify(house.asked).includes('unkind'))
  assert(!house.asked.some((one) => 'written' in one || 'opening' in one))
})

test('changed and taken back words come with what they were, by their own speaker alone', async () => {
  const house = new House()
  const one = await heard(house, 1, bo, said('unkind'))
  const about = fromLetters(idOf(one))
  const all = [
    one,
    await heard(house, 2, bo, { kind: 'edit', about, text: 'kind', note: '' }),
    await heard(house, 3, amira, { kind: 'edit', about, text: 'a lie', note: '' }),
    await heard(house, 4, amira, { kind: 'candle', about, lit: true }),
    await heard(house, 5, bo, { kind: 'withdraw', about }),
  ]

  const chosen = disclosed(all, allOf(one), groupId)

  assert.deepEqual(chosen.map((word) => word.seq), [1, 2, 5])
  assert.deepEqual(verdicts(await judge(await through(chosen), '', house.answer)), ['genuine', 'genuine', 'genuine'])
})

/** A message of Bo's from this number on, changed so often, then taken back. */
async function changed(house: House, from: number, times: number, letters: number): Promise<Happened[]> {
  const one = await heard(house, from, bo, said('unkind'))
  const about = fromLetters(idOf(one))
  const edits = await Promise.all(Array.from({ length: times }, (_, at) => heard(house, from + 1 + at, bo, { kind: 'edit', about, text: `${at} `.padEnd(letters, 'a'), note: '' })))
  return [one, ...edits, await heard(house, from + 1 + times, bo, { kind: 'withdraw', about })]
}

test('changed a hundred and fifty times it can be reported: first said, changed first and last, taken back', async () => {
  const house = new House()
  for (const letters of [8, 6000]) {
    const all = await changed(house, 1, 150, letters)

    const opened = await through(disclosed(all, allOf(all[0] as Happened), groupId))

    assert.deepEqual(opened.map((word) => word.seq), [1, 2, 151, 152])
    assert.deepEqual(verdicts(await judge(opened, toLetters(bo), house.answer)), Array(4).fill('genuine'))
  }
})

test('as many as may be chosen, each changed often, fit into one report, in their order', async () => {
  const house = new House()
  const each = await Promise.all(Array.from({ length: mostChosen }, (_, at) => changed(house, 1 + 100 * at, 30, 200)))

  const opened = await through(disclosed(each.flat().reverse(), allOf(...each.map((all) => all[0] as Happened)), groupId))

  assert.deepEqual(opened.map((word) => word.seq), each.flatMap((_, at) => [1, 2, 31, 32].map((seq) => seq + 100 * at)))
})

test('what this device cannot prove does not go along', async () => {
  const house = new House()
  const one = await heard(house, 1, bo, said('proven'))
  const { proof: _proof, ...bare } = await heard(house, 2, bo, said('bare'))
  const twin: Happened = { ...(await heard(house, 3, amira, said('in its place', fromLetters(idOf(one))))) }

  assert.deepEqual(disclosed([one, bare, twin], allOf(one, bare), groupId).map((word) => word.seq), [1])
})

test('i11 a changed letter, another name, another order, another circle: each is found out', async () => {
  const house = new House()
  const [first, second] = [await heard(house, 7, bo, said('unkind')), await heard(house, 8, amira, said('stop it'))]
  const [one, two] = disclosed([first, second], allOf(first, second), groupId) as [Disclosed, Disclosed]
  const other = random(32)
  const from = await heard(house, 7, bo, said('unkind'), other)
  const [elsewhere] = disclosed([from], allOf(from), other) as [Disclosed]
  const letter = one.written.slice()
  letter.set([(letter[letter.length - 8] ?? 0) ^ 1], letter.length - 8)
  const rewritten = writeBody(said('worse'))

  const forged: Record<string, Disclosed> = {
    'a changed letter': { ...one, written: letter },
    'other words and a new commitment': { ...one, written: rewritten, commitment: await commitmentTo(one.opening, rewritten) },
    'another opening': { ...one, opening: random(32) },
    'another name': { ...one, sender: amira },
    'a later place': { ...one, seq: 9 },
    'another minute': { ...one, minute: minute - 60 },
    'another turn of keys': { ...one, epoch: 4 },
    'another key of the house': { ...one, tag: tagOf(2, readTag(one.tag).mark) },
    'a mark made up': { ...one, tag: tagOf(1, random(32)) },
    'a mark of other words': { ...one, tag: two.tag },
    'a mark from another circle': elsewhere,
    'a mark from another circle under this name': { ...elsewhere, groupId },
  }

  for (const [what, word] of Object.entries(forged)) {
    const judged = await judge(await through([word]), toLetters(bo), house.answer)
    assert.deepEqual(judged.map(({ verdict, who, isAbout }) => [verdict, who, isAbout]), [['not genuine', '', false]], what)
  }
  const turned = await judge(await through([{ ...one, seq: two.seq }, { ...two, seq: one.seq }]), '', house.answer)
  assert.deepEqual(verdicts(turned), ['not genuine', 'not genuine'])
  assert.deepEqual(verdicts(await judge(await through([one, two]), '', house.answer)), ['genuine', 'genuine'])
})

test('a house that says yes to everything does not make altered words genuine; one that is silent says nothing', async () => {
  const house = new House()
  const first = await heard(house, 7, bo, said('unkind'))
  const [one] = disclosed([first], allOf(first), groupId) as [Disclosed]
  const yes = async (questions: readonly Question[]): Promise<Told[]> => questions.map(() => ({ genuine: true, name: 'Bo' }))
  const silent = async (): Promise<null> => null

  assert.deepEqual(verdicts(await judge([{ ...one, written: writeBody(said('worse')) }], '', yes)), ['not genuine'])
  assert.deepEqual(verdicts(await judge([one], '', silent)), ['not checked'])
  assert.deepEqual(verdicts(await judge([one], '', async () => [])), ['not genuine'])
})

test('a box opens with its own key, for its own report, for whom it was sealed', async () => {
  const house = new House()
  const first = await heard(house, 7, bo, said('unkind'))
  const all = disclosed([first], allOf(first), groupId)
  const [lead, other] = [await aLead('one'), await aLead('two')]
  const sealed = await sealReport(all, [lead.reader, other.reader], newTag())
  const [mine, theirs] = sealed.keys.map((one) => one.sealed) as [string, string]

  await assert.rejects(openReport(sealed, other.pair, 'one', mine), DoesNotOpen)
  await assert.rejects(openReport(sealed, lead.pair, 'two', mine), DoesNotOpen)
  await assert.rejects(openReport(sealed, lead.pair, 'one', theirs), DoesNotOpen)
  await assert.rejects(openReport({ ...sealed, tag: newTag() }, lead.pair, 'one', mine), DoesNotOpen)
  const bent = fromLetters(sealed.box)
  bent.set([(bent[900] ?? 0) ^ 1], 900)
  await assert.rejects(openReport({ ...sealed, box: toLetters(bent) }, lead.pair, 'one', mine), DoesNotOpen)
})

test('a report has one of three sizes, and says when it is too much', async () => {
  const house = new House()
  const { reader } = await aLead()
  const sizes: number[] = []
  for (const many of [1, 4, 12]) {
    const all = await Promise.all(Array.from({ length: many }, (_, at) => heard(house, at + 1, bo, said('a'.repeat(6000)))))
    sizes.push(fromLetters((await sealReport(disclosed(all, allOf(...all), groupId), [reader], newTag())).box).length)
  }
  const most = await Promise.all(Array.from({ length: 24 }, (_, at) => heard(house, at + 1, bo, said('a'.repeat(6000)))))

  assert.deepEqual(sizes, [16, 64, 128].map((size) => size * 1024 + 29))
  await assert.rejects(sealReport(disclosed(most, allOf(...most), groupId), [reader], newTag()), TooLong)
  await assert.rejects(sealReport([], [reader], newTag()), RangeError)
})
