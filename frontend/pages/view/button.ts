/** "Keep this for when there is no signal": the page goes onto this device, and nobody is told. */
import { sentence } from '../../touches/words'
import { bring } from '../post/bringing'
import { list, mostPages } from '../state/pages'
import { all, heard, isAble, isLeaving, note, takeOff, tidy } from '../store/shelf'

type Button = HTMLButtonElement
type Said = 'kept' | 'off' | 'full' | 'noSignal' | 'failed'

function pathOf(button: Button): string {
  return button.dataset['keepPage'] ?? ''
}

/** Keep a page and the list that leads to it; both, or neither. */
async function keep(path: string): Promise<Said> {
  if ((await all()).length >= mostPages) return 'full'
  await navigator.serviceWorker.register('/kept/keeper.js', { scope: list })
  const now = Date.now()
  const before = await heard()
  const became = await bring(path, now)
  const both = became === 'kept' ? await bring(list, now, 'pages') : became
  if (both !== 'kept') {
    await takeOff(path)
    await tidy()
    return both === 'no signal' ? 'noSignal' : 'failed'
  }
  // What was kept before is only as fresh as what we heard of it.
  if (before.at === 0) await note({ ...before, at: now })
  return 'kept'
}

async function press(button: Button): Promise<Said> {
  const path = pathOf(button)
  try {
    if (!(await all()).some((one) => one.path === path)) return await keep(path)
    await takeOff(path)
    await tidy()
    return 'off'
  } catch (fault) {
    // Storage is full or switched off.
    if (fault instanceof DOMException || fault instanceof TypeError) return 'failed'
    throw fault
  }
}

/** Show on every button whether its page is kept. */
export async function showWhatIsKept(): Promise<void> {
  const kept = new Set((await all()).map((one) => one.path))
  for (const button of document.querySelectorAll<Button>('button[data-keep-page]')) {
    const is = kept.has(pathOf(button))
    const box = button.closest<HTMLElement>('[data-page-box]')
    for (const one of box?.querySelectorAll<HTMLElement>('[data-when-kept]') ?? []) one.hidden = !is
    for (const one of box?.querySelectorAll<HTMLElement>('[data-when-not-kept]') ?? []) one.hidden = is
    if (box) box.hidden = false
  }
}

/** Let every button of this page keep its page, where the browser can. */
export function armButtons(): void {
  if (!isAble()) return
  for (const button of document.querySelectorAll<Button>('button[data-keep-page]')) {
    const box = button.closest<HTMLElement>('[data-page-box]')
    const said = box?.querySelector<HTMLElement>('[data-page-said]')
    let busy = false
    button.addEventListener('click', async () => {
      if (busy) return
      busy = true
      if (said) said.textContent = sentence(button, 'keeping')
      const became = await press(button)
      busy = false
      if (isLeaving()) return
      await showWhatIsKept()
      if (said) said.textContent = sentence(button, became)
    })
  }
  // Where storage is off the buttons stay hidden.
  void showWhatIsKept().catch(() => undefined)
}
