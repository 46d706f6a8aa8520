/** The conversation as it goes on: what comes in is read in its order, what is written leaves in its. */
import { part } from '../keys/view/parts'
import { circleWords } from './protocol/circle_words'
import { beginToHear, screenFor } from './hearing'
import type { Here } from './keeping/here'
import { letIn, lookAfter, lookAtTheDoor, takeOut } from './keeping/door'
import { agreeOnLasting, changeLasting } from './keeping/lasting'
import { letTakenBackGo, opened } from './keeping/pictures'
import { readOn } from './keeping/reading'
import { sayName } from './keeping/saying'
import { finishTurning } from './keeping/turning'
import { wordsFor } from './keeping/coming'
import { penOf } from './pen'
import { sending } from './sending'
import { conversation, type Item } from './state/conversation'
import { find } from './state/finding'
import { called, namesIn } from './state/names'
import { underway } from './state/outbox'
import { listen } from './view/aloud'
import { armFinding } from './view/finding'
import { showList, toEnd } from './view/list'
import { armLasting, showLasting } from './view/lasting'
import { type Hands } from './view/message'
import { type Keeper, showDoor, showPeople } from './view/people'
import { say } from './view/parts'
import { openReporting } from './reporting'
import { show } from './view/screens'
import { armWriting, putBack } from './view/writing'
import { dayOf, sentence } from './view/words'

const doorEveryMs = 10_000

/** Which conversation. isLine -- nobody is shown as looking after it; putAway -- member ids whose words this person does not want to meet. */
export interface Which {
  readonly circleId: string
  readonly isLine: boolean
  readonly putAway: ReadonlySet<string>
  /** They look after the group for the house, too. */
  readonly mayChange: boolean
}

/** Begin to converse; returns what draws the page anew. */
export async function converse(here: Here, { circleId, isLine, putAway, mayChange }: Which): Promise<() => void> {
  let hasSignal = true
  let isDrawing = false
  let five: readonly string[] = []
  let fiveOf = -1

  const items = (): Item[] =>
    conversation(here.happened, underway(here.desk.outbox, here.mine), { mine: here.mine, wordsDays: here.wordsDays, now: here.tools.now(), dayOf, putAway })

  async function draw(): Promise<void> {
    isDrawing = false
    if (document.documentElement.classList.contains('leaving')) return
    if (here.trouble !== '') return show(screenFor[here.trouble])
    const now = items()
    showList(now, here.tools.now(), hands)
    listen(now)
    const { circle } = here.desk
    if (circle && here.desk.seq !== fiveOf) [five, fiveOf] = [await circleWords(circle), here.desk.seq]
    const names = namesIn(here.happened)
    showLasting(here.wordsDays)
    const looks = new Set(here.facilitators)
    const people = here.members.map((id) => ({ id, name: called(names, id), isMe: id === here.mine, looksAfter: !isLine && looks.has(id) }))
    showPeople(people, five, here.isFacilitator && !isLine ? keeper : null)
    say(part('circle-signal-said'), hasSignal ? '' : sentence('noSignal'))
  }
  const redraw = (): void => {
    if (isDrawing) return
    isDrawing = true
    requestAnimationFrame(() => void draw())
  }

  const { send, asked, hands: own } = sending(here)
  const hands: Hands = {
    ...own,
    report: (message) => openReporting(here, message, items()),
    openPicture: (picture) => opened(here, picture),
    drop: (message) => {
      own.drop(message)
      for (const { where } of message.pictures) void here.tools.server.takePictureBack(where)
    },
    takeBack: (message) => void asked({ kind: 'withdraw', about: message.id }).then(() => letTakenBackGo(here)),
  }
  const notNow = new Set<string>()
  const keeper: Keeper = {
    letIn: async (one) => (await letIn(here, one)) === 'done' && (await door(), true),
    notNow: (one) => void notNow.add(one.member),
    takeOut: async (id) => (await takeOut(here, id)) === 'done',
    lookAfter: async (id, looks) => (await lookAfter(here, id, looks)) === 'done',
  }

  async function door(): Promise<void> {
    const seats = (await lookAtTheDoor(here)).filter(({ member }) => !notNow.has(member))
    const waiting = await Promise.all(seats.map(async (one) => ({ ...one, words: await wordsFor(one.member) })))
    showDoor(waiting, keeper)
  }

  async function catchUp(): Promise<void> {
    await here.inTurn(async () => {
      await finishTurning(here)
      await readOn(here)
    })
    await here.tidy()
    await sayMyself()
    await letTakenBackGo(here)
    if (mayChange && !isLine) await agreeOnLasting(here)
    if (here.trouble === '') await door()
  }

  async function sayMyself(): Promise<void> {
    if (here.trouble !== '') return
    await sayName(here)
    await send()
  }

  armWriting(penOf(here, asked))
  if (mayChange && here.isFacilitator && !isLine) armLasting(async (days) => (await changeLasting(here, days)) === 'done')
  armFinding((typed) => find(items(), typed))
  putBack(await here.tools.shelf.readDraft())

  beginToHear(here, circleId, { signal: (has) => void (hasSignal = has), catchUp, turned: sayMyself, redraw })
  await draw()
  // The end is where the conversation is; where somebody had scrolled to last time is not.
  history.scrollRestoration = 'manual'
  toEnd()
  setInterval(() => {
    if (document.visibilityState !== 'visible' || here.trouble !== '') return
    void door()
    // Words go, and a new day begins, while the page is open.
    void here.tidy().then(redraw)
  }, doorEveryMs)
  return redraw
}
