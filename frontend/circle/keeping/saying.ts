/** Saying something: sealed, written down, then sent; sent again, it is kept once. */
import { fromLetters, random, toLetters } from '../../keys/secret/bytes'
import { TooLong } from '../../keys/secret/padding'
import { epoch } from '../protocol/circle'
import { say } from '../protocol/speaking'
import { pause } from '../post/live'
import { bodyFor, type Wish } from '../state/happened'
import { changed, next, type Outgoing, queued } from '../state/outbox'
import { type Here, markOf } from './here'
import { readOn } from './reading'

/** Put it down to be said; it leaves when there is signal. */
export async function wish(here: Here, what: Wish): Promise<void> {
  const one: Outgoing = { once: toLetters(random(16)), wish: what, minute: here.tools.now(), sealed: null, isRefused: false, isKept: false }
  await here.inTurn(() => here.keep({ outbox: queued(here.desk.outbox, one) }))
}

/** Say our name to whoever has not heard it. */
export async function sayName(here: Here): Promise<void> {
  const { name } = here.tools
  if (here.desk.saidName === name || !here.desk.circle) return
  const isOnItsWay = here.desk.outbox.some(({ wish: { kind } }) => kind === 'name')
  await here.inTurn(() => here.keep({ saidName: name }))
  if (!isOnItsWay) await wish(here, { kind: 'name', text: name })
}

/** Send what waits, one after the other. Returns when the box is empty or there is no signal. */
export async function sendAll(here: Here): Promise<'sent' | 'later'> {
  for (let tries = 0; tries < 200; tries += 1) {
    const became = await here.inTurn(() => sendOne(here))
    if (became === 'empty' || here.trouble !== '') return 'sent'
    if (became === 'later') return 'later'
    if (became === 'again') await pause(200)
  }
  return 'later'
}

async function sendOne(here: Here): Promise<'empty' | 'sent' | 'again' | 'later'> {
  const { circle, outbox } = here.desk
  const one = next(outbox)
  if (!one || !circle || !here.live) return 'empty'
  const sealed = one.sealed?.epoch === epoch(circle) ? one.sealed : await seal(here, one)
  if (!sealed) return 'sent'
  const posted = await here.live.post(one.once, fromLetters(sealed.frame))
  if (posted === 'later') return 'later'
  if (posted === 'signed out') {
    here.stop('signed out')
    return 'empty'
  }
  if (posted === 'refused') {
    await here.keep({ outbox: changed(here.desk.outbox, one.once, { isRefused: true }) })
    return 'sent'
  }
  if (posted === 'gone') return stillIn(here)
  if (posted === 'stale') return (await readOn(here)) === 'later' ? 'later' : 'again'
  // It comes back on the line, in its order; then it is part of the conversation.
  await here.keep({ outbox: changed(here.desk.outbox, one.once, { isKept: true }) })
  return 'sent'
}

/** Seal and write down, before anything leaves: a key that was used is never used again. */
async function seal(here: Here, one: Outgoing): Promise<Outgoing['sealed']> {
  const { circle } = here.desk
  if (!circle) return null
  try {
    const said = await say(circle, bodyFor(one.wish))
    const sealed = {
      epoch: said.post.epoch, frame: toLetters(said.post.frame), mark: await markOf(said.post.frame),
      written: toLetters(said.body), opening: toLetters(said.opening), commitment: toLetters(said.post.commitment),
    }
    await here.keep({ circle: said.after, outbox: changed(here.desk.outbox, one.once, { sealed }) })
    return sealed
  } catch (fault) {
    if (!(fault instanceof TooLong || fault instanceof RangeError)) throw fault
    await here.keep({ outbox: changed(here.desk.outbox, one.once, { isRefused: true }) })
    return null
  }
}

async function stillIn(here: Here): Promise<'again' | 'empty' | 'later'> {
  const state = await here.tools.server.state()
  if (state === 'no signal') return 'later'
  if (state === 'signed out' || state === 'not there' || !state.is_in) {
    here.stop(state === 'signed out' ? 'signed out' : 'removed')
    return 'empty'
  }
  here.live?.renew()
  return 'again'
}
