/** The page of a report: words to choose, what is wished, who can open it. */
import { onTap, part } from '../../keys/view/parts'
import { aloud } from '../../contact/two'
import type { ReaderNamed } from '../post/server'
import type { Message } from '../state/conversation'
import { nameOf, startOf } from './message'
import { copyOf, say } from './parts'
import { clock, fullDay, sentence } from './words'

export interface ReportHands {
  send(): void
  back(): void
}

const longestStart = 120

export function armReporting(hands: ReportHands): void {
  part<HTMLFormElement>('circle-report-form').addEventListener('submit', (event) => {
    event.preventDefault()
    hands.send()
  })
  for (const id of ['circle-report-no', 'circle-nobody-back', 'circle-reported-back']) onTap(id, hands.back)
}

/** Show the words around the one it is about; that one is chosen, the others may be. */
export function drawChoice(messages: readonly Message[], about: Message): void {
  part<HTMLFormElement>('circle-report-form').reset()
  part('circle-report-list').replaceChildren(...messages.map((one) => {
    const { whole, find } = copyOf('circle-report-one')
    const box = find<HTMLInputElement>('box')
    box.value = one.id
    box.checked = one.id === about.id
    find('who').textContent = one.isMine ? sentence('you', { NAME: nameOf(one.who) }) : nameOf(one.who)
    find('time').textContent = `${fullDay(one.minute)}, ${clock(one.minute)}`
    find('words').textContent = wordsOf(one, one.id === about.id)
    return whole
  }))
}

function wordsOf(one: Message, isChosen: boolean): string {
  if (one.isTakenBack) return sentence(one.isMine ? 'takenBackMine' : 'takenBack', { NAME: nameOf(one.who) })
  // Words somebody put away are not brought back by a report about others.
  return one.isPutAway && !isChosen ? sentence('putAway') : startOf(one, longestStart)
}

/** Show who can open it, each with the number of their key, to compare aloud. */
export async function drawReaders(readers: readonly ReaderNamed[]): Promise<void> {
  const rows = await Promise.all(readers.map(async ({ name, open }) => {
    const { whole, find } = copyOf('circle-report-reader')
    find('name').textContent = nameOf(name)
    find('number').textContent = await aloud(open)
    return whole
  }))
  part('circle-report-readers').replaceChildren(...rows)
}

export function chosenNow(): { chosen: Set<string>; wish: string } {
  const form = part<HTMLFormElement>('circle-report-form')
  const boxes = [...form.querySelectorAll<HTMLInputElement>('[data-box]:checked')]
  const wish = form.querySelector<HTMLInputElement>('[data-wish]:checked')
  return { chosen: new Set(boxes.map((one) => one.value)), wish: wish?.value ?? '' }
}

export const sayWhy = (words: string): void => say(part('circle-report-why'), words)

export function setBusy(isBusy: boolean): void {
  part<HTMLButtonElement>('circle-report-send').disabled = isBusy
}

export function showSent(kept: string, words: string): void {
  part('circle-reported-words').textContent = words
  part<HTMLAnchorElement>('circle-reported-kept').href = kept
}

/** Bring the reader back to what they may do with a message. */
export function focusOn(messageId: string): void {
  document.querySelector<HTMLElement>(`#m-${CSS.escape(messageId)} [data-more-summary]`)?.focus()
}
