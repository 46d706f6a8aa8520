/** Who is here, and for those who look after the circle: who waits at its door. */
import { part } from '../../keys/view/parts'
import type { AtTheDoor } from '../post/server'
import { nameOf } from './message'
import { copyOf, ringOf, say } from './parts'
import { sentence } from './words'

export interface Person {
  readonly id: string
  readonly name: string
  readonly isMe: boolean
  readonly looksAfter: boolean
}
export interface Keeper {
  letIn(one: AtTheDoor): Promise<boolean>
  notNow(one: AtTheDoor): void
  takeOut(id: string): Promise<boolean>
  lookAfter(id: string, looks: boolean): Promise<boolean>
}
export interface Waiting extends AtTheDoor {
  readonly words: readonly string[]
}

let shown = ''

/** Show everybody in the circle. keeper -- null for whoever does not look after it. */
export function showPeople(people: readonly Person[], words: readonly string[], keeper: Keeper | null): void {
  const now = JSON.stringify([people, words, keeper !== null])
  if (now === shown) return
  shown = now
  part('circle-people').replaceChildren(...people.map((one) => drawPerson(one, people, keeper)))
  say(part('circle-five'), words.join(' '))
}

function drawPerson(one: Person, all: readonly Person[], keeper: Keeper | null): HTMLElement {
  const { whole, find } = copyOf('circle-person')
  find('ring').replaceWith(ringOf(one.id))
  const name = one.name === '' ? sentence('notYet') : one.name
  find('name').textContent = one.isMe ? sentence('you', { NAME: name }) : name
  say(find('role'), one.looksAfter ? sentence('looksAfter') : '')
  const more = find<HTMLDetailsElement>('keeper')
  more.hidden = keeper === null || one.isMe
  if (!keeper || one.isMe) return whole
  find('keeper-about').textContent = sentence('moreAbout', { NAME: nameOf(one.name) })
  const isLast = all.filter((other) => other.looksAfter).length < 2 && one.looksAfter
  const look = find<HTMLButtonElement>('look-after')
  look.hidden = isLast
  look.textContent = sentence(one.looksAfter ? 'lookNoMore' : 'lookToo')
  const why = find('why')
  const doing = (button: HTMLButtonElement, act: () => Promise<boolean>): void => {
    button.addEventListener('click', async () => {
      button.disabled = true
      say(why, sentence('oneMoment'))
      const done = await act()
      button.disabled = false
      say(why, done ? '' : sentence('notDone'))
    })
  }
  doing(look, () => keeper.lookAfter(one.id, !one.looksAfter))
  doing(find<HTMLButtonElement>('take-out'), () => keeper.takeOut(one.id))
  return whole
}

let atTheDoor = ''

/** Show who waits. Their words and ours are the same, or somebody else stands there. */
export function showDoor(waiting: readonly Waiting[], keeper: Keeper): void {
  const now = JSON.stringify(waiting)
  if (now === atTheDoor) return
  atTheDoor = now
  part('circle-door-list').replaceChildren(...waiting.map((one) => {
    const { whole, find } = copyOf('circle-knock')
    find('five').textContent = one.words.join(' ')
    const open = find<HTMLButtonElement>('let-in')
    open.addEventListener('click', async () => {
      open.disabled = true
      say(find('why'), sentence('oneMoment'))
      const done = await keeper.letIn(one)
      open.disabled = false
      say(find('why'), done ? '' : sentence('notDone'))
    })
    find('not-now').addEventListener('click', () => {
      whole.remove()
      keeper.notNow(one)
    })
    return whole
  }))
  part('circle-door').hidden = waiting.length === 0
}
