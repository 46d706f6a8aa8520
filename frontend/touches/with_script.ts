/** Show what only works with scripts: it waits hidden in the page until they run. */
export function revealForScripts(): void {
  for (const waiting of document.querySelectorAll<HTMLElement>('[data-with-script]')) {
    waiting.hidden = false
  }
}
