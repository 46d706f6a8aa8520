/** Whenever there is signal: what was changed is fetched anew, what was taken back goes from this device. */
import { askMarks, bring } from './post/bringing'
import { type Again, changed, isOver, isTimeToAsk, list } from './state/pages'
import { everything, forgetAll, forgetMembers, hasAny, heard, isAble, isLeaving, note, takeOff, tidy } from './store/shelf'

/** Told to the document once something on the shelf is other than before. */
export const shelfChanged = 'hearthside:shelf'

/** Ask the house which pages hold; return whether any did not. atOnce -- also when we asked a moment ago. */
export async function check(now: number, atOnce: boolean): Promise<boolean> {
  const before = await heard()
  if (!atOnce && !isTimeToAsk(before, now)) return false
  const kept = await everything()
  if (kept.every((one) => one.path === list) && before.again.length === 0) {
    // The list may still offer to put the last one back.
    if (location.pathname !== list) await tidy()
    return endIfOver(isOver(before, now))
  }
  const marks = await askMarks()
  // No signal: what nothing was heard of for too long goes all the same.
  if (!marks) return endIfOver(isOver(before, now))
  const odd = changed(kept, marks)
  // First of all they go: what comes after may be cut short.
  for (const one of odd) await takeOff(one.path)
  const left: Again[] = []
  let gone = before.gone
  for (const { path, store } of [...before.again, ...odd]) {
    if (isLeaving()) return true
    const became = await bring(path, now, store)
    if (became === 'no signal') left.push({ path, store })
    else if (became === 'gone' && path !== list) gone += 1
  }
  if (isLeaving()) return true
  await note({ at: now, gone, again: left })
  await tidy()
  return odd.length > 0 || before.again.length > left.length
}

function endIfOver(over: boolean): boolean {
  if (over) forgetAll()
  return over
}

/** Check on opening any page of the house, and when signal comes back. */
export function checkWhatIsKept(): void {
  if (!isAble()) return
  if (document.body.dataset['signedIn'] === 'no') forgetMembers()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form instanceof HTMLFormElement && new URL(form.action).pathname === '/account/logout/') forgetMembers()
  }, { capture: true })
  const look = (): void => void lookOnce().catch(() => undefined)
  window.addEventListener('online', look)
  look()
}

async function lookOnce(): Promise<void> {
  if (!(await hasAny())) return
  if (await check(Date.now(), location.pathname.startsWith(list))) document.dispatchEvent(new Event(shelfChanged))
}
