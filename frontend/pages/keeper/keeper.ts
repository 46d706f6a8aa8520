/**
 * The service worker of `/kept/`: opens the pages somebody kept when there is no signal. It keeps
 * nothing by itself, and looks after no other page.
 */
import { everybodys, isOver, isPage, never, notedAt, readHeard, stores } from '../state/pages'

/** The little of a service worker's world we use. */
interface Keeper {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', act: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', act: (event: Fetched) => void): void
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const keeper = self as unknown as Keeper
// On a line that is there but carries nothing, the kept page comes after this.
const patienceMs = 2_500

async function find(path: string): Promise<Response | undefined> {
  for (const cacheName of stores) {
    const found = await caches.match(path, { cacheName, ignoreSearch: true, ignoreVary: true })
    if (found) return found
  }
  return undefined
}

async function forgetAll(): Promise<void> {
  for (const store of stores) await caches.delete(store)
}

async function kept(path: string): Promise<Response | undefined> {
  const found = await find(path)
  if (!found) return undefined
  const noted = await caches.match(notedAt, { cacheName: everybodys })
  if (!isOver(noted ? readHeard(await noted.text()) : never, Date.now())) return found
  await forgetAll()
  return undefined
}

/** The network first: what was taken back must not stand here while the house can be asked. */
async function thePage(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const ours = await kept(pathname)
  if (!ours) return fetch(request)
  const late = new Promise<null>((done) => setTimeout(() => done(null), patienceMs))
  const answer = await Promise.race([fetch(request).catch(() => null), late])
  if (answer === null || answer.status >= 500 || answer.status === 429) return ours
  if (answer.headers.get('X-Page') === 'kept') return answer
  // The quiet door: somebody left here, and nothing of theirs stays.
  if (answer.ok) await forgetAll()
  else if (answer.status === 404) await drop(pathname)
  return answer
}

async function drop(path: string): Promise<void> {
  for (const store of stores) {
    if (await caches.has(store)) await (await caches.open(store)).delete(path, { ignoreVary: true })
  }
}

async function aFile(request: Request): Promise<Response> {
  return (await find(new URL(request.url).pathname)) ?? fetch(request)
}

keeper.addEventListener('install', (event) => event.waitUntil(keeper.skipWaiting()))
keeper.addEventListener('activate', (event) => event.waitUntil(keeper.clients.claim()))
keeper.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== keeper.location.origin) return
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(thePage(request))
  else if (pathname.startsWith('/static/')) event.respondWith(aFile(request))
})
