/**
 * The service worker of `/mine/plan/`: keeps that one page and its files, so that a plan opens
 * without signal. The page it keeps holds no word of the plan: those lie sealed in the drawer.
 */
export {}

/** The little of a service worker's world we use. */
interface Keeper {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', act: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', act: (event: Fetched) => void): void
  addEventListener(kind: 'message', act: (event: Lasting & { data: unknown }) => void): void
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const keeper = self as unknown as Keeper
const name = 'plan'
const page = '/mine/plan/'
const patienceMs = 2_500

async function keep(files: readonly string[]): Promise<void> {
  const answer = await fetch(page, { credentials: 'same-origin', redirect: 'error', cache: 'no-store' })
  // The quiet door answers too: only the page itself says what it is.
  if (!answer.ok || answer.headers.get('X-Page') !== name) throw new Error('no page')
  await caches.delete(name)
  const cache = await caches.open(name)
  await cache.addAll(files.filter((file) => file.startsWith('/static/')))
  await cache.put(page, answer)
}

/** The network first, so that somebody else on this device never sees our page; then ours. */
async function thePage(request: Request): Promise<Response> {
  const ours = await caches.match(page, { cacheName: name })
  if (!ours) return fetch(request)
  const late = new Promise<null>((done) => setTimeout(() => done(null), patienceMs))
  const answer = await Promise.race([fetch(request).catch(() => null), late])
  if (answer === null || answer.status >= 500) return ours
  // Signed out, gone, or not theirs: what was kept is not for them.
  if (answer.headers.get('X-Page') !== name) await caches.delete(name)
  return answer
}

async function aFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: name })) ?? fetch(request)
}

keeper.addEventListener('install', (event) => event.waitUntil(keeper.skipWaiting()))
keeper.addEventListener('activate', (event) => event.waitUntil(keeper.clients.claim()))
keeper.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== keeper.location.origin) return
  if (request.mode === 'navigate' && pathname === page) event.respondWith(thePage(request))
  else if (pathname.startsWith('/static/')) event.respondWith(aFile(request))
})
keeper.addEventListener('message', (event) => {
  event.waitUntil(keep((event.data as { keep: readonly string[] }).keep).catch(() => undefined))
})
