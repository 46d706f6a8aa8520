/** The sentences the scripts say. The page brings them, translated, in data attributes. */

/** Read a sentence out politely, without moving anybody's place on the page. */
export function say(sentence: string): void {
  const said = document.getElementById('said-aloud')
  if (said) said.textContent = sentence
}

/** Return the sentence kept on an element, or an empty one where the page brought none. */
export function sentence(from: HTMLElement, name: string): string {
  return from.dataset[name] ?? ''
}
