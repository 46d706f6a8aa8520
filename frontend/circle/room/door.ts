/** The door of a room, on the device of somebody who leads: who waits, letting in, asking out. */
import { letIn, lookAfter, takeOut } from '../keeping/door'
import type { Here } from '../keeping/here'
import { wordsFor } from '../keeping/coming'
import type { Knocks, RoomServer } from '../post/room'

export interface Waiting extends Knocks {
  readonly words: readonly string[]
}

/** Look who waits; whoever has no seat any more is taken out of the keys at once. */
export async function lookAtTheDoor(here: Here, room: RoomServer): Promise<readonly Waiting[]> {
  if (!here.isFacilitator || here.trouble !== '') return []
  const said = await room.waiting()
  if (typeof said === 'string') return []
  const members = new Set(here.members)
  for (const member of said.gone) {
    if (members.has(member) && member !== here.mine) await takeOut(here, member)
  }
  return Promise.all(said.seats.map(async (one) => ({ ...one, words: await wordsFor(one.member) })))
}

/** Let somebody in. leads -- they look after the room too from now on: the one here decides that, not the house. */
export async function comeIn(here: Here, one: Knocks, leads: boolean): Promise<boolean> {
  if ((await letIn(here, one)) !== 'done') return false
  return !leads || (await lookAfter(here, one.member, true)) === 'done'
}

/** Out of tonight: nothing more is delivered, then their key is taken out. Both, or it can be asked again. */
export async function putOut(here: Here, room: RoomServer, member: string): Promise<boolean> {
  const cut = await room.putOut(member)
  return (await takeOut(here, member)) === 'done' && cut
}
