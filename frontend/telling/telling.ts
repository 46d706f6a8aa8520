/**
 * A look at what somebody is about to share, below the form: on this device, and with no request
 * of any kind. It never holds up sending.
 */
import source from '../../src/hearthside/engines/sharing/signs.json'
import { sentence } from '../touches/words'
import { reader, type Mark } from './reading'

const pauseMs = 700

function line(part: HTMLElement, mark: Mark): HTMLLIElement {
  const item = document.createElement('li')
  const words = document.createElement('bdi')
  words.textContent = mark.words
  item.append(words, ` (${sentence(part, mark.kind)})`)
  return item
}

function watch(part: HTMLElement, form: HTMLFormElement): void {
  const read = reader(source)
  const list = part.querySelector('[data-telling-list]')
  const rare = part.querySelector<HTMLElement>('[data-telling-rare]')
  const letter = part.querySelector<HTMLElement>('[data-telling-letter]')
  let timer: number | undefined

  function look(): void {
    const fields = [...form.querySelectorAll<HTMLTextAreaElement>('textarea, input[name="title"]')]
    const found = read(fields.map((field) => field.value).join('\n\n'))
    list?.replaceChildren(...found.marks.map((mark) => line(part, mark)))
    if (rare) rare.hidden = !found.isRare
    if (letter) letter.hidden = !found.isLetter
    part.hidden = found.marks.length === 0 && !found.isLetter
  }
  form.addEventListener('input', () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(look, pauseMs)
  })
  look()
}

for (const part of document.querySelectorAll<HTMLElement>('[data-telling]')) {
  const form = part.closest('form')
  if (form) watch(part, form)
}
