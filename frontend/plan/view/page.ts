/** The cards on the page, and the same words laid out for paper. */
import { onTap, part, tell, words } from '../../keys/view/parts'
import { type Card, cards, hasOthers, isBlank, type Plan } from '../state/plan'

/** What somebody may do with a card. */
export interface Hands {
  write(card: Card, text: string): void
  takeIn(card: Card, other: string): void
  leaveOut(card: Card, other: string): void
}

const field = (card: Card): HTMLTextAreaElement => part<HTMLTextAreaElement>(`plan-${card}`)

/** Arm the fields once. */
export function arm(hands: Hands): void {
  for (const card of cards) {
    field(card).addEventListener('input', () => {
      hands.write(card, field(card).value)
      grow(field(card))
    })
  }
  onTap('plan-print', () => window.print())
}

function grow(one: HTMLTextAreaElement): void {
  one.rows = Math.max(3, Math.min(16, one.value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 42), 0) + 1))
}

/** Show the plan. A field somebody is writing in keeps its caret, and its words when they are the same. */
export function draw(plan: Plan, hands: Hands): void {
  for (const card of cards) {
    const one = field(card)
    if (one.value !== plan[card].text) {
      const at = one.selectionStart
      one.value = plan[card].text
      if (document.activeElement === one) one.setSelectionRange(at, at)
    }
    grow(one)
    const printed = part(`plan-${card}-printed`)
    printed.textContent = plan[card].text
    part(`plan-${card}-paper`).hidden = plan[card].text.trim() === '' && card !== 'professionals'
    drawOthers(card, plan, hands)
  }
  part('plan-differs').hidden = !hasOthers(plan)
  part('plan-delete').hidden = isBlank(plan)
}

function drawOthers(card: Card, plan: Plan, hands: Hands): void {
  const list = part(`plan-${card}-others`)
  const shown = [...list.children].map((one) => (one as HTMLElement).dataset['words'])
  if (shown.length === plan[card].others.length && shown.every((one, at) => one === plan[card].others[at])) return
  list.replaceChildren(...plan[card].others.map((other) => drawOther(card, other, hands)))
}

function drawOther(card: Card, other: string, hands: Hands): HTMLElement {
  const template = part<HTMLTemplateElement>('plan-other')
  const one = document.importNode(template.content, true).firstElementChild as HTMLElement
  one.dataset['words'] = other
  const find = (name: string): HTMLElement => one.querySelector(`[data-${name}]`) as HTMLElement
  find('said').textContent = other
  const decide = (act: (card: Card, other: string) => void): void => {
    act(card, other)
    field(card).focus()
  }
  find('take-in').addEventListener('click', () => decide(hands.takeIn))
  find('leave-out').addEventListener('click', () => decide(hands.leaveOut))
  return one
}

/** Say below the plan where it is kept now. */
export function say(name: 'here' | 'both' | 'signedOut' | 'tooLong' | 'refused' | 'deleted' | 'deletedHere' | 'back' | 'noRoom'): void {
  const now = words('plan', name)
  if (part('plan-said').textContent !== now) tell('plan-said', now)
}
