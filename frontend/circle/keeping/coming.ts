/** Coming into a circle on this device: found it, wait at its door, come back in. */
import { type Bytes, fromLetters, toLetters } from '../../keys/secret/bytes'
import { found } from '../protocol/changing'
import { comeBack, comeIn, deviceThere, waitToBeLetIn } from '../protocol/joining'
import { saidBy } from '../protocol/identity'
import { credentialIn, ours, read } from '../protocol/mls'
import { Refused } from '../protocol/refused'
import type { State } from '../post/server'
import { wordList } from '../protocol/word_list'
import { sha256 } from '../protocol/signing'
import type { Here } from './here'
import { enter, settleEntry } from './turning'

/** door -- somebody has to let this person in; refused -- it has to be begun anew. */
export type Came = 'in' | 'door' | 'later' | 'signed out' | 'refused'

const mostTries = 6

/** Make the first keys of a circle. */
export async function beginKeys(here: Here, wordsDays: number): Promise<Came> {
  const { me, server, now } = here.tools
  const { circle, groupInfo } = await found(me, { wordsDays, franking: 1 }, now())
  // Kept before it is sent: a circle whose only keys are lost opens to nobody.
  await here.keep({ circle, seq: 0, saidName: '' }, [{ seq: 0, minute: now(), kind: 'begun' }])
  const said = await server.layKeys(groupInfo)
  if (typeof said !== 'string') return 'in'
  await here.keep({ circle: null })
  return said === 'no signal' ? 'later' : said === 'signed out' ? said : 'refused'
}

/** Return the id of the device a key package is for, as the server names it. Throws Refused. */
export function deviceOf(open: Bytes): { device: string; member: string } {
  const message = read(open)
  if (message.wireformat !== 'mls_key_package') throw new Refused('malformed')
  const { leafNode } = message.keyPackage
  const one = saidBy(credentialIn(leafNode), ours(leafNode.signaturePublicKey))
  return { device: toLetters(one.deviceId), member: toLetters(one.memberId) }
}

/** Lay something at the door, once, so that a facilitator's device can let this one in. */
export async function knock(here: Here): Promise<Came> {
  const { me, server, now } = here.tools
  if (!here.desk.atTheDoor) {
    const { open, own } = await waitToBeLetIn(me, now())
    await here.keep({ atTheDoor: { open, own, device: deviceOf(open).device } })
  }
  const { atTheDoor } = here.desk
  if (!atTheDoor) return 'refused'
  const said = await server.lay(atTheDoor.device, atTheDoor.open)
  // Laid before, by a page that closed too early: it still lies there, or was used.
  if (typeof said !== 'string' || said === 'not there') return 'door'
  return said === 'no signal' ? 'later' : 'signed out'
}

/** Look whether somebody opened. */
export async function lookIn(here: Here, mlsId: Bytes): Promise<Came> {
  const { atTheDoor } = here.desk
  if (!atTheDoor) return 'door'
  const found = await here.tools.server.welcomes(atTheDoor.device)
  if (typeof found === 'string') return found === 'no signal' ? 'later' : found === 'signed out' ? found : 'door'
  for (const welcome of found.reverse()) {
    try {
      const circle = await comeIn(atTheDoor, welcome, mlsId)
      await here.keep({ circle, seq: 0, atTheDoor: null, saidName: '' }, [{ seq: 0, minute: here.tools.now(), kind: 'here' }])
      await here.tools.server.used(atTheDoor.device)
      return 'in'
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
    }
  }
  // What was opened was not for these keys: lay down others.
  if (found.length > 0) {
    await here.tools.server.used(atTheDoor.device)
    await here.keep({ atTheDoor: null })
    return knock(here)
  }
  return 'door'
}

/** Come back with the same key: a new device, storage that was cleared, or away too long. */
export async function comeBackIn(here: Here, mlsId: Bytes): Promise<Came> {
  const { me, server, now } = here.tools
  const { turning } = here.desk
  if (turning?.isEntry) {
    const settled = await settleEntry(here, turning)
    if (settled !== 'again' && settled !== 'refused') return settled
  }
  for (let tries = 0; tries < mostTries; tries += 1) {
    const info = await server.groupInfo()
    if (info === 'no signal' || info === 'signed out') return info === 'no signal' ? 'later' : info
    if (info === 'not there') return 'door'
    try {
      const device = here.tools.hasOneDevice ? await deviceThere(me, mlsId, info.groupInfo) : here.deviceId
      const became = await enter(here, await comeBack(me, mlsId, info.groupInfo, now(), device))
      if (became !== 'again') return became
    } catch (fault) {
      // The keys of the circle do not know this person's key: somebody has to let them in.
      if (fault instanceof Refused) return fault.why === 'no ticket' ? 'door' : 'refused'
      throw fault
    }
  }
  return 'later'
}

/** What to do first, given what lies here and where the circle is. */
export function firstStep(here: Here, state: State): 'read on' | 'come back' | 'door' | 'not open' {
  if (!state.has_keys) return 'not open'
  if (here.desk.circle && state.is_in) return 'read on'
  return state.is_in || here.desk.turning?.isEntry ? 'come back' : 'door'
}

/** Five words that stand for somebody's key here, to compare by voice: theirs and ours must be the same. */
export async function wordsFor(member: string): Promise<string[]> {
  const bytes = await sha256(fromLetters(member))
  return [...bytes.slice(0, 5)].map((byte) => wordList[byte] ?? '')
}
