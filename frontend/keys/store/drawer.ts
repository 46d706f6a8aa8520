/** The drawer: where a person's secret and plan lie on this device, sealed. */
import { type Bytes, fromLetters, random, toLetters } from '../secret/bytes'
import { DoesNotOpen, open, seal } from '../secret/box'
import { idOf, keyFor, rootOf } from '../secret/derive'
import type { Way } from '../post/asking'
import { dropKeys, half, keepHalf, lockNow, openBase } from './lock'

type Store = 'sealed' | 'keys' | 'plans' | 'circles' | 'happened'

/** What is kept of a key: sealed; with copies of the ways back, for when there is no signal. */
interface Sealed {
  readonly box: Bytes
  readonly ways: readonly Way[]
  /** The wrap under a code nobody was shown: as long as it is the only one, there is no code on paper. */
  readonly unwritten?: string
}

/** Ask several stores of the drawer in one transaction: all of it is kept, or nothing. Throws where storage is off or full. */
export async function together<T>(stores: readonly Store[], mode: IDBTransactionMode, ask: (from: (store: Store) => IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await openBase()
  try {
    const work = base.transaction(stores, mode, { durability: 'strict' })
    const kept = new Promise<void>((done, fail) => {
      work.oncomplete = () => done()
      work.onabort = () => fail(work.error ?? new Error('storage'))
    })
    const request = ask((store) => work.objectStore(store))
    await kept
    return request.result
  } finally {
    base.close()
  }
}

/** Ask one store of the drawer. Throws where storage is off or full. */
export function using<T>(store: Store, mode: IDBTransactionMode, ask: (from: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return together([store], mode, (from) => ask(from(store)))
}

function lockOf(unlocking: CryptoKey, salt: string): Promise<CryptoKey> {
  return keyFor(unlocking, 'device', fromLetters(salt))
}

/** Lay a secret into the drawer, open. Returns false where this browser keeps nothing. */
export async function layIn(secret: Bytes, ways: readonly Way[], unwritten = ''): Promise<boolean> {
  const keyId = await idOf(await rootOf(secret))
  const unlocking = await rootOf(random(32))
  const salt = toLetters(random(32))
  try {
    const box = await seal(await lockOf(unlocking, salt), `device/${keyId}`, secret)
    await using('sealed', 'readwrite', (from) => from.put({ box, ways, unwritten } satisfies Sealed, keyId))
    await using('keys', 'readwrite', (from) => from.put(unlocking, keyId))
    keepHalf({ keyId, salt })
    void navigator.storage?.persist?.()
    return true
  } catch {
    lockNow()
    return false
  }
}

/** Renew the copies of the ways back. */
export async function keepWays(keyId: string, ways: readonly Way[]): Promise<void> {
  const kept = await sealedOf(keyId)
  if (kept) await using('sealed', 'readwrite', (from) => from.put({ ...kept, ways } satisfies Sealed, keyId))
}

async function sealedOf(keyId: string): Promise<Sealed | null> {
  try {
    return (await using<Sealed | undefined>('sealed', 'readonly', (from) => from.get(keyId))) ?? null
  } catch {
    return null
  }
}

/** Return the secret of this key where it lies open on this device. */
export async function takeOut(keyId: string): Promise<Bytes | null> {
  const mine = half()
  // Somebody else's, or of a key begun anew since.
  if (mine && mine.keyId !== keyId) lockNow()
  if (!mine || mine.keyId !== keyId) {
    await dropKeys().catch(() => undefined)
    return null
  }
  const kept = await sealedOf(keyId)
  try {
    const unlocking = await using<CryptoKey | undefined>('keys', 'readonly', (from) => from.get(keyId))
    if (!kept || !unlocking) return null
    return await open(await lockOf(unlocking, mine.salt), `device/${keyId}`, kept.box)
  } catch (fault) {
    if (fault instanceof DoesNotOpen || fault instanceof DOMException) return null
    throw fault
  }
}

/** Return the ways back as this device remembers them; null where it knows nothing of this key. */
export async function waysHere(keyId: string): Promise<readonly Way[] | null> {
  return (await sealedOf(keyId))?.ways ?? null
}

/** Return whether nothing leads back to this key but what lies on this device: no code on paper, no passkey. */
export async function hasNoWayBack(keyId: string): Promise<boolean> {
  const kept = await sealedOf(keyId)
  return kept !== null && kept.ways.every((way) => way.kind === 'code' && way.wrapped === kept.unwritten)
}
