/** Who is in the room, as a list: how each seat stands in words, and what may be done with it. */
import { part } from '../../../keys/view/parts'
import { goesRound, leads, mayHold } from '../../meeting/ring'
import { putOut } from '../../room/door'
import type { Meeting } from '../../room/conversing'
import { lookAfter } from '../../keeping/door'
import { copyOf, ringOf, say } from '../parts'
import { sentence } from '../words'
import { writePrivately } from './private'
import { standingOf } from './ring'

let shown = ''

export function showPeople(meeting: Meeting): void {
  const { here, tonight } = meeting
  const { ring } = tonight.following
  if (!ring) return
  const now = JSON.stringify([ring, ring.seats.map(({ id }) => [meeting.name(id), tonight.reaches(id)]), here.facilitators])
  if (now === shown) return
  // What somebody is about to do with a seat stays open while others come and go.
  const open = new Set([...part('room-people').querySelectorAll<HTMLDetailsElement>('details[open]')].map((one) => one.dataset['of']))
  const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-of]')?.dataset['of']
  shown = now
  part('room-people').replaceChildren(...ring.seats.map(({ id }) => drawPerson(id, meeting, open.has(id))))
  if (focused) part('room-people').querySelector<HTMLElement>(`[data-of="${focused}"] summary`)?.focus({ preventScroll: true })
}

function drawPerson(id: string, meeting: Meeting, isOpen: boolean): HTMLElement {
  const { here, tonight, room } = meeting
  const { ring } = tonight.following
  const { whole, find } = copyOf('room-person')
  const seat = ring?.seats.find((one) => one.id === id)
  if (!ring || !seat) return whole
  const name = meeting.name(id)
  find('ring').replaceWith(ringOf(id))
  find('name').textContent = id === here.mine ? sentence('you', { NAME: name }) : name
  say(find('standing'), standingOf(ring, seat))
  const more = find<HTMLDetailsElement>('more')
  const [iLead, theyLead] = [leads(ring, here.mine), leads(ring, id)]
  more.hidden = id === here.mine || (!iLead && !theyLead)
  more.open = isOpen && !more.hidden
  more.dataset['of'] = id
  find('about').textContent = sentence('moreAbout', { NAME: name })
  const why = find('why')
  const offer = (what: string, isOffered: boolean, act: () => void | Promise<boolean>): void => {
    const button = find<HTMLButtonElement>(what)
    button.hidden = !isOffered
    button.addEventListener('click', async () => {
      const doing = act()
      if (!doing) return void (more.open = false)
      button.disabled = true
      say(why, sentence('oneMoment'))
      const done = await doing
      button.disabled = false
      say(why, done ? '' : sentence('notDone'))
    })
  }
  offer('private', tonight.reaches(id), () => writePrivately(meeting, id))
  offer('give', goesRound(ring) && ring.piece !== id && mayHold(ring, id) && (iLead || ring.piece === here.mine), () =>
    void tonight.act({ kind: 'give', turn: ring.turn, to: id }))
  offer('hand-over', tonight.isLeading && theyLead, () => void tonight.act({ kind: 'lead', watch: ring.watch, to: id }))
  offer('look-after', here.isFacilitator && !theyLead, () => lookAfter(here, id, true).then((became) => became === 'done'))
  offer('out', here.isFacilitator && !theyLead, () => putOut(here, room, id))
  return whole
}
