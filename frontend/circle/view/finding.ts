/** The page on which somebody looks for words: typed and found on this device, and gone when they leave it. */
import { onTap, part } from '../../keys/view/parts'
import { type Found, type Hit, mostHits } from '../state/finding'
import { nameOf } from './message'
import { copyOf, say } from './parts'
import { show, shownScreen } from './screens'
import { clock, fullDay, sentence } from './words'

const typingMs = 200

/** look -- what is found for what was typed. */
export function armFinding(look: (typed: string) => Found): void {
  const field = part<HTMLInputElement>('circle-find-words')
  let waiting: number | undefined
  const search = (): void => {
    window.clearTimeout(waiting)
    if (shownScreen() === 'circle-find') showFound(look(field.value), field.value)
  }
  onTap('circle-find-open', () => {
    show('circle-find')
    field.focus()
  })
  part<HTMLFormElement>('circle-find-form').addEventListener('submit', (event) => {
    event.preventDefault()
    search()
  })
  field.addEventListener('input', () => {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(search, typingMs)
  })
  part('circle-find').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') back()
  })
  onTap('circle-find-back', back)
}

/** Leave nothing behind of what was looked for. */
function forget(): void {
  part<HTMLInputElement>('circle-find-words').value = ''
  part('circle-find-list').replaceChildren()
  say(part('circle-find-said'), '')
}

function back(): void {
  forget()
  show('circle-here')
  part('circle-find-open').focus()
}

function showFound({ hits, all }: Found, typed: string): void {
  part('circle-find-list').replaceChildren(...hits.map(draw))
  const values = { ALL: String(all), MOST: String(mostHits) }
  const said = typed.trim() === '' ? '' : sentence(all === 0 ? 'foundNone' : all === 1 ? 'foundOne' : all > mostHits ? 'foundMost' : 'foundAll', values)
  say(part('circle-find-said'), said)
}

function draw(one: Hit): HTMLElement {
  const { whole, find } = copyOf('circle-hit')
  const who = nameOf(one.who)
  find('who').textContent = one.isMine ? sentence('you', { NAME: who }) : who
  find('time').textContent = `${fullDay(one.minute)}, ${clock(one.minute)}`
  find('before').textContent = one.before
  find('found').textContent = one.found
  find('after').textContent = one.after
  find('go').addEventListener('click', () => goTo(one.id))
  return whole
}

/** Bring the reader to a message, in the conversation. */
function goTo(id: string): void {
  forget()
  show('circle-here')
  const message = document.getElementById(`m-${id}`)
  message?.scrollIntoView({ block: 'center' })
  message?.focus({ preventScroll: true })
}
