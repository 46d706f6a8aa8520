/** The conversation on the page: only what changed is drawn anew, and nobody loses their place. */
import { part } from '../../keys/view/parts'
import type { Item } from '../state/conversation'
import { drawMessage, type Hands, nameOf } from './message'
import { copyOf } from './parts'
import { dayWords, sentence } from './words'

interface Drawn {
  readonly said: string
  readonly whole: HTMLElement
}
const drawn = new Map<string, Drawn>()

const lineWords = (item: Extract<Item, { kind: 'line' }>): string =>
  sentence(`line ${item.what}`, { NAME: nameOf(item.who), WAS: item.was })

function draw(item: Item, now: number, hands: Hands): HTMLElement {
  if (item.kind === 'message') return drawMessage(item.message, hands)
  const { whole, find } = copyOf(item.kind === 'day' ? 'circle-day' : 'circle-line')
  find('words').textContent = item.kind === 'day' ? dayWords(item.minute, now) : lineWords(item)
  return whole
}

/** Show these items. Whoever reads further up stays there; at the end, the end stays in sight. */
export function showList(items: readonly Item[], now: number, hands: Hands): void {
  const list = part('circle-list')
  const wasAtEnd = isAtEnd()
  const seen = new Set<string>()
  let at: ChildNode | null = list.firstChild
  for (const item of items) {
    seen.add(item.key)
    const said = JSON.stringify(item) + (item.kind === 'day' ? dayWords(item.minute, now) : '')
    let one = drawn.get(item.key)
    if (!one || one.said !== said) {
      const whole = draw(item, now, hands)
      if (one) keepPlace(one.whole, whole)
      if (one && one.whole === at) at = at.nextSibling
      one?.whole.remove()
      one = { said, whole }
      drawn.set(item.key, one)
    }
    if (one.whole === at) at = at.nextSibling
    else list.insertBefore(one.whole, at)
  }
  for (const [key, { whole }] of drawn) {
    if (seen.has(key)) continue
    whole.remove()
    drawn.delete(key)
  }
  part('circle-empty').hidden = items.some((item) => item.kind === 'message')
  if (wasAtEnd) toEnd()
}

/** What was unfolded stays unfolded, and what has the keyboard keeps it. */
function keepPlace(before: HTMLElement, now: HTMLElement): void {
  const [old, fresh] = [before, now].map((one) => [...one.querySelectorAll('details')]) as [HTMLDetailsElement[], HTMLDetailsElement[]]
  old.forEach((one, which) => {
    const same = fresh[which]
    if (same) same.open = one.open
  })
  if (!before.contains(document.activeElement)) return
  queueMicrotask(() => now.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true }))
}

/** Return whether the end of what was said is in sight, or nearly. */
export function isAtEnd(): boolean {
  return part('circle-end').getBoundingClientRect().top < window.innerHeight + 160
}

export function toEnd(): void {
  part('circle-end').scrollIntoView({ block: 'end' })
}
