/** Reading on: every frame in its order, each written down before the next is looked at. */
import { toLetters } from '../../keys/secret/bytes'
import { accepted, type Circle, devices, epoch } from '../protocol/circle'
import type { Identity } from '../protocol/identity'
import { newest } from '../protocol/charter'
import { Refused } from '../protocol/refused'
import { type Taken, takeIn } from '../protocol/taking_in'
import type { Frame } from '../post/server'
import { bodyFor, type Happened, heardFrom, type Line } from '../state/happened'
import { confirmed, reopened } from '../state/outbox'
import { type Here, markOf } from './here'

/** stopped -- a trouble says why. later -- no signal: what came so far is kept. */
export type Read = 'up to date' | 'later' | 'stopped'

/** Ask for everything since the last number, until there is no more. */
export async function readOn(here: Here): Promise<Read> {
  for (;;) {
    if (here.trouble !== '' || !here.desk.circle) return 'stopped'
    const said = await here.tools.server.frames(here.desk.seq)
    if (said === 'no signal') return 'later'
    if (said === 'signed out') return stop(here, 'signed out')
    if (said === 'not there') return stop(here, 'removed')
    for (const frame of said.frames) {
      if ((await takeOne(here, frame)) === 'stopped') return 'stopped'
    }
    if (!said.more) return 'up to date'
  }
}

function stop(here: Here, why: 'signed out' | 'removed' | 'out of step'): 'stopped' {
  here.stop(why)
  return 'stopped'
}

/** Take in the next frame; numbers between may be missing where words are over. */
export async function takeOne(here: Here, frame: Frame): Promise<'taken' | 'stopped'> {
  const { desk } = here
  if (frame.seq <= desk.seq) return 'taken'
  if (!desk.circle) return 'stopped'
  const mark = await markOf(frame.frame)
  if (frame.kind === 'commit' && desk.turning?.mark === mark) {
    const circle = accepted(desk.turning.after, frame.minute)
    await putInPlace(here, circle, frame, differences(desk.circle, circle))
    return 'taken'
  }
  const own = confirmed(desk.outbox, mark)
  if (own.one?.sealed) {
    await here.keep({ outbox: own.box, seq: frame.seq }, [mineKept(here, frame, own.one)])
    return 'taken'
  }
  let taken: Taken
  try {
    taken = await takeIn(desk.circle, { kind: frame.kind === 'word' ? 'words' : 'commit', frame: frame.frame, minute: frame.minute })
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    // A change this device does not accept: from here on it would read nothing.
    if (frame.kind === 'commit') return stop(here, 'out of step')
    await here.keep({ seq: frame.seq }, [{ seq: frame.seq, minute: frame.minute, kind: 'lost', from: '' }])
    return 'taken'
  }
  if (taken.kind === 'out') {
    await here.keep({ circle: taken.circle, seq: frame.seq })
    return stop(here, 'removed')
  }
  if (taken.kind === 'changed') {
    const again: Line[] = taken.what.entered === 'again' ? [{ kind: 'again', who: idOf(taken.what.by) }] : []
    await putInPlace(here, taken.circle, frame, [...again, ...differences(desk.circle, taken.circle)])
    return 'taken'
  }
  await here.keep({ circle: taken.circle, seq: frame.seq }, [wordOf(frame, taken)])
  return 'taken'
}

function mineKept(here: Here, frame: Frame, one: NonNullable<ReturnType<typeof confirmed>['one']>): Happened {
  const said = heardFrom(here.tools.me.memberId, bodyFor(one.wish))
  const at = { seq: frame.seq, minute: frame.minute }
  if (!one.sealed) return { ...at, ...said }
  const { written, opening, commitment } = one.sealed
  return { ...at, ...said, proof: { written, opening, commitment, tag: frame.tag, frank: frame.frank, epoch: frame.epoch } }
}

function wordOf(frame: Frame, taken: Exclude<Taken, { kind: 'changed' } | { kind: 'out' }>): Happened {
  const at = { seq: frame.seq, minute: frame.minute }
  if (taken.kind === 'said') {
    const { written, opening, commitment } = taken
    const proof = {
      written: toLetters(written), opening: toLetters(opening), commitment: toLetters(commitment),
      tag: frame.tag, frank: frame.frank, epoch: frame.epoch,
    }
    return { ...at, ...heardFrom(taken.from.memberId, taken.body), proof }
  }
  return { ...at, kind: 'lost', from: taken.kind === 'dropped' ? toLetters(taken.from.memberId) : '' }
}

/** Put new keys in place. Whoever came has not heard our name, and what was sealed with the old keys is sealed again. */
async function putInPlace(here: Here, circle: Circle, frame: Frame, news: readonly Line[]): Promise<void> {
  const first = news[0]
  const someoneCame = news.some((one) => one.kind === 'came' || one.kind === 'again')
  await here.keep(
    {
      circle, seq: frame.seq, turning: null, outbox: reopened(here.desk.outbox, epoch(circle)),
      ...(someoneCame ? { saidName: '' } : {}),
    },
    // One thing for one number: a change that brings several says the first, and the list of people says all.
    first ? [{ seq: frame.seq, minute: frame.minute, ...first }] : [],
  )
}

const idOf = (one: Identity): string => toLetters(one.memberId)

/** Return what a change did to who is here, in the order it is said. */
function differences(before: Circle, after: Circle): Line[] {
  const [was, is] = [before, after].map((one) => new Set(devices(one).map(idOf))) as [Set<string>, Set<string>]
  const [looked, looks] = [before, after].map(lookers) as [Set<string>, Set<string>]
  const lines = (kind: 'came' | 'left' | 'looks after' | 'no longer looks after', from: Set<string>, others: Set<string>): Line[] =>
    [...from].filter((who) => !others.has(who)).map((who) => ({ kind, who }))
  const [had, has] = [before, after].map((one) => newest(one.standing.charter).wordsDays) as [number, number]
  return [
    ...(had === has ? [] : [{ kind: 'lasts' as const, days: has }]), ...lines('came', is, was), ...lines('left', was, is),
    ...lines('looks after', looks, looked), ...lines('no longer looks after', looked, looks),
  ]
}

/** Return who may let others in and out: those the charter names who are here. */
function lookers(circle: Circle): Set<string> {
  const keys = new Set(newest(circle.standing.charter).facilitators.map(toLetters))
  return new Set(devices(circle).filter((one) => keys.has(toLetters(one.memberKey))).map(idOf))
}
