/** Asking the server, which knows wrapped keys and sealed boxes and can open neither. */
import type { Kind } from '../secret/wrap'

/** One way back, as it travels. */
export interface Way {
  readonly kind: Kind
  readonly credential: string
  readonly salt: string
  readonly wrapped: string
}
export interface KeyState {
  readonly csrf: string
  readonly key_id: string
  readonly ways: readonly Way[]
  readonly passkeys: readonly string[]
}

/** no signal: try later. signed out: sign in again. meanwhile: done elsewhere. refused: never as it is. */
export type Heard<T> = T | 'no signal' | 'signed out' | 'meanwhile' | 'refused'

const patienceMs = 12_000

/** Ask for JSON; 409 hands back what the server says instead, when it says anything. patience -- in milliseconds. */
export async function ask<T extends object>(address: string, how: RequestInit = {}, patience = patienceMs): Promise<Heard<T> | { conflict: T }> {
  let answer: Response
  try {
    answer = await fetch(address, {
      ...how, redirect: 'manual', cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(patience),
    })
  } catch {
    return 'no signal'
  }
  // A way to somewhere else is the way to signing in; a form from before is signed out too.
  if (answer.type === 'opaqueredirect' || answer.status === 403) return 'signed out'
  if (answer.status >= 500 || answer.status === 429) return 'no signal'
  if (!answer.ok && answer.status !== 409) return 'refused'
  // Whatever is no JSON comes from somebody in between, or from the quiet door.
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return answer.ok ? 'signed out' : 'no signal'
  try {
    const said = (await answer.json()) as T
    return answer.status === 409 ? { conflict: said } : said
  } catch {
    return 'no signal'
  }
}

/** Tell the server something as JSON. */
export function tell<T extends object>(address: string, csrf: string, what: object): Promise<Heard<T> | { conflict: T }> {
  return ask<T>(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': csrf },
    body: JSON.stringify(what),
  })
}

export async function askState(address: string): Promise<Heard<KeyState>> {
  const said = await ask<KeyState>(address)
  if (typeof said === 'string') return said
  return 'conflict' in said ? 'no signal' : said
}

/** Hand over a way back. begins -- it is the first, and with it begins the key. */
export async function keepWay(address: string, csrf: string, keyId: string, way: Way, begins: boolean): Promise<Heard<'kept'>> {
  const said = await tell<{ kept: boolean }>(address, csrf, { key_id: keyId, begins, ...way })
  if (typeof said === 'string') return said
  return 'conflict' in said ? 'meanwhile' : 'kept'
}
