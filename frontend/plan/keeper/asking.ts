/** Asking the service worker to keep this page, so that it opens without signal. */

const address = '/mine/plan/keeper.js'

export async function makeReady(files: readonly string[]): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(address, { scope: '/mine/plan/' })
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ keep: files })
  } catch {
    // Storage is full or switched off: the page works as long as there is signal.
  }
}
