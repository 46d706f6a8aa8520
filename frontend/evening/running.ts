/** One evening on one phone: reads what is kept, draws, writes down, and tells the server when it can. */
import { fromDigits } from './hand/digits'
import { unpack } from './hand/pack'
import { handKey, open as unseal } from './hand/seal'
import { isReady, letGo, makeReady } from './keeper/asking'
import { askStanding, tell } from './post/telling'
import { fresh, heard, heardStanding, phase, take, type Kept } from './state/phone'
import { shelfFor, takeDown, whatIsLeft, type Left } from './store/shelf'
import { writing } from './store/writing'
import { firstShown, type App, type Shown } from './view/app'
import type { Tonight, Words } from './view/brought'
import { clearHanding } from './view/handing'

/** How it ended, where there is nothing left to run. */
export type Ended = 'passed' | 'over' | 'gone'

export interface Running extends App {
  /** Set once this phone has erased the evening. */
  readonly ended: Ended | null
  readonly left: Left | null
  /** Why the picture did not open, if it did not. */
  readonly pictureWhy: string
  /** Ask the server how it stands, and tell it what waits. */
  talk(): Promise<void>
  getReady(): Promise<void>
  openPicture(): Promise<void>
  /** After the close: search this phone for what is left, then tell the server. */
  closed(): Promise<void>
  /** Erase the evening here at once. */
  erase(as: Ended): Promise<void>
}

// Storage is switched off: then nothing was ever kept in it.
const nothing: Left = { people: 0, evenings: 0, pages: 0 }

const lingersMs = 2 * 24 * 3600 * 1000

export async function running(
  tonight: Tonight, words: Words, picture: string, draw: (app: Running) => void,
): Promise<Running> {
  const shelf = shelfFor(tonight.id)
  const until = Date.parse(tonight.ends) + lingersMs
  let kept: Kept = fresh(tonight)
  let shown: Shown = { ...firstShown, picture }
  let ended: Ended | null = null
  let left: Left | null = null
  let pictureWhy = ''
  let talking = false
  const writes = writing(shelf.write, () => look({ canKeep: false }))

  function look(change: Partial<Shown>): void {
    shown = { ...shown, ...change }
    draw(app)
  }

  function keep(change: (kept: Kept) => Kept): void {
    if (ended) return
    const before = kept
    kept = change(kept)
    if (kept === before) return
    writes.put(kept)
    draw(app)
  }

  async function erase(as: Ended | null): Promise<void> {
    ended = as ?? ended
    kept = { ...fresh(kept.standing), closed: kept.closed, refused: kept.refused }
    shown = { ...shown, chosen: null, undo: null, handing: false, picture: '' }
    clearHanding()
    await writes.settled()
    try {
      await shelf.forget()
      await letGo()
      left = await whatIsLeft(tonight.id)
      await takeDown(left)
    } catch {
      left = shown.canKeep ? null : nothing
    }
    draw(app)
  }

  /** What follows from what the server said. */
  async function settle(): Promise<void> {
    const now = phase(kept)
    if (ended) return
    if (now === 'passed' || now === 'over') await erase(now)
    else if (now === 'closed' && kept.acts.length === 0) await erase(null)
  }

  async function talkOnce(): Promise<void> {
    const post = { stateUrl: tonight.urls.state, syncUrl: tonight.urls.sync }
    const asked = await askStanding(post)
    if (asked === 'gone') return erase('gone')
    if (typeof asked === 'string') return look({ signal: asked !== 'no signal', signedOut: asked === 'signed out' })
    look({ signal: true, signedOut: false })
    keep((now) => heardStanding(now, asked.standing))
    const { acts, from } = kept
    if (acts.length > 0) {
      const answer = await tell(post, asked.csrf, from, acts)
      if (answer === 'gone') return erase('gone')
      if (typeof answer === 'string') look({ signal: answer !== 'no signal', signedOut: answer === 'signed out' })
      else keep((now) => heard(now, answer))
    }
    await settle()
  }

  const app: Running = {
    tonight, words,
    get kept() { return kept },
    get shown() { return shown },
    get ended() { return ended },
    get left() { return left },
    get pictureWhy() { return pictureWhy },
    look, keep,
    act(change) {
      shown = { ...shown, undo: null }
      keep((now) => {
        const evening = change(now.evening)
        return evening === now.evening ? now : { ...now, evening }
      })
    },
    async talk() {
      if (talking || ended) return
      talking = true
      try {
        await talkOnce()
      } finally {
        talking = false
      }
    },
    async getReady() {
      look({ ready: (await makeReady(tonight.files, until)) === 'kept' })
    },
    async openPicture() {
      const key = await handKey(kept.standing.hand_key)
      pictureWhy = key ? '' : words.not_opened_here
      if (!key) return draw(app)
      try {
        const handed = unpack(await unseal(key, tonight.id, fromDigits(shown.picture)))
        const from = { ...handed, opened: handed.opened * 1000 }
        keep((now) => take(now, from, Date.now(), crypto.randomUUID()))
        look({ picture: '', tab: 'round' })
        await app.talk()
      } catch {
        // Bent, or of another evening: nothing of it is believed.
        pictureWhy = words.bad_picture
        look({ picture: '' })
      }
    },
    async closed() {
      await writes.settled()
      left = await whatIsLeft(tonight.id).catch(() => (shown.canKeep ? null : nothing))
      draw(app)
      await app.talk()
    },
    erase,
  }

  if (Date.now() > until) {
    await erase('over')
    return app
  }
  try {
    kept = (await shelf.read()) ?? kept
  } catch {
    shown = { ...shown, canKeep: false }
  }
  shown = { ...shown, ready: await isReady(), tab: kept.evening.rings.some((ring) => ring.piece !== null) ? 'round' : 'words' }
  return app
}
