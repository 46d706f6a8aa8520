/** Telling the server what was done, when it can hear us. Names have no way in here: see Act. */
import type { Act, Answer, Standing } from '../state/phone'

export interface Post {
  readonly stateUrl: string
  readonly syncUrl: string
}

/** no signal: try later. gone: this evening is not ours any more. signed out: sign in again. */
export type Heard<T> = T | 'no signal' | 'gone' | 'signed out' | 'not understood'

const patienceMs = 12_000

async function asked(address: string, how: RequestInit): Promise<Heard<unknown>> {
  let answer: Response
  try {
    answer = await fetch(address, {
      ...how, redirect: 'manual', cache: 'no-store', credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
    })
  } catch {
    return 'no signal'
  }
  // A way to somewhere else is the way to signing in.
  if (answer.type === 'opaqueredirect') return 'signed out'
  if (answer.status === 404) return 'gone'
  if (answer.status === 400 || answer.status === 413) return 'not understood'
  if (!answer.ok) return 'no signal'
  try {
    return await answer.json()
  } catch {
    // The sign-on page of somebody's wireless network answers everything, kindly and wrongly.
    return 'no signal'
  }
}

function isStanding(said: unknown): said is Standing & { csrf?: string } {
  const one = said as Partial<Standing> | null
  return (
    typeof one === 'object' && one !== null && typeof one.term === 'number' &&
    typeof one.mine === 'boolean' && typeof one.opened === 'string' &&
    typeof one.closed === 'string' && typeof one.hand_key === 'string'
  )
}

function standingOf(one: Standing): Standing {
  const { term, mine, opened, closed, hand_key } = one
  return { term, mine, opened, closed, hand_key }
}

/** Ask how the evening stands. */
export async function askStanding(post: Post): Promise<Heard<{ standing: Standing; csrf: string }>> {
  const said = await asked(post.stateUrl, { method: 'GET' })
  if (typeof said === 'string') return said as Heard<never>
  if (!isStanding(said)) return 'no signal'
  return { standing: standingOf(said), csrf: said.csrf ?? '' }
}

/** Tell what was done, as one. Said twice, it is done once. */
export async function tell(
  post: Post, csrf: string, term: number, acts: readonly Act[],
): Promise<Heard<Answer>> {
  const said = await asked(post.syncUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': csrf },
    body: JSON.stringify({ term, acts }),
  })
  if (typeof said === 'string') return said as Heard<never>
  if (!isStanding(said)) return 'no signal'
  const { done = [], refused = [] } = said as unknown as Partial<Answer>
  return { ...standingOf(said), done, refused }
}
