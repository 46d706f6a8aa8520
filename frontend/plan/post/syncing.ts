/** Keeping the device and the server alike: what both wrote is merged, and nothing is lost. */
import { fromLetters, toLetters } from '../../keys/secret/bytes'
import { ask, tell } from '../../keys/post/asking'
import { merge, type Plan, samePlan } from '../state/plan'
import type { Kept, Shelf } from '../store/shelf'

interface Said {
  readonly version: number
  readonly box: string
  readonly csrf?: string
}
export interface Urls {
  readonly state: string
  readonly keep: string
  readonly delete: string
}
/** kept: here and there alike. */
export type Became = 'kept' | 'no signal' | 'signed out' | 'refused'

const mostTries = 6

/** One writer at a time in this browser: two tabs take turns. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('plan', work) as Promise<T>
}

/** Keep on this device what a tab wrote since `from`; return what stands there now. */
export function keepHere(shelf: Shelf, from: Plan, wrote: Plan): Promise<Plan> {
  return alone(async () => {
    const kept = await shelf.read()
    const mine = merge(from, wrote, kept.mine)
    if (!samePlan(mine, kept.mine)) await shelf.write({ ...kept, mine })
    return mine
  })
}

/** Bring device and server together. A second device that was first is heard, and merged in. */
export function sync(shelf: Shelf, urls: Urls, keyId: string): Promise<Became> {
  return alone(async () => {
    const first = await ask<Said>(urls.state)
    if (typeof first === 'string') return first === 'meanwhile' ? 'no signal' : first
    if ('conflict' in first) return 'no signal'
    let [theirs, kept] = [first as Said, await shelf.read()]
    for (let tries = 0; tries < mostTries; tries += 1) {
      kept = await heard(shelf, kept, theirs)
      if (samePlan(kept.mine, kept.base)) return 'kept'
      const box = toLetters(await shelf.boxed(kept.mine))
      const said = await tell<Said>(urls.keep, first.csrf ?? '', { key_id: keyId, seen: kept.version, box })
      if (typeof said === 'string') return said === 'meanwhile' ? 'no signal' : said
      if ('conflict' in said) theirs = said.conflict
      else {
        await shelf.write({ version: said.version, base: kept.mine, mine: kept.mine })
        return 'kept'
      }
    }
    return 'no signal'
  })
}

/** Take in what the server has, and write it down before anything is sent. */
async function heard(shelf: Shelf, kept: Kept, said: Said): Promise<Kept> {
  // An older number than ours comes from a backup brought back: it is merged like any other.
  const theirs = said.version === kept.version ? kept.base : await shelf.unboxed(fromLetters(said.box))
  const mine = merge(kept.base, kept.mine, theirs)
  const now = { version: said.version, base: theirs, mine }
  await shelf.write(now)
  return now
}
