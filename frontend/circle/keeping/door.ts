/** The door of a circle, on a facilitator's device: who waits, letting in, letting go. */
import { fromLetters, toLetters } from '../../keys/secret/bytes'
import { admit, amend, letGo } from '../protocol/changing'
import { newest } from '../protocol/charter'
import { devices } from '../protocol/circle'
import { Refused } from '../protocol/refused'
import type { AtTheDoor } from '../post/server'
import { deviceOf } from './coming'
import type { Here } from './here'
import { turn, type Turned } from './turning'

/**
 * Look at the door. Those whose seat in the group ended are let go at once: the house may ask
 * for that, and never for somebody to be let in.
 */
export async function lookAtTheDoor(here: Here): Promise<readonly AtTheDoor[]> {
  if (!here.isFacilitator || here.trouble !== '') return []
  const said = await here.tools.server.waiting()
  if (typeof said === 'string') return []
  const members = new Set(here.members)
  for (const member of said.gone) {
    if (members.has(member) && member !== here.mine) await takeOut(here, member)
  }
  return said.seats.filter((one) => one.member !== '')
}

/** Let in whoever waits in a seat. Their key must be the one whose words were shown. */
export function letIn(here: Here, { seat, member }: AtTheDoor): Promise<Turned> {
  return here.inTurn(async () => {
    const packages = await here.tools.server.handOut(seat)
    if (typeof packages === 'string') return packages === 'no signal' ? 'later' : 'refused'
    const theirs = packages.filter((one) => {
      try {
        return deviceOf(one.open).member === member
      } catch (fault) {
        if (fault instanceof Refused) return false
        throw fault
      }
    })
    if (theirs.length === 0) return 'refused'
    return turn(here, async (circle) => ({
      changed: await admit(circle, theirs.map((one) => one.open), here.tools.now()),
      welcomes: (welcome) => theirs.map(({ device }) => ({ seat, device, welcome })),
    }))
  })
}

/** Take every device of somebody out of the keys. */
export function takeOut(here: Here, member: string): Promise<Turned> {
  return here.inTurn(() => turn(here, async (circle) => ({ changed: await letGo(circle, fromLetters(member)) })))
}

/** Let somebody look after the circle as well, or no longer. */
export function lookAfter(here: Here, member: string, looks: boolean): Promise<Turned> {
  return here.inTurn(() =>
    turn(here, async (circle) => {
      const theirs = devices(circle).find((one) => toLetters(one.memberId) === member)?.memberKey
      if (!theirs) throw new Refused('gone')
      const others = newest(circle.standing.charter).facilitators.filter((key) => toLetters(key) !== toLetters(theirs))
      return { changed: await amend(circle, here.tools.me, { facilitators: looks ? [...others, theirs] : others }) }
    }))
}
