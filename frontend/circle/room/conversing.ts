/** A meeting as it goes on: words in their order, the ring as it stands, and what leaves sealed. */
import { random, toLetters } from '../../keys/secret/bytes'
import { part } from '../../keys/view/parts'
import { beginToHear, screenFor } from '../hearing'
import type { Here } from '../keeping/here'
import { readOn } from '../keeping/reading'
import { sayName } from '../keeping/saying'
import { finishTurning } from '../keeping/turning'
import { sending } from '../sending'
import { maySpeak } from '../meeting/ring'
import type { RoomServer } from '../post/room'
import { conversation } from '../state/conversation'
import type { Happened } from '../state/happened'
import { underway } from '../state/outbox'
import { listen } from '../view/aloud'
import { isAtEnd, showList, toEnd } from '../view/list'
import { say } from '../view/parts'
import { show } from '../view/screens'
import { dayOf, sentence } from '../view/words'
import { armWriting, putBack } from '../view/writing'
import { showRing } from '../view/room/ring'
import { armMine, showMine } from '../view/room/mine'
import { armLeading, showLeading } from '../view/room/leading'
import { showPeople } from '../view/room/people'
import { armPrivate, showPrivate } from '../view/room/private'
import { sayAloud } from '../view/room/aloud'
import { showDoor } from '../view/room/door'
import { wipe } from '../view/room/wipe'
import { lookAtTheDoor } from './door'
import { namesOf, withNames } from './names'
import type { Tonight } from './tonight'

const doorEveryMs = 6_000
/** Of the places at the foot of a phone, in pixels. */
const barHeight = 64

/** What the views may ask of the meeting. */
export interface Meeting {
  readonly here: Here
  readonly tonight: Tonight
  readonly room: RoomServer
  name(id: string): string
  redraw(): void
  /** Look at the door now. */
  look(): Promise<void>
}

/**
 * Begin to meet; returns what draws the page anew.
 *
 * ended -- asked what became of the room, where this device is told that it has no seat; shows it, and says whether it did.
 */
export function meet(here: Here, circleId: string, tonight: Tonight, room: RoomServer, ended: () => Promise<boolean>): () => void {
  let hasSignal = true
  let isDrawing = false
  const shown = (): Happened[] => withNames(here).filter((one) => !tonight.following.unheard.has(one.seq))

  function draw(): void {
    isDrawing = false
    if (document.documentElement.classList.contains('leaving')) return
    if (here.trouble !== '') {
      if (here.trouble === 'removed') return void whatBecame()
      return show(screenFor[here.trouble])
    }
    const items = conversation(shown(), underway(here.desk.outbox.filter(({ wish: { kind } }) => kind !== 'act'), here.mine), {
      mine: here.mine, wordsDays: here.wordsDays, now: here.tools.now(), dayOf,
    })
    const wasAtEnd = isAtEnd()
    showList(items, here.tools.now(), hands)
    listen(items)
    for (const view of [showRing, showMine, showLeading, showPeople, showPrivate, sayAloud]) view(meeting)
    say(part('circle-signal-said'), hasSignal ? '' : sentence('noSignal'))
    // The pen grows and shrinks with whose turn it is: the newest words stay above it.
    part('circle-end').style.scrollMarginBlockEnd = `${part('circle-write').offsetHeight + barHeight}px`
    if (wasAtEnd) toEnd()
  }
  const redraw = (): void => {
    if (isDrawing) return
    isDrawing = true
    requestAnimationFrame(draw)
  }
  let isGone = false
  async function whatBecame(): Promise<void> {
    if (isGone) return
    isGone = true
    wipe()
    tonight.forget()
    await here.forgetAll()
    if (!(await ended())) show('circle-removed')
  }

  const { send, asked, hands } = sending(here)
  async function look(): Promise<void> {
    showDoor(await lookAtTheDoor(here, room), meeting)
  }
  const meeting: Meeting = { here, tonight, room, name: (id) => namesOf(here).get(id) ?? '', redraw, look }

  async function introduce(): Promise<void> {
    if (here.trouble !== '') return
    await sayName(here)
    await tonight.sayKey()
    await send()
  }

  async function catchUp(): Promise<void> {
    await here.inTurn(async () => {
      await finishTurning(here)
      await readOn(here)
    })
    await introduce()
    await tonight.beginAnewIfNobodyKnows()
    await look()
  }

  armWriting({
    send: (text, note, what) => {
      if (what.kind === 'edit') return void asked({ kind: 'edit', about: what.message.id, text, note })
      const about = what.kind === 'reply' ? what.message.id : ''
      void asked({ kind: 'said', id: toLetters(random(16)), about, text, note }).then(toEnd)
    },
    draft: () => undefined,
    whyNot: () => {
      const { ring } = tonight.following
      return ring && maySpeak(ring, here.mine) ? '' : sentence(ring ? 'notNow' : 'finding')
    },
  })
  tonight.begin(here, send, redraw)
  tonight.givenBack = (words) => {
    putBack(words)
    say(part('circle-why'), sentence('movedOn'))
  }
  armMine(meeting)
  armLeading(meeting)
  armPrivate(meeting)
  beginToHear(here, circleId, { signal: (has) => void (hasSignal = has), catchUp, turned: introduce, redraw })
  draw()
  setInterval(() => {
    if (document.visibilityState === 'visible' && here.trouble === '') void look()
  }, doorEveryMs)
  return redraw
}
