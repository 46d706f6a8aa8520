/** Small hands for pages that show something sealed. Text goes in as text; no HTML is parsed. */

export function part<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no ${id}`)
  return found as E
}

export function onTap(id: string, act: () => void | Promise<void>): void {
  part(id).addEventListener('click', () => void act())
}

/** Say a sentence of the page below a step; an empty one takes the last away. */
export function tell(id: string, words: string): void {
  const one = part(id)
  one.textContent = words
  one.hidden = words === ''
}

/** Return a sentence the page brings: data-NAME of an element. */
export function words(id: string, name: string): string {
  return part(id).dataset[name] ?? ''
}

/** Read what the page brings as JSON. */
export function brought<T>(id: string): T {
  return JSON.parse(part(id).textContent ?? '') as T
}

/** Show one of the steps, and bring the reader to its heading. */
export function showStep(name: string, steps: readonly string[], focus = true): void {
  for (const one of steps) part(one).hidden = one !== name
  if (!focus || name === '') return
  const head = part(name).querySelector<HTMLElement>('h2')
  head?.setAttribute('tabindex', '-1')
  head?.focus()
}
