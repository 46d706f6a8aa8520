/**
 * Locking the drawer: the half of its key that lies in plain storage goes at once, in the same
 * moment as the screen empties; then the other half, and the page kept for use without signal.
 */

/** Neutral, for whoever looks into the browser's own stores. */
export const drawer = 'drawer'
export const planPage = 'plan'
// Tells the server that something lies open here, where no script could lock it.
const cookie = 'v'

/** Which key lies open here, and half of what unlocks it. */
export interface Half {
  readonly keyId: string
  readonly salt: string
}

export function half(): Half | null {
  try {
    const said = JSON.parse(window.localStorage.getItem(drawer) ?? 'null') as Partial<Half> | null
    return typeof said?.keyId === 'string' && typeof said.salt === 'string' ? { keyId: said.keyId, salt: said.salt } : null
  } catch {
    return null
  }
}

function say(value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${cookie}=${value}; Max-Age=${seconds}; Path=/; SameSite=Lax${secure}`
}

/** Throws where storage is off or full. */
export function keepHalf(kept: Half): void {
  window.localStorage.setItem(drawer, JSON.stringify(kept))
  say('1', 365 * 24 * 3600)
}

export function openBase(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open(drawer, 2)
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames
      for (const store of ['sealed', 'keys', 'plans', 'circles', 'happened']) {
        if (!there.contains(store)) request.result.createObjectStore(store)
      }
    }
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error ?? new Error('storage'))
  })
}

/** Throw away the unlocking keys of this device. What they unlocked stays, sealed. */
export async function dropKeys(): Promise<void> {
  const base = await openBase()
  await new Promise<void>((done, fail) => {
    const work = base.transaction('keys', 'readwrite', { durability: 'strict' })
    work.objectStore('keys').clear()
    work.oncomplete = () => done()
    work.onabort = () => fail(work.error ?? new Error('storage'))
  }).finally(() => base.close())
}

async function dropPage(): Promise<void> {
  if ('caches' in window) await caches.delete(planPage)
  const found = await navigator.serviceWorker?.getRegistration('/mine/plan/')
  await found?.unregister()
}

/** Lock now. Anything after the first two lines may be cut short by leaving, and harms nothing then. */
export function lockNow(): void {
  try {
    window.localStorage.removeItem(drawer)
    say('', 0)
    void dropKeys().catch(() => undefined)
    void dropPage().catch(() => undefined)
  } catch {
    // Storage is off: nothing was ever kept here.
  }
}

/** Lock, where something lies open. */
export function lockIfOpen(): void {
  if (half()) lockNow()
}

/** Lock when somebody signs out, and when a page says that nobody is signed in any more. */
export function lockWithTheSession(): void {
  if (document.body.dataset['signedIn'] === 'no') lockIfOpen()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form instanceof HTMLFormElement && new URL(form.action).pathname === '/account/logout/') lockIfOpen()
  }, { capture: true })
}

/** Say when another tab locked: what is on the screen there must not stay. */
export function whenLocked(tell: () => void): void {
  window.addEventListener('storage', (event) => {
    if ((event.key === drawer || event.key === null) && !half()) tell()
  })
}
