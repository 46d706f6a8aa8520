/** The room of one meeting: opened, read and written in this page alone, and gone with it. */
import { fromLetters } from '../keys/secret/bytes'
import { brought, onTap, part } from '../keys/view/parts'
import { beginQuietly, type Open, openKey } from '../keys/view/steps'
import { beginKeys, type Came, comeBackIn, firstStep, knock, lookIn, wordsFor } from './keeping/coming'
import { Here } from './keeping/here'
import { eveningKey } from './meeting/private'
import { pause } from './post/live'
import { RoomServer, type RoomUrls, type Standing } from './post/room'
import { type Answer, Server } from './post/server'
import { memberOf } from './protocol/identity'
import { meet } from './room/conversing'
import { Tonight } from './room/tonight'
import { emptyDesk } from './store/desk'
import { shelfInMemory } from './store/memory'
import { hold, takeOver } from './store/one_tab'
import { say } from './view/parts'
import { type Screen, show, shownScreen } from './view/screens'
import { sentence } from './view/words'

interface Brought extends Standing {
  readonly csrf: string
  readonly urls: RoomUrls
}

const nowMinute = (): number => Math.floor(Date.now() / 60_000)
const lookEveryMs = 4_000
const screenFor: Readonly<Record<Exclude<Standing['stage'], 'open'>, Screen>> = {
  off: 'room-off', early: 'room-early', waiting: 'room-waiting', over: 'room-over', out: 'room-out',
}
const screenOf: Readonly<Record<Exclude<Came, 'in' | 'door'>, Screen>> = {
  later: 'circle-no-signal', 'signed out': 'circle-signed-out', refused: 'circle-refused',
}

class Coming {
  readonly #room: RoomServer
  readonly #urls: RoomUrls
  readonly #csrf: string

  constructor({ urls, csrf }: Brought) {
    this.#room = new RoomServer(urls, csrf)
    this.#urls = urls
    this.#csrf = csrf
  }

  /** Show where the meeting stands until its room is open; then ask whether to come in. */
  async wait(key: Open, first: Standing): Promise<void> {
    let stands: Answer<Standing> = first
    for (;;) {
      if (stands === 'signed out') return show('circle-signed-out')
      if (stands === 'not there') return show('room-over')
      if (stands !== 'no signal') {
        if (stands.stage === 'open') break
        if (stands.stage === 'waiting' && stands.part === 'holds') return this.#offerToOpen(stands)
        show(screenFor[stands.stage])
        if (stands.stage === 'over' || stands.stage === 'off' || stands.stage === 'out') return
      }
      await pause(lookEveryMs)
      stands = await this.#room.standing()
    }
    show('room-knock')
    part<HTMLFormElement>('room-knock-form').addEventListener('submit', (event) => {
      event.preventDefault()
      if (shownScreen() === 'room-knock') void this.#comeIn(key, stands as Standing)
    })
  }

