/** While somebody types the first line of a question, what others asked stands below it. */

/** Wire the field, for htmx: only the line itself travels, by POST, and no address remembers it. */
export function lookWhileAsking(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-asks]')) {
    const field = form.querySelector<HTMLInputElement>('input[name="title"]')
    if (!field) continue
    const wishes = {
      'hx-post': location.pathname,
      'hx-trigger': 'input changed delay:700ms',
      'hx-params': 'title,do,csrfmiddlewaretoken',
      'hx-vals': '{"do":"look"}',
      'hx-target': '#found',
      'hx-select': '#found',
      // The button that sends comes with the answer.
      'hx-select-oob': '#sending',
      'hx-swap': 'outerHTML',
      'hx-sync': 'this:replace',
      // What somebody goes on typing must not be taken from under their hands.
      'hx-disinherit': '*',
    }
    for (const [name, value] of Object.entries(wishes)) field.setAttribute(name, value)
  }
}
