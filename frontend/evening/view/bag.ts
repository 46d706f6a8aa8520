/** The question bag: put in without a name, drawn by chance. */
import * as bag from '../state/bag'
import type { App } from './app'
import { fill } from './brought'
import { onTap, part, say, show, write } from './page'

/** From 0 up to, not including, 1; from the browser's good randomness. */
function chance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}

export function wireBag(app: App): void {
  const field = part<HTMLTextAreaElement>('new-question')
  part<HTMLFormElement>('add-question').addEventListener('submit', (event) => {
    event.preventDefault()
    const why = bag.whyNot(app.kept.evening, field.value)
    write('bag-why', why === 'full' ? app.words.bag_full : '')
    if (why) return field.focus()
    app.act((evening) => bag.putIn(evening, field.value))
    field.value = ''
    say(app.words.question_in)
  })
  onTap('draw', () => {
    app.act((evening) => bag.draw(evening, chance()))
    say(app.kept.evening.bag.drawn.at(-1) ?? '')
  })
  onTap('question-aside', () => app.act(bag.layAside))
  onTap('question-back', () => app.act(bag.putBack))
}

export function drawBag(app: App): void {
  const { waiting, drawn } = app.kept.evening.bag
  const open = drawn.at(-1)
  const empty = waiting.length + drawn.length === 0
  write('bag-state', empty ? app.words.bag_empty : fill(app.words.bag_state, { waiting: waiting.length, drawn: drawn.length }))
  part<HTMLButtonElement>('draw').disabled = waiting.length === 0
  show('question', open !== undefined)
  write('question-words', open ?? '')
}
