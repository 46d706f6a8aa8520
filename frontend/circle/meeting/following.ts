/**
 * Following the ring: everything that comes in its order, from the first thing this device heard. Whoever came
 * later is told by one who leads how it stands; what came meanwhile was kept, and counts after it.
 */
import { type Act, after } from './acts'
import { beginning, maySpeak, type Ring, seated } from './ring'

/** One thing in the order. room -- who is here changed; said -- words; act -- something done in the ring. */
export type Heard =
  | { readonly kind: 'room'; readonly seq: number; readonly members: readonly string[]; readonly facilitators: readonly string[] }
  | { readonly kind: 'said'; readonly seq: number; readonly from: string }
  | { readonly kind: 'act'; readonly seq: number; readonly from: string; readonly act: Act }

/**
 * ring -- null until somebody who leads said how it stands. unheard -- the numbers of words said without the piece.
 * since -- everything heard while it was not known.
 */
export interface Following {
  readonly ring: Ring | null
  readonly members: readonly string[]
  readonly facilitators: readonly string[]
  readonly since: readonly Heard[]
  readonly unheard: ReadonlySet<number>
}

export const nothingYet: Following = { ring: null, members: [], facilitators: [], since: [], unheard: new Set() }
const mostKept = 2_000

/** Whoever opens the room knows how it stands: nobody else is in it. */
export function opened(mine: string): Following {
  return { ...nothingYet, ring: beginning(mine, [mine], [mine], 0), members: [mine], facilitators: [mine] }
}

/** Return what is known after one more thing. */
export function follow(before: Following, heard: Heard): Following {
  const here = heard.kind === 'room' ? { ...before, members: heard.members, facilitators: heard.facilitators } : before
  if (here.ring) return { ...here, ...goneOn(here, here.ring, heard) }
  if (heard.kind === 'act' && here.facilitators.includes(heard.from)) {
    if (heard.act.kind === 'ring') return caughtUp(here, heard.act.ring, heard.act.after, heard.seq)
    if (heard.act.kind === 'begin') {
      return { ...here, ring: beginning(heard.from, here.members, here.facilitators, heard.seq), since: [] }
    }
  }
  return { ...here, since: [...here.since, heard].slice(-mostKept) }
}

function goneOn(here: Following, ring: Ring, heard: Heard): Pick<Following, 'ring' | 'unheard'> {
  if (heard.kind === 'room') return { ring: seated(ring, heard.members, heard.facilitators), unheard: here.unheard }
  if (heard.kind === 'act') return { ring: after(ring, heard.from, heard.act, heard.seq), unheard: here.unheard }
  return { ring, unheard: maySpeak(ring, heard.from) ? here.unheard : new Set([...here.unheard, heard.seq]) }
}

/** Begin from what somebody who leads said, and let what came after it count. What they could not know yet is not believed. */
function caughtUp(here: Following, ring: Ring, asOf: number, seq: number): Following {
  if (asOf >= seq) return here
  let now: Following = { ...here, ring: seated(ring, membersAt(here, asOf), facilitatorsAt(here, asOf)), since: [] }
  for (const one of here.since) {
    if (one.seq > asOf) now = { ...now, ...(now.ring ? goneOn(now, now.ring, one) : {}) }
  }
  return now
}

const roomAt = (here: Following, asOf: number): Heard | undefined =>
  here.since.filter((one) => one.kind === 'room' && one.seq <= asOf).at(-1)

function membersAt(here: Following, asOf: number): readonly string[] {
  const room = roomAt(here, asOf)
  return room?.kind === 'room' ? room.members : here.members
}

function facilitatorsAt(here: Following, asOf: number): readonly string[] {
  const room = roomAt(here, asOf)
  return room?.kind === 'room' ? room.facilitators : here.facilitators
}

/** Return whether this device tells newcomers how it stands: whoever leads, or another one where that device does not know. */
export function tells(here: Following, mine: string, came: readonly string[]): boolean {
  if (!here.ring || came.includes(mine)) return false
  if (here.ring.keeper === mine) return true
  const others = here.ring.facilitators.filter((id) => !came.includes(id))
  return came.includes(here.ring.keeper) && others[0] === mine
}
