/** A private word: written to one person, shown to nobody else, and gone with the page. */
import { TooLong } from '../../../keys/secret/padding'
import { onTap, part } from '../../../keys/view/parts'
import type { Meeting } from '../../room/conversing'
import { copyOf, say } from '../parts'
import { sentence } from '../words'

let to = ''
let drawn = 0

const field = (): HTMLTextAreaElement => part<HTMLTextAreaElement>('room-private-words')

export function writePrivately(meeting: Meeting, id: string): void {
  to = id
  say(part('room-private-to'), sentence('privateTo', { NAME: meeting.name(id) }))
  part('room-private-form').hidden = false
  part('room-private').hidden = false
  field().focus()
}

export function armPrivate(meeting: Meeting): void {
  part<HTMLFormElement>('room-private-form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const words = field().value.trim()
    if (words === '') return field().focus()
    try {
      const done = await meeting.tonight.say(to, words)
      say(part('room-private-why'), done ? '' : sentence('notDone'))
      if (done) field().value = ''
    } catch (fault) {
      if (!(fault instanceof TooLong)) throw fault
      say(part('room-private-why'), sentence('tooLong'))
    }
    meeting.redraw()
  })
  onTap('room-private-not', () => {
    part('room-private-form').hidden = true
    part('room-private').hidden = meeting.tonight.privates.length === 0
    part('circle-words').focus()
  })
}

export function showPrivate(meeting: Meeting): void {
  const { privates, following } = meeting.tonight
  // Whoever it was with may have gone: nothing is written to an empty seat.
  if (to !== '' && !following.members.includes(to)) {
    to = ''
    part('room-private-form').hidden = true
  }
  if (privates.length === drawn) return
  part('room-private').hidden = false
  for (const one of privates.slice(drawn)) {
    const { whole, find } = copyOf('room-private-word')
    find('who').textContent = sentence(one.isMine ? 'privateMine' : 'privateFrom', { NAME: meeting.name(one.with) })
    find('words').textContent = one.words
    const answer = find<HTMLButtonElement>('answer')
    answer.hidden = one.isMine
    answer.addEventListener('click', () => writePrivately(meeting, one.with))
    part('room-private-list').append(whole)
    if (!one.isMine) part('room-private-aloud').textContent = sentence('privateCame', { NAME: meeting.name(one.with) })
  }
  drawn = privates.length
}
