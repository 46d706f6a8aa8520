/**
 * The service worker of `/hold/`: keeps the page of one evening and its files, from "make ready"
 * until close, so that a hall without signal changes nothing. It keeps nothing else of the site.
 */
export {}

/** The little of a service worker's world we use. */
interface Keeper {
  readonly location: Location
  readonly registration: { unregister(): Promise<boolean> }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', act: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', act: (event: Fetched) => void): void
  addEventListener(kind: 'message', act: (event: Lasting & { data: unknown; ports: readonly MessagePort[] }) => void): void
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const keeper = self as unknown as Keeper
const named = /^\/hold\/[a-z0-9]{12}\/run\/$/
// On a line that is there but carries nothing, the kept page comes after this.
const patienceMs = 2_500
const until = 'X-Kept-Until'

/** What the page asks for: keep these files for this evening, until then. */
interface Wish {
  readonly keep: string
  readonly files: readonly string[]
  readonly until: number
}

const cacheOf = (page: string): string => `evening ${page}`

async function dated(answer: Response, moment: number): Promise<Response> {
  const headers = new Headers(answer.headers)
  headers.set(until, String(moment))
  return new Response(await answer.blob(), { status: 200, headers })
}

async function keep(wish: Wish): Promise<void> {
  const page = new URL(wish.keep, keeper.location.href)
  if (page.origin !== keeper.location.origin || !named.test(page.pathname)) throw new Error('not an evening')
  const cache = await caches.open(cacheOf(page.pathname))
  const answer = await fetch(page.pathname, { credentials: 'same-origin', redirect: 'error', cache: 'no-store' })
  if (!answer.ok) throw new Error('no page')
  await cache.addAll(wish.files.filter((file) => file.startsWith('/static/')))
  // Last, so that a page that is kept has all it needs.
  await cache.put(page.pathname, await dated(answer, wish.until))
}

async function kept(page: string): Promise<Response | null> {
  const found = await caches.match(page, { cacheName: cacheOf(page), ignoreSearch: true })
  if (!found) return null
  if (Number(found.headers.get(until)) > Date.now()) return found
  await caches.delete(cacheOf(page))
  return null
}

/** The network first, so that somebody else on this phone never sees our evening; then ours. */
async function thePage(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const ours = await kept(pathname)
  if (!ours) return fetch(request)
  const late = new Promise<null>((done) => setTimeout(() => done(null), patienceMs))
  const asked = fetch(request).catch(() => null)
  const answer = await Promise.race([asked, late])
  if (answer === null || answer.status >= 500) return ours
  // Signed out, or not theirs: what was kept is not for them.
  if (!answer.ok) await caches.delete(cacheOf(pathname))
  return answer
}

async function aFile(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

keeper.addEventListener('install', (event) => event.waitUntil(keeper.skipWaiting()))
keeper.addEventListener('activate', (event) => event.waitUntil(keeper.clients.claim()))
keeper.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== keeper.location.origin) return
  if (request.mode === 'navigate' && named.test(pathname)) event.respondWith(thePage(request))
  else if (pathname.startsWith('/static/')) event.respondWith(aFile(request))
})
keeper.addEventListener('message', (event) => {
  const [back] = event.ports
  event.waitUntil(
    keep(event.data as Wish).then(
      () => back?.postMessage('kept'),
      () => back?.postMessage('not kept'),
    ),
  )
})
