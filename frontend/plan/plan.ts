/** My plan: written and read in this browser, sealed before it is kept anywhere. */
import { TooLong } from '../keys/secret/padding'
import { brought, onTap, part, tell } from '../keys/view/parts'
import { type Open, openKey } from '../keys/view/steps'
import { makeReady } from './keeper/asking'
import { keepHere, sync, type Urls } from './post/syncing'
import { blank, leaveOut, merge, type Plan, samePlan, takeIn, write } from './state/plan'
import { type Shelf, shelfFor } from './store/shelf'
import { arm, draw, type Hands, say } from './view/page'

interface Brought {
  readonly urls: Urls
  readonly files: readonly string[]
}

const writeAfterMs = 250
const sendAfterMs = 1_200

const isLeaving = (): boolean => document.documentElement.classList.contains('leaving')

/** Run once it is quiet for so long; a second call waits anew. */
function settled(ms: number, act: () => Promise<void>): () => void {
  let waiting: number | undefined
  return () => {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(() => void act(), ms)
  }
}

async function run({ root, keyId }: Open, { urls, files }: Brought): Promise<void> {
  const shelf = await shelfFor(root, keyId)
  const other = new BroadcastChannel('plan')
  // What this tab last agreed on with the device, and what stands in it now.
  let [from, now]: [Plan, Plan] = [blank, blank]

  async function write_down(): Promise<void> {
    if (isLeaving()) return
    const wrote = now
    try {
      const kept = await keepHere(shelf, from, wrote)
      const changed = !samePlan(kept, from)
      // Typed on meanwhile: those letters go on top of what came back.
      now = merge(wrote, now, kept)
      from = kept
      if (changed) other.postMessage('changed')
      if (!isLeaving()) draw(now, hands)
    } catch (fault) {
      if (!(fault instanceof TooLong)) throw fault
      say('tooLong')
    }
  }

  async function send(): Promise<void> {
    if (isLeaving()) return
    const became = await trySync(shelf, urls, keyId)
    await write_down()
    say(became === 'kept' ? 'both' : became === 'signed out' ? 'signedOut' : became === 'refused' ? 'refused' : 'here')
  }

  const sendSoon = settled(sendAfterMs, send)
  const keepSoon = settled(writeAfterMs, async () => {
    await write_down()
    sendSoon()
  })
  const change = (next: Plan, soon = true): void => {
    now = next
    // What it said of the words before does not hold for these.
    tell('plan-said', '')
    if (soon) keepSoon()
  }
  const hands: Hands = {
    write: (card, text) => change(write(now, card, text)),
    takeIn: (card, words) => {
      const next = takeIn(now, card, words)
      if (next === now) return say('noRoom')
      change(next)
      draw(now, hands)
    },
    leaveOut: (card, words) => {
      change(leaveOut(now, card, words))
      draw(now, hands)
    },
  }

  arm(hands)
  armDeleting(shelf, {
    was: () => now,
    set: (next) => {
      from = now = next
      draw(now, hands)
      other.postMessage('changed')
    },
    back: (next) => {
      change(next, false)
      draw(now, hands)
      keepSoon()
    },
  })
  other.addEventListener('message', () => void write_down())
  window.addEventListener('online', () => void send())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void send()
    else void write_down()
  })
  await write_down()
  part('plan').hidden = false
  await send()
  await makeReady(files)
}

async function trySync(shelf: Shelf, urls: Urls, keyId: string): ReturnType<typeof sync> {
  try {
    return await sync(shelf, urls, keyId)
  } catch (fault) {
    if (fault instanceof TooLong) return 'refused'
    // What is on the server does not open with our key: it is another key's by now.
    if (fault instanceof Error) return 'refused'
    throw fault
  }
}

interface Deleting {
  was(): Plan
  set(next: Plan): void
  back(next: Plan): void
}

/** Delete in one step, here and on the server; one tap brings it back while the page is open. */
function armDeleting(shelf: Shelf, plan: Deleting): void {
  let before = blank
  const form = part<HTMLFormElement>('plan-delete-form')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    before = plan.was()
    const kept = await shelf.read()
    await shelf.forget()
    plan.set(blank)
    const gone = await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' }).then(
      (answer) => answer.type === 'opaqueredirect', () => false,
    )
    // Without signal the wish is kept, so that the next word with the server carries it out.
    if (!gone) await shelf.write({ ...kept, mine: blank })
    say(gone ? 'deleted' : 'deletedHere')
    part('plan-undo').hidden = false
    part('plan-undo').focus()
  })
  onTap('plan-undo', () => {
    part('plan-undo').hidden = true
    plan.back(before)
    say('back')
    part('plan-well').focus()
  })
}

void openKey().then((key) => run(key, brought<Brought>('plan-brought')))
