/** Who waits at the door of the room, for those who lead: one by one, or all who belong. */
import { part } from '../../../keys/view/parts'
import { comeIn, type Waiting } from '../../room/door'
import type { Meeting } from '../../room/conversing'
import { copyOf, say } from '../parts'
import { sentence } from '../words'

let shown = ''
const notNow = new Set<string>()

export function showDoor(all: readonly Waiting[], meeting: Meeting): void {
  const waiting = all.filter((one) => !notNow.has(one.member))
  const now = JSON.stringify(waiting)
  if (now === shown) return
  if (waiting.length > 0 && shown !== now) part('room-door-aloud').textContent = sentence('somebodyWaits')
  shown = now
  part('room-door-list').replaceChildren(...waiting.map((one) => drawKnock(one, meeting)))
  const belong = waiting.filter((one) => one.part === 'belongs')
  const everybody = part<HTMLButtonElement>('room-let-all')
  everybody.hidden = belong.length < 2
  everybody.onclick = async () => {
    everybody.disabled = true
    for (const one of belong) await comeIn(meeting.here, one, false)
    everybody.disabled = false
    await meeting.look()
  }
  part('room-door').hidden = waiting.length === 0
}

function drawKnock(one: Waiting, meeting: Meeting): HTMLElement {
  const { whole, find } = copyOf('room-knock-template')
  find('who').textContent = sentence(`knocks ${one.part}`)
  find('five').textContent = one.words.join(' ')
  const letIn = (name: string, leads: boolean): void => {
    const button = find<HTMLButtonElement>(name)
    button.hidden = leads && one.part !== 'holds'
    button.addEventListener('click', async () => {
      button.disabled = true
      say(find('why'), sentence('oneMoment'))
      const done = await comeIn(meeting.here, one, leads)
      button.disabled = false
      say(find('why'), done ? '' : sentence('notDone'))
      await meeting.look()
    })
  }
  letIn('let-in', false)
  letIn('let-lead', true)
  find('not-now').addEventListener('click', () => {
    notNow.add(one.member)
    whole.remove()
  })
  return whole
}
