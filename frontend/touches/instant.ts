/** A search that answers in place. Without scripts the same form loads a page. */
import htmx from 'htmx.org/dist/htmx.esm.js'

import { forget } from './memory'
import { say } from './words'

/** Keep htmx to the little we need of it: no eval, no inline styles, no strangers, no memory. */
function keepItSmall(): void {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    selfRequestsOnly: true,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    // The tab keeps its neutral title.
    ignoreTitle: true,
  })
}

/** htmx notes the last address in the session store; what somebody looked for stays nowhere. */
function forgetThePath(): void {
  forget('htmx-current-path-for-history')
}

function wire(form: HTMLFormElement): void {
  // The full page comes back and we take #found from it, so the server needs no second kind of answer.
  const wishes = {
    'hx-get': form.getAttribute('action') ?? location.pathname,
    'hx-target': '#found',
    'hx-select': '#found',
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:replace',
    // What somebody looked for must not pile up behind the Back button.
    'hx-replace-url': 'true',
  }
  for (const [name, value] of Object.entries(wishes)) form.setAttribute(name, value)
  form.addEventListener('change', (event) => {
    // A chip answers at once; a half-typed place waits for its button.
    if (event.target instanceof HTMLInputElement && isChip(event.target)) form.requestSubmit()
  })
}

function isChip(input: HTMLInputElement): boolean {
  return input.type === 'checkbox' || input.type === 'radio'
}

/** Wire every form that finds something, and say aloud how much was found. */
export function answerAtOnce(): void {
  keepItSmall()
  forgetThePath()
  document.querySelectorAll<HTMLFormElement>('form[data-find]').forEach(wire)
  document.addEventListener('htmx:replacedInHistory', forgetThePath)
  document.addEventListener('htmx:afterSettle', () => {
    forgetThePath()
    const count = document.querySelector('#found [data-say]')
    if (count?.textContent) say(count.textContent.trim())
  })
}
