/** Fetching pages to keep, and asking which are still as they were. */
import { everybodys, members, readMarks, type Store } from '../state/pages'
import { isLeaving, lay } from '../store/shelf'

/** gone: there is no such page for us any more. */
export type Became = 'kept' | 'gone' | 'no signal'

const patienceMs = 15_000

async function ask(address: string, credentials: RequestCredentials): Promise<Response | null> {
  try {
    return await fetch(address, {
      credentials, redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(patienceMs),
    })
  } catch {
    return null
  }
}

/**
 * Fetch a page and lay it onto the shelf. What is for everybody is asked for without saying who asks.
 * store -- where it lay before; undefined for a page just chosen. Throws where storage is off or full.
 */
export async function bring(path: string, now: number, store?: Store): Promise<Became> {
  const answer = await ask(path, store === everybodys ? 'omit' : 'same-origin')
  if (!answer || answer.status >= 500 || answer.status === 429) return 'no signal'
  if (!answer.ok || answer.headers.get('X-Page') !== 'kept' || isLeaving()) return 'gone'
  await lay(path, answer, answer.headers.get('X-For') === 'members' ? members : everybodys, now)
  return 'kept'
}

/** Return the marks that hold now; null without signal. Everybody gets the same list, and nobody says who they are. */
export async function askMarks(): Promise<ReadonlySet<string> | null> {
  const answer = await ask('/kept/marks/', 'omit')
  if (!answer?.ok || !answer.headers.get('content-type')?.startsWith('application/json')) return null
  return answer.json().then(readMarks, () => null)
}
