/** Where kept pages lie on this device: two stores of the browser, and nothing else. */
import { everybodys, filesOf, type Heard, isPage, type Kept, keptFrom, list, members, never, notedAt, readHeard, type Store, stores } from '../state/pages'

const whatever: CacheQueryOptions = { ignoreVary: true }
const aYear = 31_536_000

/** Return whether this browser can keep pages: not over a plain line, nor where storage is off. */
export function isAble(): boolean {
  try {
    return Boolean(globalThis.caches) && Boolean(navigator.serviceWorker)
  } catch {
    // The mere mention throws where storage is switched off.
    return false
  }
}

/** Return whether anything lies here at all. */
export async function hasAny(): Promise<boolean> {
  return (await caches.has(everybodys)) || (await caches.has(members))
}

async function opened(store: Store): Promise<Cache | null> {
  return (await caches.has(store)) ? caches.open(store) : null
}

/** Return all that is kept, the list of it too. */
export async function everything(): Promise<readonly Kept[]> {
  const found: Kept[] = []
  for (const store of stores) {
    const cache = await opened(store)
    for (const { url } of cache ? await cache.keys() : []) {
      const answer = isPage(new URL(url).pathname) ? await cache?.match(url, whatever) : undefined
      const one = answer && keptFrom(new URL(url).pathname, answer.headers, store)
      if (one) found.push(one)
    }
  }
  return found
}

/** Return the pages somebody kept, the newest first. */
export async function all(): Promise<readonly Kept[]> {
  const found = (await everything()).filter((one) => one.path !== list)
  return found.sort((one, other) => other.on - one.on)
}

/** Lay a page onto the shelf with all it needs. Throws where storage is off or full. */
export async function lay(path: string, answer: Response, store: Store, on: number): Promise<void> {
  sayThatSomethingLiesHere(store)
  const cache = await caches.open(store)
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  await cache.addAll(filesOf(answer.headers).filter((file) => !there.has(file)))
  const headers = new Headers(answer.headers)
  headers.set('X-Kept-On', String(on))
  const page = new Response(await answer.blob(), { status: 200, headers })
  // Somebody left while it was fetched: their stores are gone, and stay gone.
  if (isLeaving()) return
  await cache.put(path, page)
  for (const other of stores) if (other !== store) await (await opened(other))?.delete(path, whatever)
}

/** Take a page off; return it, so that it can be put back. */
export async function takeOff(path: string): Promise<{ page: Response; store: Store } | null> {
  let taken: { page: Response; store: Store } | null = null
  for (const store of stores) {
    const cache = await opened(store)
    const page = await cache?.match(path, whatever)
    if (page) taken = { page, store }
    await cache?.delete(path, whatever)
  }
  return taken
}

export async function heard(): Promise<Heard> {
  const noted = await (await opened(everybodys))?.match(notedAt)
  return noted ? readHeard(await noted.text()) : never
}

export async function note(said: Heard): Promise<void> {
  const cache = await caches.open(everybodys)
  if (!isLeaving()) await cache.put(notedAt, new Response(JSON.stringify(said)))
}

/** Let go of files no page needs any more, and of everything once nothing is kept. */
export async function tidy(): Promise<void> {
  const { gone, again } = await heard()
  if ((await all()).length === 0 && gone === 0 && again.length === 0) return forgetAll()
  for (const store of stores) {
    const cache = await opened(store)
    if (!cache) continue
    const needed = new Set<string>()
    const urls = (await cache.keys()).map(({ url }) => url)
    for (const url of urls) for (const file of filesOf((await cache.match(url, whatever))?.headers ?? new Headers())) needed.add(file)
    for (const url of urls) {
      const path = new URL(url).pathname
      if (path.startsWith('/static/') && !needed.has(path)) await cache.delete(url, whatever)
    }
  }
}

/** Forget all of it. What matters is asked for in this very moment, whatever becomes of this page. */
export function forgetAll(): void {
  flag('p', '/leave/', 0)
  forgetMembers()
  drop(everybodys)
  if (isAble()) void navigator.serviceWorker.getRegistration(list).then((found) => found?.unregister()).catch(() => undefined)
}

/** Forget what is only for people who are signed in. */
export function forgetMembers(): void {
  flag('m', '/account/logout/', 0)
  drop(members)
}

function drop(store: Store): void {
  try {
    // Asked for in this very moment, and nothing here may hold up whoever leaves.
    if (isAble()) void caches.delete(store).catch(() => undefined)
  } catch {
    // Storage is off: nothing was ever kept here.
  }
}

/** Leaving and signing out clear what no script could: only those two addresses hear that there is something. */
function sayThatSomethingLiesHere(store: Store): void {
  flag('p', '/leave/', aYear)
  if (store === members) flag('m', '/account/logout/', aYear)
}

function flag(name: string, path: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${name}=${seconds ? 1 : ''}; Max-Age=${seconds}; Path=${path}; SameSite=Lax${secure}`
}

export function isLeaving(): boolean {
  return document.documentElement.classList.contains('leaving')
}
