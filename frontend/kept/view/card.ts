/** One kept group on its page: drawn once, filled again whenever something changes. */
import { type Group, mostTried, type Tap, taps, type Visit } from '../state/kept'
import { dayOn } from '../state/writing'
import { sentence } from '../../touches/words'
import { copyOf, part, sayDay } from './parts'

/** What somebody may do with one group. */
export interface Hands {
  tryIt(id: string, wanted: boolean): void
  takeOff(id: string): void
  note(id: string, visit: Visit): boolean
  forgetVisit(id: string, which: number): void
}

/** Draw the card of a group, its buttons armed. */
export function draw(id: string, hands: Hands): HTMLElement {
  const card = copyOf('kept-group')
  card.dataset['id'] = id
  part<HTMLAnchorElement>(card, 'to-group').href = `/groups/${id}/`
  part<HTMLAnchorElement>(card, 'to-share').href = `/groups/${id}/how-it-was/`
  const trying = part<HTMLInputElement>(card, 'try')
  trying.addEventListener('change', () => hands.tryIt(id, trying.checked))
  part(card, 'take-off').addEventListener('click', () => hands.takeOff(id))
  part(card, 'note').addEventListener('click', () => {
    if (hands.note(id, whatWasSaid(card))) clear(card)
  })
  return card
}

/** Fill a card with what is known of its group. What is being written on it stays. */
export function fill(card: HTMLElement, group: Group, tried: number, hands: Hands): void {
  part(card, 'name').textContent = group.name
  part(card, 'when').textContent = group.when
  part(card, 'where').textContent = group.where
  const on = part(card, 'on')
  on.hidden = !sayDay(group.on)
  on.textContent = sentence(on, 'words').replace('DAY', sayDay(group.on))
  const trying = part<HTMLInputElement>(card, 'try')
  trying.checked = group.try
  trying.disabled = !group.try && tried >= mostTried
  card.classList.toggle('kept--tried', group.try)
  part(card, 'share').hidden = !group.ours
  part(card, 'visits').replaceChildren(...group.visits.map((one, which) => visit(card, group.id, one, which, hands)))
}

function visit(card: HTMLElement, id: string, one: Visit, which: number, hands: Hands): HTMLElement {
  const line = copyOf('kept-visit')
  part(line, 'visit-on').textContent = sayDay(one.on)
  part(line, 'visit-taps').textContent = one.taps.map((tap) => words(card, tap)).join(' · ')
  part(line, 'visit-words').textContent = one.words
  part(line, 'forget-visit').addEventListener('click', () => hands.forgetVisit(id, which))
  return line
}

/** Return the words of a tap, as its own chip says them. */
function words(card: HTMLElement, tap: Tap): string {
  return card.querySelector(`input[data-tap="${tap}"]`)?.nextElementSibling?.textContent ?? ''
}

function whatWasSaid(card: HTMLElement): Visit {
  const tapped = taps.filter((tap) => card.querySelector<HTMLInputElement>(`input[data-tap="${tap}"]`)?.checked)
  return { on: dayOn(new Date()), taps: tapped, words: part<HTMLTextAreaElement>(card, 'words-typed').value }
}

function clear(card: HTMLElement): void {
  for (const chip of card.querySelectorAll<HTMLInputElement>('input[data-tap]')) chip.checked = false
  part<HTMLTextAreaElement>(card, 'words-typed').value = ''
  part<HTMLDetailsElement>(card, 'been').open = false
}
