/** The lock: title and clock, dim, deaf to a pocket; a slow press opens it again. */
import type { App } from './app'
import { onTap, part, show } from './page'

const slowMs = 900

export function wireLock(app: App): void {
  onTap('lock', () => {
    app.look({ locked: true })
    part('unlock').focus()
  })
  const open = (): void => {
    app.look({ locked: false })
    part('lock').focus()
  }
  const press = part('unlock')
  let pressing: number | undefined
  const letGo = (): void => {
    window.clearTimeout(pressing)
    press.classList.remove('unlock--pressed')
  }
  press.addEventListener('pointerdown', () => {
    press.classList.add('unlock--pressed')
    pressing = window.setTimeout(() => {
      letGo()
      open()
    }, slowMs)
  })
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) press.addEventListener(end, letGo)
  // A long press would bring up the browser's own menu.
  press.addEventListener('contextmenu', (event) => event.preventDefault())
  // A keyboard or a reader presses on purpose: no pocket sends a click without a finger.
  press.addEventListener('click', (event) => {
    if (event.detail === 0) open()
  })
}

export function drawLock(app: App): void {
  show('locked', app.shown.locked)
  part('whole').inert = app.shown.locked
  document.body.classList.toggle('evening--locked', app.shown.locked)
}

/** Keep the screen lit, when asked and as long as the page is looked at. */
export function wireAwake(): void {
  const wish = part<HTMLInputElement>('awake')
  if (!('wakeLock' in navigator)) return
  show('awake-wish', true)
  let held: WakeLockSentinel | null = null
  const settle = async (): Promise<void> => {
    if (wish.checked && document.visibilityState === 'visible') {
      // A phone low on power says no; then it dims as always.
      held = await navigator.wakeLock.request('screen').catch(() => null)
    } else {
      await held?.release()
      held = null
    }
  }
  wish.addEventListener('change', () => void settle())
  document.addEventListener('visibilitychange', () => void settle())
}
