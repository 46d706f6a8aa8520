/**
 * The one place on this phone where an evening lies: sealed, with its key kept beside it. The
 * key cannot be copied out of the browser. Throwing it away makes whatever is left unreadable.
 */
import type { Kept } from '../state/phone'

const house = 'evening'
const form = 1

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error ?? new Error('storage'))
  })
}

function unlock(): Promise<IDBDatabase> {
  const request = indexedDB.open(house, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kept')
    request.result.createObjectStore('keys')
  }
  return answered(request)
}

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** What can be done with one evening's place. Every call may throw where storage is full or off. */
export interface Shelf {
  read(): Promise<Kept | null>
  write(kept: Kept): Promise<void>
  /** Throw the key away first: from then on nothing can be read, even if the rest stays. */
  forget(): Promise<void>
}

export function shelfFor(id: string): Shelf {
  async function using<T>(mode: IDBTransactionMode, ask: (from: IDBTransaction) => IDBRequest<T>): Promise<T> {
    const base = await unlock()
    try {
      const work = base.transaction(['kept', 'keys'], mode, { durability: 'strict' })
      const kept = new Promise<void>((done, fail) => {
        work.oncomplete = () => done()
        work.onabort = () => fail(work.error ?? new Error('storage'))
      })
      const [found] = await Promise.all([answered(ask(work)), kept])
      return found
    } finally {
      base.close()
    }
  }

  function theKey(): Promise<CryptoKey | undefined> {
    return using<CryptoKey | undefined>('readonly', (from) => from.objectStore('keys').get(id))
  }

  return {
    async read() {
      const sealed = await using<Sealed | undefined>('readonly', (from) => from.objectStore('kept').get(id))
      if (!sealed) return null
      try {
        const key = await theKey()
        if (!key) return null
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.bytes)
        const found = JSON.parse(new TextDecoder().decode(plain)) as { form: number; kept: Kept }
        return found.form === form ? found.kept : null
      } catch (fault) {
        // A key thrown away, or words of an older house: nothing we could show.
        if (fault instanceof DOMException || fault instanceof SyntaxError) return null
        throw fault
      }
    },
    async write(kept) {
      // After the close each writing has a key of its own: what the disk still holds of the
      // evening then opens with nothing.
      const key = (kept.closed ? undefined : await theKey()) ?? (await newKey())
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify({ form, kept }))
      const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
      await using('readwrite', (from) => {
        // Both or neither, should the phone die between them.
        from.objectStore('keys').put(key, id)
        return from.objectStore('kept').put({ iv, bytes }, id)
      })
    },
    async forget() {
      await using('readwrite', (from) => from.objectStore('keys').delete(id))
      await using('readwrite', (from) => from.objectStore('kept').delete(id))
    },
  }
}

/** What is still here of any evening, looked up and not remembered. */
export interface Left {
  /** Evenings that still say anything about people: seats, or questions. */
  readonly people: number
  readonly evenings: number
  readonly pages: number
}

/** Return what is left of this evening. Throws where storage is switched off. */
export async function whatIsLeft(id: string): Promise<Left> {
  const base = await unlock()
  const evenings = await answered(base.transaction('kept').objectStore('kept').count())
  base.close()
  const kept = await shelfFor(id).read()
  const bag = kept ? [...kept.evening.bag.waiting, ...kept.evening.bag.drawn] : []
  const people = kept && kept.evening.seats.length + bag.length > 0 ? 1 : 0
  const pages = (await caches.keys()).filter((name) => name === `${house} /hold/${id}/run/`).length
  return { people, evenings, pages }
}

/** Take the whole place down, once nothing is in it. */
export async function takeDown(left: Left): Promise<void> {
  if (left.evenings > 0) return
  await answered(indexedDB.deleteDatabase(house)).catch(() => undefined)
}
