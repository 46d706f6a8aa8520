/** The live line: words out, whatever happens in. One line for this page; it finds itself again. */
import type { Bytes } from '../../keys/secret/bytes'
import { eventReader, type Told } from './events'
import { type Frame, frameOf, type Server } from './server'

/** kept -- in the order; stale -- the keys turned meanwhile; gone -- no seat any more. */
export type Posted = 'kept' | 'stale' | 'gone' | 'later' | 'signed out' | 'refused'
/** What comes in. behind -- something may have been missed: read on from the last number. */
export type Heard =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'behind' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'signal'; readonly has: boolean }
  | { readonly kind: 'signed out' }

const patienceMs = 15_000
const silenceMs = 70_000
const longestPauseMs = 30_000

interface Session {
  readonly at: string
  readonly bearer: string
}

/** Wait a while, a little different for every device: they must not all come back at once. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms * (0.5 + Math.random())))

export class Live {
  readonly #server: Server
  readonly #circle: string
  readonly #hear: (what: Heard) => void
  #session: Promise<Session | 'later' | 'signed out'> | null = null
  #stop = new AbortController()
  #isClosed = false
  #hasSignal = true

  constructor(server: Server, circle: string, hear: (what: Heard) => void) {
    this.#server = server
    this.#circle = circle
    this.#hear = hear
  }

  #begin(): Promise<Session | 'later' | 'signed out'> {
    this.#session ??= this.#open().then((made) => {
      if (typeof made === 'string') this.#session = null
      return made
    })
    return this.#session
  }

  async #open(): Promise<Session | 'later' | 'signed out'> {
    const said = await this.#server.ticket()
    if (said === 'signed out' || said === 'not there') return 'signed out'
    if (said === 'no signal') return 'later'
    try {
      const answer = await fetch(`${said.live}session`, {
        method: 'POST', headers: { Authorization: `Bearer ${said.ticket}` }, cache: 'no-store', credentials: 'omit',
        signal: AbortSignal.timeout(patienceMs),
      })
      if (!answer.ok) return 'later'
      return { at: said.live, bearer: ((await answer.json()) as { session: string }).session }
    } catch {
      return 'later'
    }
  }

  /** Offer sealed words. The same `once` is kept once, however often it comes. */
  async post(once: string, frame: Bytes): Promise<Posted> {
    for (let tries = 0; tries < 2; tries += 1) {
      const session = await this.#begin()
      if (typeof session === 'string') return session
      let answer: Response
      try {
        answer = await fetch(`${session.at}circles/${this.#circle}/words`, {
          method: 'POST', body: frame, cache: 'no-store', credentials: 'omit',
          headers: { Authorization: `Bearer ${session.bearer}`, 'Idempotency-Key': once, 'Content-Type': 'application/octet-stream' },
          signal: AbortSignal.timeout(patienceMs),
        })
      } catch {
        return 'later'
      }
      if (answer.status !== 401) return answer.ok ? 'kept' : why(answer.status)
      this.#session = null
    }
    return 'later'
  }

  /** Listen until closed, again and again; every new line begins with 'behind'. */
  async listen(): Promise<void> {
    let pauseMs = 500
    while (!this.#isClosed) {
      const session = await this.#begin()
      if (session === 'signed out') return this.#hear({ kind: 'signed out' })
      if (session !== 'later' && (await this.#hearAll(session))) pauseMs = 500
      if (this.#isClosed) return
      this.#signal(navigator.onLine && pauseMs <= 1_000)
      await Promise.race([pause(pauseMs), backOnline()])
      pauseMs = Math.min(longestPauseMs, pauseMs * 2)
    }
  }

  /** Ask for another ticket: what this person may do is another now. */
  renew(): void {
    this.#session = null
    this.#stop.abort()
  }

  close(): void {
    this.#isClosed = true
    this.#stop.abort()
  }

  #signal(has: boolean): void {
    if (has !== this.#hasSignal) this.#hear({ kind: 'signal', has })
    this.#hasSignal = has
  }

  /** Return whether anything was heard on this line before it ended. */
  async #hearAll(session: Session): Promise<boolean> {
    this.#stop = new AbortController()
    let silence = setTimeout(() => this.#stop.abort(), patienceMs)
    let heard = false
    try {
      const answer = await fetch(`${session.at}events`, {
        headers: { Authorization: `Bearer ${session.bearer}`, Accept: 'text/event-stream' }, cache: 'no-store', credentials: 'omit',
        signal: this.#stop.signal,
      })
      if (answer.status === 401) this.#session = null
      if (!answer.ok || !answer.body) return false
      const read = eventReader()
      const text = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      for (let piece = await text.read(); !piece.done; piece = await text.read()) {
        clearTimeout(silence)
        // A line that says nothing for so long is dead, whatever the system thinks.
        silence = setTimeout(() => this.#stop.abort(), silenceMs)
        for (const told of read(piece.value)) {
          heard = true
          this.#take(told)
        }
      }
    } catch {
      return heard
    } finally {
      clearTimeout(silence)
    }
    return heard
  }

  #take({ kind, data }: Told): void {
    if (kind === 'renew') this.#session = null
    if (kind === 'begin') {
      this.#signal(true)
      this.#hear({ kind: 'behind' })
    }
    if (kind !== 'word' && kind !== 'commit' && kind !== 'gone') return
    let said: { circle: string; seq: number; epoch: number; minute: number; frame: string; tag?: string; frank?: number }
    try {
      said = JSON.parse(data) as typeof said
      if (said.circle !== this.#circle) return
      this.#hear(kind === 'gone' ? { kind: 'gone' } : { kind: 'frame', frame: frameOf({ ...said, kind }) })
    } catch {
      // Cut, or altered on the way: read on from the last number.
      this.#hear({ kind: 'behind' })
    }
  }
}

function why(status: number): Posted {
  if (status === 409) return 'stale'
  if (status === 404) return 'gone'
  return status === 413 || status === 400 ? 'refused' : 'later'
}

function backOnline(): Promise<void> {
  return new Promise((done) => window.addEventListener('online', () => done(), { once: true }))
}
