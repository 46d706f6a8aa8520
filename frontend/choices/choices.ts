/** "Remember this on this device": how somebody narrows a search stays where they ticked it. */
import { sentence } from '../touches/words'
import { forgetChoices, remember, remembered } from './device'
import { type Choices, only } from './state'

type Field = HTMLSelectElement | HTMLInputElement

function fieldsOf(form: HTMLFormElement): readonly Field[] {
  return [...form.querySelectorAll<Field>('select[name], input[type=checkbox][name]')]
}

function answersIn(form: HTMLFormElement): Choices {
  const fields = fieldsOf(form)
  const given = fields.map((one) => [one.name, one instanceof HTMLInputElement && !one.checked ? '' : one.value] as const)
  return only(fields.map((one) => one.name), Object.fromEntries(given))
}

/** Give the answers that were remembered; one the form does not offer is left out. */
function fill(form: HTMLFormElement, choices: Choices): void {
  for (const one of fieldsOf(form)) {
    const answer = choices[one.name] ?? ''
    if (one instanceof HTMLInputElement) one.checked = one.value === answer
    else if ([...one.options].some((option) => option.value === answer)) one.value = answer
  }
  const more = form.querySelector('details')
  if (more && Object.keys(answersIn(form)).length > 0) more.open = true
}

function arm(form: HTMLFormElement, tick: HTMLInputElement): void {
  const said = form.querySelector<HTMLElement>('[data-remember-said]')
  const found = remembered()
  tick.checked = found !== null
  // A search that is on the page keeps what it was narrowed by.
  if (found && form.dataset['remembers'] === 'fresh') fill(form, found)
  form.addEventListener('change', (event) => {
    if (!tick.checked && event.target !== tick) return
    const wanted = tick.checked
    if (wanted) tick.checked = remember(answersIn(form))
    else forgetChoices()
    if (!said || (event.target !== tick && tick.checked)) return
    said.textContent = sentence(tick, !wanted ? 'forgotten' : tick.checked ? 'kept' : 'failed')
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-remembers]')) {
  const tick = form.querySelector<HTMLInputElement>('input[data-remember]')
  if (tick) arm(form, tick)
}
