/** Asking the service worker to keep tonight's page, and to go when the evening is over. */

export type Kept = 'kept' | 'not kept'

const patienceMs = 20_000

/** Return whether tonight's page now opens without signal. */
export async function makeReady(files: readonly string[], until: number): Promise<Kept> {
  if (!('serviceWorker' in navigator)) return 'not kept'
  try {
    await navigator.serviceWorker.register('/hold/keeper.js', { scope: '/hold/' })
    const { active } = await navigator.serviceWorker.ready
    if (!active) return 'not kept'
    return await new Promise((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => done(data === 'kept' ? 'kept' : 'not kept')
      window.setTimeout(() => done('not kept'), patienceMs)
      active.postMessage({ keep: location.pathname, files, until }, [port2])
    })
  } catch {
    // Storage is full or switched off; the page says so and goes on.
    return 'not kept'
  }
}

/** Return whether this phone has tonight's page. */
export async function isReady(): Promise<boolean> {
  try {
    return (await caches.match(location.pathname)) !== undefined
  } catch {
    return false
  }
}

/** Let go of tonight's page, and of the keeper when it has nothing left to keep. */
export async function letGo(): Promise<void> {
  if (!('caches' in window)) return
  await caches.delete(`evening ${location.pathname}`)
  const others = (await caches.keys()).filter((name) => name.startsWith('evening '))
  if (others.length > 0) return
  const found = await navigator.serviceWorker?.getRegistration('/hold/')
  await found?.unregister()
}
