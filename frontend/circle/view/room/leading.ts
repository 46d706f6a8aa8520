/** What those who lead may do: the part of the evening, the piece, the bag, hand over, and close. */
import { onTap, part } from '../../../keys/view/parts'
import { goesRound, type Stage, stages } from '../../meeting/ring'
import type { Meeting } from '../../room/conversing'
import type { Standing } from '../../post/room'
import { say } from '../parts'
import { sentence } from '../words'

const button = (id: string): HTMLButtonElement => part<HTMLButtonElement>(id)
const number = (id: string): HTMLInputElement => part<HTMLInputElement>(id)
const most = 300

let wasLeading = false

export function showLeading(meeting: Meeting): void {
  const { here, tonight } = meeting
  const { ring } = tonight.following
  part('room-leading').hidden = !tonight.mayLead
  if (!ring || !tonight.mayLead) return
  const leads = tonight.isLeading
  part('room-lead-tools').hidden = !leads
  part('room-take').hidden = leads
  say(part('room-who-leads'), leads ? sentence('youLead') : sentence('otherLeads', { NAME: meeting.name(ring.keeper) }))
  for (const stage of stages) button(`room-stage-${stage}`).setAttribute('aria-pressed', String(ring.stage === stage))
  const round = goesRound(ring)
  button('room-on').hidden = !round || ring.piece === '' || ring.piece === here.mine
  button('room-middle').hidden = !round || ring.piece === ''
  button('room-draw').hidden = ring.stage !== 'bag' || ring.bag.length === 0
  button('room-aside').hidden = ring.stage !== 'bag' || ring.drawn === null
  if (leads && !wasLeading) void holdTheEvening(meeting)
  wasLeading = leads
}

/** Whoever leads holds the evening too, so that they can close it. */
async function holdTheEvening({ room }: Meeting): Promise<Standing | null> {
  const stands = await room.standing()
  if (typeof stands === 'string' || stands.term === undefined) return null
  if (stands.mine) return stands
  await room.take(stands.term)
  const now = await room.standing()
  return typeof now === 'string' ? null : now
}

export function armLeading(meeting: Meeting): void {
  const { here, tonight } = meeting
  const ring = (): typeof tonight.following.ring => tonight.following.ring
  const stage = (to: Stage) => (): void => {
    const now = ring()
    if (now) void tonight.act({ kind: 'stage', watch: now.watch, stage: to })
  }
  for (const one of stages) onTap(`room-stage-${one}`, stage(one))
  onTap('room-on', () => {
    const now = ring()
    if (now) void tonight.act({ kind: 'on', turn: now.turn, passed: false })
  })
  onTap('room-middle', () => {
    const now = ring()
    if (now) void tonight.act({ kind: 'give', turn: now.turn, to: '' })
  })
  onTap('room-draw', () => {
    const now = ring()
    const which = now ? now.bag[Math.floor((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32 * now.bag.length)] : undefined
    if (now && which) void tonight.act({ kind: 'draw', watch: now.watch, id: which.id })
  })
  onTap('room-aside', () => {
    const now = ring()
    if (now) void tonight.act({ kind: 'draw', watch: now.watch, id: '' })
  })
  onTap('room-take', () => {
    const now = ring()
    if (now) void tonight.act({ kind: 'lead', watch: now.watch, to: here.mine })
  })
  armClosing(meeting)
}

/** Three sums, and then everything here is gone. They start from who is in the ring, those who lead not counted. */
function armClosing(meeting: Meeting): void {
  const { tonight, room } = meeting
  onTap('room-close', () => {
    const { ring } = tonight.following
    const here = ring ? ring.seats.filter((seat) => !ring.facilitators.includes(seat.id)).length : 0
    if (number('room-here').value === '') number('room-here').value = String(here)
    part('room-closing').hidden = false
    number('room-here').focus()
  })
  onTap('room-close-not', () => {
    part('room-closing').hidden = true
    button('room-close').focus()
  })
  part<HTMLFormElement>('room-closing').addEventListener('submit', async (event) => {
    event.preventDefault()
    const [here, first, before] = ['room-here', 'room-first', 'room-before'].map((id) => counted(number(id).value))
    if (here === undefined || here === null || first === undefined || before === undefined) return say(part('room-close-why'), sentence('countOdd'))
    button('room-close-now').disabled = true
    say(part('room-close-why'), sentence('oneMoment'))
    const why = await closeNow(meeting, { here, first_time: first, been_before: before })
    button('room-close-now').disabled = false
    say(part('room-close-why'), why === 'no signal' ? sentence('notDone') : why)
    if (why === '') await room.standing()
  })
}

/** Return a whole number, null where nothing is written, undefined where it is none. */
function counted(written: string): number | null | undefined {
  if (written.trim() === '') return null
  const found = Number(written)
  return Number.isInteger(found) && found >= 0 && found <= most ? found : undefined
}

async function closeNow(meeting: Meeting, sums: { here: number; first_time: number | null; been_before: number | null }): Promise<string> {
  const stands = await holdTheEvening(meeting)
  if (!stands || stands.term === undefined) return 'no signal'
  const why = await meeting.room.close(stands.term, sums)
  if (why === '') meeting.here.stop('removed')
  return why
}
