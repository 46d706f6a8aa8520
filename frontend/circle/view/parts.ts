/** Small hands for drawing: a copy of what the page brings as a template, filled as text. */
import { part } from '../../keys/view/parts'
import { seatOf } from '../state/names'

const seats = 6
const svg = 'http://www.w3.org/2000/svg'

export interface Copy {
  readonly whole: HTMLElement
  /** The element with this data-NAME inside. */
  find<E extends HTMLElement = HTMLElement>(name: string): E
}

export function copyOf(template: string): Copy {
  const whole = document.importNode(part<HTMLTemplateElement>(template).content, true).firstElementChild as HTMLElement
  return {
    whole,
    find: <E extends HTMLElement>(name: string) => whole.querySelector(`[data-${name}]`) as E,
  }
}

/** Draw the small ring of somebody: the same seat is warm wherever they speak. */
export function ringOf(who: string): SVGElement {
  const ring = document.createElementNS(svg, 'svg')
  for (const [name, value] of Object.entries({ class: 'circle-ring', viewBox: '0 0 32 32', 'aria-hidden': 'true', focusable: 'false' })) ring.setAttribute(name, value)
  const warm = seatOf(who, seats)
  for (let seat = 0; seat < seats; seat += 1) {
    const round = document.createElementNS(svg, 'circle')
    const turn = (seat / seats) * 2 * Math.PI
    round.setAttribute('cx', (16 + 11 * Math.sin(turn)).toFixed(2))
    round.setAttribute('cy', (16 - 11 * Math.cos(turn)).toFixed(2))
    round.setAttribute('r', seat === warm ? '3.7' : '3.1')
    if (seat === warm) round.setAttribute('class', 'mark-warm')
    ring.append(round)
  }
  return ring
}

/** Put words into an element, and hide it when there are none. */
export function say(where: HTMLElement, words: string): void {
  if (where.textContent !== words) where.textContent = words
  where.hidden = words === ''
}