  #offerToOpen({ opened }: Standing): void {
    show('room-open')
    const isHeld = opened !== undefined && opened !== ''
    part('room-open-first').hidden = isHeld
    const button = part<HTMLButtonElement>('room-open-now')
    button.hidden = !isHeld
    button.addEventListener('click', async () => {
      button.disabled = true
      const became = await this.#room.open()
      if (became === 'open') return location.reload()
      button.disabled = false
      const why = typeof became === 'string' ? '' : became.why
      say(part('room-open-why'), why || sentence('notDone'))
    })
  }

  async #comeIn(key: Open, stands: Standing): Promise<void> {
    const name = part<HTMLInputElement>('room-name').value.trim().normalize('NFC')
    const listens = part<HTMLInputElement>('room-just-listen').checked
    show('circle-moment')
    const lost = (): void => {
      here.stop('elsewhere')
      show('circle-elsewhere')
    }
    const mine = `${key.keyId}/${stands.circle}`
    const tonight = new Tonight(await eveningKey())
    let redraw = (): void => undefined
    const tools = {
      me: await memberOf(key.root, fromLetters(stands.drawn)), shelf: shelfInMemory(), server: new Server(this.#urls, this.#csrf), name, now: nowMinute,
      hasOneDevice: true, watch: tonight.watch.bind(tonight),
    }
    const here = new Here(tools, emptyDesk, [], () => redraw())
    onTap('circle-take-over', () => location.reload())
    if (!(await hold(mine, lost))) await takeOver(mine, lost)
    if (!(await this.#findIn(here, stands))) return
    show('circle-here')
    redraw = meet(here, stands.circle, tonight, this.#room, () => this.#ended())
    if (listens) void tonight.act({ kind: 'listen', on: true })
    onTap('circle-come-back', () => location.reload())
  }

  /** Find a way in; false where a screen says what became of it. */
  async #findIn(here: Here, stands: Standing): Promise<boolean> {
    const seat = await here.tools.server.sit(here.tools.me.memberId)
    if (seat === 'not there') return !(await this.#ended()) && this.#no('room-full')
    if (typeof seat === 'string') return this.#no(seat === 'no signal' ? 'circle-no-signal' : 'circle-signed-out')
    for (;;) {
      const state = await here.tools.server.state()
      if (typeof state === 'string') return this.#no(state === 'no signal' ? 'circle-no-signal' : state === 'signed out' ? 'circle-signed-out' : 'circle-removed')
      const first = firstStep(here, state)
      if (first === 'not open') {
        if (stands.part === 'holds' && (await beginKeys(here, 1)) === 'in') return true
        show('room-waiting')
        await pause(lookEveryMs)
        if (await this.#ended()) return false
        continue
      }
      const mlsId = fromLetters(state.mls_id)
      let came: Came = first === 'come back' ? await comeBackIn(here, mlsId) : 'door'
      if (came === 'door') came = await this.#atTheDoor(here, mlsId, stands)
      if (came === 'in') return true
      return came === 'door' ? false : this.#no(screenOf[came])
    }
  }

  async #atTheDoor(here: Here, mlsId: Parameters<typeof lookIn>[1], stands: Standing): Promise<Came> {
    const knocked = await knock(here)
    if (knocked !== 'door') return knocked
    part('circle-wait-five').textContent = (await wordsFor(here.mine)).join(' ')
    part('room-anew-part').hidden = stands.part !== 'holds'
    onTap('room-anew', async () => {
      if ((await this.#room.open(true)) === 'open') location.reload()
    })
    show('circle-wait')
    for (;;) {
      const came = await lookIn(here, mlsId)
      if (came === 'in' || came === 'signed out' || came === 'refused') return came
      say(part('circle-wait-said'), came === 'later' ? sentence('noSignal') : '')
      await pause(lookEveryMs)
      if (await this.#ended(stands.circle)) return 'door'
    }
  }

  #no(screen: Screen): false {
    show(screen)
    return false
  }

  /** Ask what became of the room; show it where it is not there any more. */
  async #ended(circle = ''): Promise<boolean> {
    const stands = await this.#room.standing()
    if (stands === 'no signal') return false
    if (typeof stands === 'string') {
      show(stands === 'signed out' ? 'circle-signed-out' : 'room-over')
      return true
    }
    if (stands.stage === 'open') {
      // Another room in the place of this one: knock there.
      if (circle !== '' && stands.circle !== circle) location.reload()
      return false
    }
    show(stands.stage === 'waiting' || stands.stage === 'early' ? 'room-over' : screenFor[stands.stage])
    return true
  }
}

async function run(key: Open, about: Brought): Promise<void> {
  for (const again of document.querySelectorAll('[data-again]')) again.addEventListener('click', () => location.reload())
  await new Coming(about).wait(key, about)
}

void openKey(beginQuietly).then((key) => run(key, brought<Brought>('room-brought')))
