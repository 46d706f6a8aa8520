/** Leave now: one tap, or Shift alone three times. First the screen is empty, then we go. */
import { forgetChoices } from '../choices/device'
import { forgetUnlessItStays } from '../kept/store/device'
import { lockIfOpen } from '../keys/store/lock'
import { forgetAll as forgetPages } from '../pages/store/shelf'
import { forgetAll } from './memory'
import { say, sentence } from './words'

const pressesWanted = 3
const windowMs = 5_000

/** What the keyboard has told us so far. */
export interface Presses {
  /** When Shift was pressed and let go alone, in milliseconds, oldest first. */
  readonly at: readonly number[]
  /** Shift is down, and nothing else was touched since. */
  readonly alone: boolean
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export const noPresses: Presses = { at: [], alone: false }

/** Shift went down. A key held down repeats itself: that is still one press. */
export function shiftDown(before: Presses, repeated: boolean): Presses {
  return repeated ? before : { ...before, alone: true }
}

/** Shift came up: it counts only when it was alone, so that typing HELLO never leaves. */
export function shiftUp(before: Presses, now: number): Presses {
  if (!before.alone) return noPresses
  const recent = before.at.filter((moment) => now - moment < windowMs)
  return { at: [...recent, now], alone: false }
}

/** Empty the screen before anything else: the network may be slow, the person behind you is not. */
function blank(): void {
  document.documentElement.classList.add('leaving')
  // An empty title would make the tab show the address instead.
  document.title = '\u00a0'
  // The style may not have come yet, on a line as slow as the one this is for.
  document.body.style.setProperty('display', 'none', 'important')
  for (const field of document.querySelectorAll<Field>('input, textarea, select')) {
    // Not reset(): that would bring back what the page came with.
    field.value = ''
    if (field instanceof HTMLInputElement) field.checked = false
  }
}

/** Other tabs and windows of this house on the same browser. */
const others = 'BroadcastChannel' in window ? new BroadcastChannel('leave') : null

/**
 * Say that somebody left before we ask to leave: where there is no signal that request is lost,
 * and the next one, a Back or a reload, then shows nothing and ends the session.
 */
function sayLeft(): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `q=1; Max-Age=${12 * 3600}; Path=/; SameSite=Lax${secure}`
}

function leave(link: HTMLAnchorElement): void {
  const address = link.href
  blank()
  sayLeft()
  // Before we go: its first step is done in this very moment, whatever becomes of this page.
  lockIfOpen()
  forgetPages()
  forgetChoices()
  others?.postMessage('')
  location.replace(address)
  forgetAll()
  forgetUnlessItStays()
}

function light(count: number): void {
  const lights = document.getElementById('lights')
  if (!lights) return
  lights.hidden = count === 0
  lights.querySelectorAll('.light').forEach((one, place) => {
    one.classList.toggle('light--lit', place < count)
  })
}

function listenForShift(link: HTMLAnchorElement): void {
  let presses = noPresses
  let forgetting: number | undefined
  const forget = (): void => {
    presses = noPresses
    light(0)
    say('')
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Shift') presses = shiftDown(presses, event.repeat)
    else if (presses !== noPresses) forget()
  })
  document.addEventListener('pointerdown', () => {
    if (presses !== noPresses) forget()
  })
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') return
    presses = shiftUp(presses, event.timeStamp)
    const count = presses.at.length
    light(count)
    if (count >= pressesWanted) return leave(link)
    if (count > 0) say(sentence(link, count === 1 ? 'twoMore' : 'oneMore'))
    window.clearTimeout(forgetting)
    forgetting = window.setTimeout(forget, windowMs)
  })
}

/** Arm the button and the keyboard, and let no page come back out of the browser's memory. */
export function leaveNow(): void {
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    blank()
    location.reload()
  })
  const link = document.querySelector<HTMLAnchorElement>('a[data-leave]')
  if (!link) return
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave(link)
  })
  // Whoever comes in must not find the house in the tab beside.
  others?.addEventListener('message', () => {
    blank()
    sayLeft()
    forgetAll()
    location.replace(link.href)
  })
  listenForShift(link)
}
