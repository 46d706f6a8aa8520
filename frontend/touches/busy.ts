/** While an answer is on its way: seats warm one after another, and readers are told. */

// An answer faster than this needs no waiting picture; showing one would only flicker.
const patienceMs = 300

/** Show and hide the waiting ring round every request htmx makes. */
export function showBusy(): void {
  let waitingSince: number | undefined
  const settle = (): void => {
    window.clearTimeout(waitingSince)
    document.getElementById('found')?.removeAttribute('aria-busy')
    show('[data-waiting]', false)
  }
  document.addEventListener('htmx:beforeRequest', () => {
    window.clearTimeout(waitingSince)
    document.getElementById('found')?.setAttribute('aria-busy', 'true')
    show('[data-no-answer]', false)
    waitingSince = window.setTimeout(() => show('[data-waiting]', true), patienceMs)
  })
  document.addEventListener('htmx:afterRequest', settle)
  for (const trouble of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
    document.addEventListener(trouble, () => {
      settle()
      show('[data-no-answer]', true)
    })
  }
}

function show(selector: string, shown: boolean): void {
  for (const part of document.querySelectorAll<HTMLElement>(selector)) part.hidden = !shown
}
