/** Small hands for the page: find, make, show. Text goes in as text; no HTML is ever parsed. */

export function part<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no ${id}`)
  return found as E
}

export function show(id: string, shown: boolean): void {
  part(id).hidden = !shown
}

/** Set a text only when it is another: a reader is not told the same thing twice. */
export function write(id: string, text: string): void {
  const one = part(id)
  if (one.textContent !== text) one.textContent = text
}

export function onTap(id: string, act: () => void): void {
  part(id).addEventListener('click', act)
}

interface Made {
  readonly text?: string
  readonly classes?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly tap?: () => void
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, { text, classes, attributes, tap }: Made = {}, children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const one = document.createElement(tag)
  if (classes) one.className = classes
  if (text !== undefined) one.textContent = text
  for (const [name, value] of Object.entries(attributes ?? {})) one.setAttribute(name, value)
  if (tap) one.addEventListener('click', tap)
  one.append(...children)
  return one
}

export function drawn(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const one = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value))
  return one
}

/** A button of the house; `key` lets the keyboard find its place again after a change. */
export function button(text: string, key: string, tap: () => void, classes = 'button button--plain button--small'): HTMLButtonElement {
  return make('button', { text, classes, attributes: { type: 'button', 'data-key': key }, tap })
}

/** Put new children in, and leave the keyboard where it was. */
export function refill(id: string, children: readonly Node[]): void {
  const into = part(id)
  const here = document.activeElement
  const key = here && into.contains(here) ? here.getAttribute('data-key') : null
  into.replaceChildren(...children)
  if (key === null) return
  const again = [...into.querySelectorAll<HTMLElement>('[data-key]')].find(
    (one) => one.dataset.key === key,
  )
  ;(again ?? into.querySelector<HTMLElement>('button, input'))?.focus()
}

/** Read a sentence out politely. */
export function say(sentence: string): void {
  write('said-aloud', sentence)
}
