/** Changing the keys: made here, written down, offered; the first for an epoch wins. */
import { toLetters } from '../../keys/secret/bytes'
import { accepted, type Changed, type Circle } from '../protocol/circle'
import { Refused } from '../protocol/refused'
import { pause } from '../post/live'
import type { Turning } from '../store/desk'
import { type Here, markOf } from './here'
import { readOn } from './reading'

export type Turned = 'done' | 'later' | 'refused' | 'stopped'
const mostTries = 8
const pauseMs = 400

export type Welcomes = Turning['welcomes']

/**
 * Offer a change, made anew from the newest keys as often as somebody was first.
 *
 * make -- throws Refused where the change makes no sense any more. In turn, by whoever calls.
 */
export async function turn(here: Here, make: (circle: Circle) => Promise<{ changed: Changed; welcomes?: (welcome: string) => Welcomes }>): Promise<Turned> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { circle } = here.desk
    if (!circle || here.trouble !== '') return 'stopped'
    let made: Awaited<ReturnType<typeof make>>
    try {
      made = await make(circle)
    } catch (fault) {
      if (fault instanceof Refused) return 'refused'
      throw fault
    }
    const { after, post } = made.changed
    const welcomes = post.welcome && made.welcomes ? made.welcomes(toLetters(post.welcome)) : []
    const turning: Turning = {
      after, mark: await markOf(post.frame), frame: post.frame, groupInfo: post.groupInfo, welcomes, isEntry: false,
    }
    await here.keep({ turning })
    const became = await offer(here, turning)
    if (became !== 'again') return became
    await pause(pauseMs * (tries + 1))
  }
  return 'later'
}

/** Offer what is written down, and read on: our own change comes back in the order. */
async function offer(here: Here, turning: Turning): Promise<Turned | 'again'> {
  const said = await here.tools.server.commit(turning)
  if (said === 'no signal') return 'later'
  if (said === 'signed out') {
    here.stop('signed out')
    return 'stopped'
  }
  if (said === 'refused') {
    await here.keep({ turning: null })
    return 'refused'
  }
  if (said === 'stale') await here.keep({ turning: null })
  const read = await readOn(here)
  if (read === 'stopped') return 'stopped'
  if (said === 'stale') return read === 'later' ? 'later' : 'again'
  return here.desk.turning === null ? 'done' : 'later'
}

/** Finish what a crash or a lost line left half done. */
export async function finishTurning(here: Here): Promise<void> {
  const { turning } = here.desk
  if (turning && !turning.isEntry && here.trouble === '') {
    const became = await offer(here, turning)
    if (became === 'again' || became === 'refused') await here.keep({ turning: null })
  }
}

/** Come in by one's own change: once it is in the order it counts, and nothing before it can be read. */
export async function enter(here: Here, changed: Changed): Promise<'in' | 'later' | 'again' | 'refused' | 'signed out'> {
  const { after, post } = changed
  const turning: Turning = {
    after, mark: await markOf(post.frame), frame: post.frame, groupInfo: post.groupInfo, welcomes: [], isEntry: true,
  }
  await here.keep({ turning })
  return settleEntry(here, turning)
}

export async function settleEntry(here: Here, turning: Turning): Promise<'in' | 'later' | 'again' | 'refused' | 'signed out'> {
  const said = await here.tools.server.commit(turning)
  if (said === 'no signal') return 'later'
  if (said === 'signed out') return said
  if (said === 'stale' || said === 'refused') {
    await here.keep({ turning: null })
    return said === 'stale' ? 'again' : 'refused'
  }
  const minute = here.tools.now()
  await here.keep(
    { circle: accepted(turning.after, minute), turning: null, seq: said.seq, saidName: '', outbox: here.desk.outbox.map((one) => ({ ...one, sealed: null, isKept: false })) },
    [{ seq: said.seq, minute, kind: here.happened.length > 0 ? 'back' : 'here' }],
  )
  return 'in'
}
