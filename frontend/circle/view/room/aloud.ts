/** Says politely what changed in the ring: one short sentence once it is quiet, and never twice. */
import { part } from '../../../keys/view/parts'
import { goesRound } from '../../meeting/ring'
import type { Meeting } from '../../room/conversing'
import { whereItIs } from './ring'

const quietMs = 1_200
let said = ''
let saying: number | undefined

export function sayAloud(meeting: Meeting): void {
  const { ring } = meeting.tonight.following
  if (!ring) return
  const now = whereItIs(ring, meeting)
  if (now === said) return
  const isMine = goesRound(ring) && ring.piece === meeting.here.mine
  said = now
  window.clearTimeout(saying)
  // One's own turn is said at once: whoever waits for it should not have to look.
  saying = window.setTimeout(() => {
    part('room-aloud').textContent = now
  }, isMine ? 0 : quietMs)
}
