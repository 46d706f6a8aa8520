/** One tab at a time keeps a circle of a person in this browser: two would use the same key twice. */

const name = (circle: string): string => `circles/${circle}`
const handOverMs = 4_000

/** Return whether this tab keeps it now; another one may. circle -- whose, and which; lost -- called when another tab took over. */
export function hold(circle: string, lost: () => void): Promise<boolean> {
  return new Promise((done) => {
    void navigator.locks.request(name(circle), { ifAvailable: true }, (lock) => {
      done(lock !== null)
      return lock ? untilAsked(circle, lost) : undefined
    }).catch(lost)
  })
}

/** Keep until another tab asks; then finish first. */
function untilAsked(circle: string, lost: () => void): Promise<void> {
  return new Promise((done) => {
    const others = new BroadcastChannel(name(circle))
    others.addEventListener('message', () => {
      others.close()
      lost()
      // What was begun is finished: the page stops by itself, and is given a moment to.
      setTimeout(done, 300)
    })
  })
}

/** Ask the other tab to stop, and wait for it; one that does not answer is passed over. */
export function takeOver(circle: string, lost: () => void): Promise<void> {
  const ask = new BroadcastChannel(name(circle))
  ask.postMessage('here')
  ask.close()
  const patience = AbortSignal.timeout(handOverMs)
  return new Promise((done) => {
    let isOurs = false
    const keep = (): Promise<void> => {
      isOurs = true
      done()
      return untilAsked(circle, lost)
    }
    navigator.locks.request(name(circle), { signal: patience }, keep).catch(() =>
      // Ours once, and passed over since: it is not taken back.
      isOurs ? lost() : navigator.locks.request(name(circle), { steal: true }, keep).catch(lost))
  })
}
