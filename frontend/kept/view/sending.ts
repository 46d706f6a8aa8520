/** Keeping the list in one's account: only when the button is pressed, and words only when ticked. */
import type { Kept } from '../state/kept'
import { look } from '../store/device'

/** Return what goes into the account: ids and marks, and what was written only where asked. */
export function toSend(kept: Kept, withWords: boolean): string {
  const groups = kept.groups.map((group) => ({
    id: group.id,
    try: group.try,
    visits: withWords ? group.visits : [],
  }))
  return JSON.stringify(groups)
}

/** Fill the form at the moment it is sent: until then the list stands nowhere in it. */
export function fillWhenSent(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-kept-send]')
  if (!form) return
  form.addEventListener('submit', () => {
    const found = look()
    const list = form.elements.namedItem('list')
    const words = form.elements.namedItem('words')
    if (!(list instanceof HTMLInputElement) || !(words instanceof HTMLInputElement)) return
    list.value = 'kept' in found ? toSend(found.kept, words.checked) : ''
  })
}
