/** What anybody may do in the ring: pass, put up a hand, just listen, put a question into the bag, go. */
import { random, toLetters } from '../../../keys/secret/bytes'
import { onTap, part } from '../../../keys/view/parts'
import { whyNotAsk } from '../../meeting/acts'
import { goesRound, maySpeak, seatOf } from '../../meeting/ring'
import { longestQuestion } from '../../meeting/writing'
import type { Meeting } from '../../room/conversing'
import { say } from '../parts'
import { sentence } from '../words'

const button = (id: string): HTMLButtonElement => part<HTMLButtonElement>(id)

export function showMine({ here, tonight }: Meeting): void {
  const { ring } = tonight.following
  part('room-mine').hidden = ring === null
  const mine = ring && seatOf(ring, here.mine)
  const speaks = ring !== null && maySpeak(ring, here.mine)
  // What was begun to be written stays in its field, and can go when the piece comes.
  part<HTMLTextAreaElement>('circle-words').setAttribute('aria-describedby', speaks ? 'circle-why' : 'room-not-now')
  button('circle-send').disabled = !speaks
  part('circle-note-part').hidden = !speaks
  say(part('room-not-now'), speaks ? '' : sentence(ring ? 'notNow' : 'finding'))
  if (!ring || !mine) return
  const holds = goesRound(ring) && ring.piece === here.mine
  button('room-done').hidden = !holds
  button('room-pass').hidden = !holds
  button('room-hand').hidden = mine.listens || holds
  button('room-hand').setAttribute('aria-pressed', String(ring.hands.includes(here.mine)))
  button('room-listen').hidden = holds
  button('room-listen').setAttribute('aria-pressed', String(mine.listens))
  part('room-bag').hidden = false
}

export function armMine({ here, tonight, room }: Meeting): void {
  const ring = (): typeof tonight.following.ring => tonight.following.ring
  const on = (passed: boolean) => (): void => {
    const now = ring()
    if (now) void tonight.act({ kind: 'on', turn: now.turn, passed })
  }
  onTap('room-done', on(false))
  onTap('room-pass', on(true))
  onTap('room-hand', () => tonight.act({ kind: 'hand', up: !ring()?.hands.includes(here.mine) }))
  onTap('room-listen', () => {
    const now = ring()
    if (now) void tonight.act({ kind: 'listen', on: !seatOf(now, here.mine)?.listens })
  })
  const field = part<HTMLTextAreaElement>('room-ask-words')
  part<HTMLFormElement>('room-ask').addEventListener('submit', (event) => {
    event.preventDefault()
    const now = ring()
    const text = field.value.trim().normalize('NFC')
    const why = now ? whyNotAsk(now, text) : 'nothing'
    const tooLong = new TextEncoder().encode(text).length > longestQuestion
    say(part('room-ask-why'), why === 'nothing' ? sentence('askNothing') : why || tooLong ? sentence(tooLong ? 'askLong' : 'askFull') : '')
    if (why || tooLong) return
    void tonight.act({ kind: 'ask', question: { id: toLetters(random(16)), text } })
    field.value = ''
    say(part('room-asked'), sentence('asked'))
  })
  onTap('room-leave', async () => {
    await room.leave()
    location.assign(part<HTMLAnchorElement>('room-back').href)
  })
}
