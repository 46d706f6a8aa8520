/** The running screen: one dim page on a facilitator's phone, from "make ready" to close. */
import { leaveNow } from '../touches/leave_now'
import { takeFromAddress } from './hand/picture'
import { letGo } from './keeper/asking'
import { trustOnlyTheKeeper } from './keeper/trusted'
import { running, type Running } from './running'
import { phase } from './state/phone'
import { shelfFor } from './store/shelf'
import { brought, type Tonight, type Words } from './view/brought'
import { onTap, show } from './view/page'
import { draw, wire } from './view/screen'

// First of all: what came behind the # leaves the address before anything else happens.
const picture = takeFromAddress(location, history)
trustOnlyTheKeeper()
leaveNow()

const tickMs = 15_000
const talkMs = 60_000

/** Leave now means now: the evening goes with everything else, signal or not. */
function forgetOnLeaving(id: string): void {
  const html = document.documentElement
  new MutationObserver(() => {
    if (!html.classList.contains('leaving')) return
    // The browser may be clearing all of it under us already, which is all we want.
    void shelfFor(id).forget().catch(() => undefined)
    void letGo().catch(() => undefined)
  }).observe(html, { attributes: true, attributeFilter: ['class'] })
}

function keepTime(app: Running): void {
  window.setInterval(() => draw(app), tickMs)
  window.setInterval(() => {
    if (document.visibilityState === 'visible') void app.talk()
  }, talkMs)
  window.addEventListener('online', () => void app.talk().then(() => tryPicture(app)))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    draw(app)
    void app.talk()
  })
}

async function tryPicture(app: Running): Promise<void> {
  if (app.shown.picture) await app.openPicture()
}

async function run(tonight: Tonight): Promise<void> {
  show('phase-twice', false)
  const app = await running(tonight, brought<Words>('words'), picture, draw)
  wire(app)
  draw(app)
  keepTime(app)
  await app.talk()
  await tryPicture(app)
  // Once open, a phone that was not made ready is made ready now.
  if (!app.ended && phase(app.kept) === 'open' && !app.shown.ready) await app.getReady()
}

/** One tab runs the evening. A picture just scanned wins over a tab left open before. */
function alone(tonight: Tonight, steal: boolean): void {
  const lock = `evening ${tonight.id}`
  const how: LockOptions = steal ? { steal: true } : { ifAvailable: true }
  navigator.locks.request(lock, how, async (held) => {
    if (!held) return show('phase-twice', true)
    await run(tonight)
    // Held until the page goes, or another tab takes it.
    return new Promise<void>(() => undefined)
  }).catch((fault: unknown) => {
    // Another tab took it: this one begins anew, and finds that it is not alone.
    if (fault instanceof DOMException && fault.name === 'AbortError') return location.reload()
    throw fault
  })
}

const able = window.isSecureContext && 'subtle' in crypto && 'indexedDB' in window && 'locks' in navigator
show('phase-waiting', false)
if (able) {
  const tonight = brought<Tonight>('evening')
  forgetOnLeaving(tonight.id)
  onTap('go-on-here', () => alone(tonight, true))
  alone(tonight, picture !== '')
} else {
  show('phase-cannot', true)
}
