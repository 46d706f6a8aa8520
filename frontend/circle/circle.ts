/** The circle of a group: opened, read and written in this browser alone. */
import { fromLetters } from '../keys/secret/bytes'
import { hasNoWayBack } from '../keys/store/drawer'
import { brought, onTap, part } from '../keys/view/parts'
import { beginQuietly, type Open, openKey } from '../keys/view/steps'
import { Here } from './keeping/here'
import { type Came, beginKeys, comeBackIn, firstStep, knock, lookIn, wordsFor } from './keeping/coming'
import { converse } from './conversing'
import { beginAt, Server, type State, type Urls } from './post/server'
import { pause } from './post/live'
import { memberOf } from './protocol/identity'
import { hold, takeOver } from './store/one_tab'
import { shelfFor } from './store/shelf'
import { say } from './view/parts'
import { type Screen, show, shownScreen } from './view/screens'
import { sentence } from './view/words'

/** What the page brings. circle -- empty where the group has none; drawn -- the circle's id, letters of 16 bytes. */
interface Brought {
  readonly circle: string
  readonly drawn: string
  readonly name: string
  readonly may_begin: boolean
  /** Of two or three: nobody looks after it, and nobody is taken out. */
  readonly is_line?: boolean
  readonly days: number
  /** Member ids whose words this person does not want to meet; letters. */
  readonly put_away?: readonly string[]
  readonly csrf: string
  readonly urls: Urls & { readonly begin: string }
}

const nowMinute = (): number => Math.floor(Date.now() / 60_000)
const lookEveryMs = 4_000

const screenFor: Readonly<Record<Exclude<Came, 'in' | 'door'>, Screen>> = {
  later: 'circle-no-signal', 'signed out': 'circle-signed-out', refused: 'circle-refused',
}

async function run(key: Open, about: Brought): Promise<void> {
  show('circle-moment')
  for (const again of document.querySelectorAll('[data-again]')) again.addEventListener('click', () => location.reload())
  if (about.circle === '') return offerToBegin(about)
  if (!key.stays) return show('circle-storage')
  let here: Here | undefined
  const lost = (): void => {
    here?.stop('elsewhere')
    show('circle-elsewhere')
  }
  // In the tab that lost it, using it here begins again from what the other wrote down.
  part('circle-take-over').addEventListener('click', () => here && location.reload())
  const mine = `${key.keyId}/${about.circle}`
  if (!(await hold(mine, lost))) {
    show('circle-elsewhere')
    await new Promise<void>((done) => part('circle-take-over').addEventListener('click', () => done(), { once: true }))
    show('circle-moment')
    await takeOver(mine, lost)
  }
  here = await sit(key, about)
}

function offerToBegin(about: Brought): void {
  if (!about.may_begin) return show('circle-closed')
  show('circle-begin')
  const button = part<HTMLButtonElement>('circle-begin-now')
  button.addEventListener('click', async () => {
    button.disabled = true
    const made = await beginAt(about.urls.begin, about.csrf, Number(part<HTMLSelectElement>('circle-begin-days').value) || about.days)
    // Somebody else who looks after the group may have been first: then it is there.
    if (typeof made !== 'string' || made === 'not there') return location.reload()
    button.disabled = false
    show(made === 'no signal' ? 'circle-no-signal' : 'circle-signed-out')
  })
}

async function sit({ root, keyId }: Open, about: Brought): Promise<Here | undefined> {
  const me = await memberOf(root, fromLetters(about.drawn).slice(0, 16))
  const server = new Server(about.urls, about.csrf)
  const shelf = await shelfFor(root, keyId, about.circle)
  const { desk, happened } = await shelf.read().catch(() => ({ desk: null, happened: [] }))
  if (!desk) {
    show('circle-storage')
    return undefined
  }
  let redraw = (): void => undefined
  const tools = { me, shelf, server, name: about.name, now: nowMinute }
  const here = new Here(tools, desk, happened, () => redraw())
  const seat = await server.sit(me.memberId)
  const state = typeof seat === 'string' ? seat : await server.state()
  if (state === 'signed out' || state === 'not there') {
    show(state === 'signed out' ? 'circle-signed-out' : desk.circle ? 'circle-removed' : 'circle-full')
    return here
  }
  if (state === 'no signal' && !here.desk.circle) {
    show('circle-no-signal')
    return here
  }
  if (state !== 'no signal' && !(await comeIn(here, state, about))) return here
  show('circle-here')
  const isLine = about.is_line ?? false
  redraw = await converse(here, { circleId: about.circle, isLine, putAway: new Set(about.put_away ?? []), mayChange: about.may_begin })
  await offerCode(keyId)
  onTap('circle-come-back', () => void comeBackHere(here))
  return here
}

async function offerCode(keyId: string): Promise<void> {
  part('circle-code').hidden = !(await hasNoWayBack(keyId))
}

/** Find a way in; returns false where a screen says what to do instead. */
async function comeIn(here: Here, state: State, about: Brought): Promise<boolean> {
  const mlsId = fromLetters(state.mls_id)
  const first = firstStep(here, state)
  if (first === 'read on') return true
  let came: Came
  if (first === 'not open') {
    if (!about.may_begin) return closed()
    came = await beginKeys(here, about.days)
    if (came === 'refused') location.reload()
  } else {
    came = first === 'come back' ? await comeBackIn(here, mlsId) : 'door'
    if (came === 'door') came = await waitAtTheDoor(here, mlsId)
  }
  if (came === 'in') return true
  if (came !== 'door') show(screenFor[came])
  return false
}

function closed(): boolean {
  show('circle-closed')
  return false
}

/** Wait until somebody lets this person in; the page may be closed meanwhile. */
async function waitAtTheDoor(here: Here, mlsId: Parameters<typeof lookIn>[1]): Promise<Came> {
  // Whoever was taken out begins again with nothing of before in the way.
  if (here.desk.circle || here.desk.turning) await here.keep({ circle: null, turning: null })
  const knocked = await knock(here)
  if (knocked !== 'door') return knocked
  part('circle-wait-five').textContent = (await wordsFor(here.mine)).join(' ')
  show('circle-wait')
  for (;;) {
    const came = await lookIn(here, mlsId)
    if (came === 'in' || came === 'signed out' || came === 'refused') return came
    say(part('circle-wait-said'), came === 'later' ? sentence('noSignal') : '')
    await pause(lookEveryMs)
    if (shownScreen() !== 'circle-wait') return 'door'
  }
}

/** After losing its place: come in again with the same key. */
async function comeBackHere(here: Here): Promise<void> {
  show('circle-moment')
  const state = await here.tools.server.state()
  if (typeof state === 'string') return show(state === 'signed out' ? 'circle-signed-out' : state === 'no signal' ? 'circle-no-signal' : 'circle-removed')
  if (!state.is_in) return show('circle-removed')
  here.trouble = ''
  await here.keep({ turning: null })
  const came = await comeBackIn(here, fromLetters(state.mls_id))
  if (came === 'in') location.reload()
  else show(came === 'door' ? 'circle-removed' : screenFor[came])
}

void openKey(beginQuietly).then((key) => run(key, brought<Brought>('circle-brought')))
