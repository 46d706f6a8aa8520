/** The page of kept groups. It reads and writes this device and asks the house for nothing. */
import * as state from '../state/kept'
import type { Kept } from '../state/kept'
import { change, forgetAll, look, type Looked, whenChanged } from '../store/device'
import { say, sentence } from '../../touches/words'
import { draw, fill, type Hands } from './card'
import { part } from './parts'

type Undo = (kept: Kept) => Kept
let undo: Undo | null = null

/** Show the page as the device has it now. */
export function showPage(): void {
  const found = look()
  if ('trouble' in found && found.trouble === 'off') return show(found, [])
  show(found, 'kept' in found ? found.kept.groups : [])
}

function show(found: Looked, groups: readonly state.Group[]): void {
  const kept = 'kept' in found ? found.kept : state.nothing
  const trouble = 'trouble' in found ? found.trouble : ''
  for (const one of document.querySelectorAll<HTMLElement>('[data-trouble]')) one.hidden = one.dataset['trouble'] !== trouble
  part(document, 'kept-empty').hidden = trouble !== '' || groups.length > 0
  part(document, 'kept-some').hidden = groups.length === 0
  part(document, 'kept-leaving').hidden = groups.length === 0 && !kept.staysBehind && trouble !== 'unreadable'
  part(document, 'kept-shared').hidden = groups.length === 0
  part(document, 'kept-forget').hidden = groups.length === 0 && trouble !== 'unreadable'
  for (const one of document.querySelectorAll<HTMLElement>('[data-kept-send]')) one.hidden = groups.length === 0
  const tried = state.tried(kept)
  const count = part(document, 'kept-tried')
  count.textContent = sentence(count, `tried${tried}`)
  part<HTMLInputElement>(document, 'stays-behind').checked = kept.staysBehind
  layOut(groups, tried)
  part(document, 'undo').hidden = undo === null
}

/** Keep each card where it is, so that nothing jumps and nothing half written is lost. */
function layOut(groups: readonly state.Group[], tried: number): void {
  const list = part(document, 'kept-list')
  const cards = new Map([...list.children].map((card) => [(card as HTMLElement).dataset['id'], card as HTMLElement]))
  let before: Element | null = null
  for (const group of groups) {
    const card = cards.get(group.id) ?? draw(group.id, hands)
    cards.delete(group.id)
    fill(card, group, tried, hands)
    const next: Element | null = before ? before.nextElementSibling : list.firstElementChild
    if (next !== card) list.insertBefore(card, next)
    before = card
  }
  for (const gone of cards.values()) gone.remove()
}

/** Change the list, say what came of it, and offer the way back. */
function act(into: (kept: Kept) => Kept, said: string, back: Undo | null = null): boolean {
  const found = change(into)
  undo = 'kept' in found ? back : null
  showPage()
  tell('kept' in found ? said : 'failed')
  return 'kept' in found
}

/** Say one of the page's sentences, to eyes and ears; an empty name takes the last one away. */
function tell(name: string): void {
  const words = name && sentence(part(document, 'kept'), name)
  part(document, 'told').hidden = !words
  part(document, 'told-words').textContent = words
  if (words) say(words)
}

const hands: Hands = {
  tryIt: (id, wanted) => void act((kept) => state.wantToTry(kept, id, wanted), ''),
  takeOff(id) {
    const found = look()
    const kept = 'kept' in found ? found.kept : state.nothing
    const at = kept.groups.findIndex((group) => group.id === id)
    const group = kept.groups[at]
    act((now) => state.takeOff(now, id), 'takenOff', group ? (now) => state.putBack(now, group, at) : null)
    part(document, 'undo').focus()
  },
  note(id, visit) {
    if (!visit.words.trim() && visit.taps.length === 0) return act((kept) => kept, 'nothingSaid') && false
    const found = look()
    const visits = 'kept' in found ? state.groupOf(found.kept, id)?.visits : undefined
    if (visits && visits.length >= state.mostVisits) return act((kept) => kept, 'visitsFull') && false
    return act((kept) => state.noteVisit(kept, id, visit), 'noted')
  },
  forgetVisit(id, which) {
    const found = look()
    const visit = 'kept' in found ? state.groupOf(found.kept, id)?.visits[which] : undefined
    const back = visit ? (now: Kept): Kept => state.putVisitBack(now, id, visit, which) : null
    act((kept) => state.forgetVisit(kept, id, which), 'visitGone', back)
    part(document, 'undo').focus()
  },
}

/** Arm what stands on the page once, and follow what other tabs do. */
export function openPage(): void {
  part(document, 'undo').addEventListener('click', () => {
    if (undo) act(undo, 'putBack')
    part(document, 'kept').focus()
  })
  part(document, 'forget-all').addEventListener('click', () => {
    forgetAll()
    undo = null
    part<HTMLDetailsElement>(document, 'kept-forget').open = false
    showPage()
    tell('forgotten')
    part(document, 'kept').focus()
  })
  const withMe = part<HTMLInputElement>(document, 'stays-behind')
  withMe.addEventListener('change', () => void act((kept) => state.stayBehind(kept, withMe.checked), ''))
  // What was said is read by now; only a way back waits until something else is done.
  for (const kind of ['input', 'pointerdown']) {
    part(document, 'kept-list').addEventListener(kind, () => {
      if (!undo) tell('')
    })
  }
  whenChanged(showPage)
  showPage()
}
