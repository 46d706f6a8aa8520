/** "Kept on this device": the list of kept pages, drawn from the device alone. */
import { copyOf, part } from '../../kept/view/parts'
import { say, sentence } from '../../touches/words'
import { goesAt, type Heard, type Kept } from '../state/pages'
import { all, forgetAll, heard, isAble, isLeaving, lay, note, takeOff } from '../store/shelf'

type Taken = { readonly path: string; readonly on: number } & NonNullable<Awaited<ReturnType<typeof takeOff>>>
let taken: Taken | null = null

/** Say a moment as people do, on this device's own clock. */
export function sayDay(at: number): string {
  const said = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'long' })
  return said.format(new Date(at)).replace(',', '')
}

function show(name: string, shown: boolean): void {
  for (const one of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) one.hidden = !shown
}

function draw(one: Kept): HTMLElement {
  const line = copyOf('page-line')
  const link = part<HTMLAnchorElement>(line, 'page-link')
  link.href = one.path
  link.textContent = one.title
  const on = part(line, 'page-on')
  on.textContent = sentence(on, one.store === 'pages' ? 'words' : 'wordsMembers').replace('DAY', sayDay(one.on))
  part(line, 'page-named').textContent = `: ${one.title}`
  part(line, 'page-off').addEventListener('click', () => void takeOffTheList(one))
  return line
}

async function takeOffTheList(one: Kept): Promise<void> {
  const found = await takeOff(one.path)
  taken = found && { ...found, path: one.path, on: one.on }
  await showPage()
  tell('off')
  part(document, 'pages-undo').focus()
}

async function putBack(): Promise<void> {
  if (taken) await lay(taken.path, taken.page, taken.store, taken.on)
  taken = null
  await showPage()
  tell('back')
  part(document, 'pages').focus()
}

function tell(name: string): void {
  const words = name && sentence(part(document, 'pages'), name)
  show('pages-told', words !== '')
  part(document, 'pages-told-words').textContent = words
  if (words) say(words)
}

function sayUntil(now: Heard): void {
  const until = part(document, 'pages-until')
  until.textContent = sentence(until, 'words').replace('DAY', sayDay(now.at)).replace('UNTIL', sayDay(goesAt(now)))
}

/** Return what is kept and what was heard; null where this browser lets nobody keep anything. */
async function onTheShelf(): Promise<[readonly Kept[], Heard | null]> {
  if (!isAble()) return [[], null]
  try {
    return [await all(), await heard()]
  } catch (fault) {
    if (fault instanceof DOMException) return [[], null]
    throw fault
  }
}

/** Show the list as this device has it now. */
export async function showPage(): Promise<void> {
  if (isLeaving()) return
  const [kept, now] = await onTheShelf()
  const able = now !== null
  show('pages-unable', !able)
  show('pages-empty', able && kept.length === 0)
  show('pages-some', kept.length > 0)
  show('pages-undo', taken !== null)
  part(document, 'pages-list').replaceChildren(...kept.map(draw))
  if (!now) return
  sayUntil(now)
  show('pages-gone', now.gone > 0)
  show('pages-again', now.again.length > 0)
  // Said once: the next look says nothing of it.
  if (now.gone > 0) await note({ ...now, gone: 0 })
}

/** Arm what stands on the page once. */
export function openList(): void {
  part(document, 'pages').hidden = false
  part(document, 'pages-undo').addEventListener('click', () => void putBack())
  part(document, 'pages-forget').addEventListener('click', () => {
    forgetAll()
    taken = null
    void showPage().then(() => {
      tell('forgotten')
      part(document, 'pages').focus()
    })
  })
  void showPage()
}

/** On a kept page: say since when it lies here, and until when. Return it, where it is kept. */
export async function sayOfThisPage(): Promise<Kept | undefined> {
  const line = document.querySelector<HTMLElement>('[data-page-now]')
  if (!line || !isAble()) return undefined
  const one = (await all()).find(({ path }) => path === location.pathname)
  line.hidden = !one
  if (one) line.textContent = sentence(line, 'words').replace('DAY', sayDay(one.on)).replace('UNTIL', sayDay(goesAt(await heard())))
  return one
}
