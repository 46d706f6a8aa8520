/**
 * A circle on this device: sealed (AES-256-GCM) under a key nobody can read out, which opens only
 * while the drawer is open. Keys and words are written in one transaction, so that no key
 * is used twice after a crash and no word is lost.
 */
import { DoesNotOpen, open, seal } from '../../keys/secret/box'
import { type Bytes, NotOurs, text, utf8 } from '../../keys/secret/bytes'
import { keyFor } from '../../keys/secret/derive'
import { together, using } from '../../keys/store/drawer'
import { Refused } from '../protocol/refused'
import type { Happened } from '../state/happened'
import { type Desk, emptyDesk, readDesk, writeDesk } from './desk'

export interface Shelf {
  /** The desk, and whether there was one that does not open any more: then nothing of it is used. */
  read(): Promise<{ desk: Desk; happened: Happened[]; isDamaged: boolean }>
  /** Keep the desk, and what happened since. Throws where storage is off or full. */
  write(desk: Desk, news?: readonly Happened[]): Promise<void>
  /** Forget these numbers: their time is over. */
  forget(seqs: readonly number[]): Promise<void>
  /** Forget the whole circle on this device. */
  forgetAll(): Promise<void>
  readDraft(): Promise<string>
  writeDraft(words: string): Promise<void>
}

interface Row {
  readonly desk: Bytes
}

/** circleId -- as the server names it. */
export async function shelfFor(root: CryptoKey, keyId: string, circleId: string): Promise<Shelf> {
  const key = await keyFor(root, 'circles')
  const name = `${keyId}/${circleId}`
  const draft = `${name}/draft`
  const about = (what: string): string => `circles/${circleId}/${what}`
  const every = IDBKeyRange.bound([name, 0], [name, Number.MAX_SAFE_INTEGER])

  async function happened(): Promise<Happened[]> {
    const rows = await using<{ seq: number; box: Bytes }[]>('happened', 'readonly', (from) => from.getAll(every))
    const all: Happened[] = []
    for (const { seq, box } of rows) {
      try {
        all.push(JSON.parse(text(await open(key, about(`${seq}`), box))) as Happened)
      } catch (fault) {
        // One that was damaged on this device does not take the others with it.
        if (!(fault instanceof DoesNotOpen || fault instanceof NotOurs)) throw fault
      }
    }
    return all.sort((a, b) => a.seq - b.seq)
  }

  return {
    async read() {
      const row = await using<Row | undefined>('circles', 'readonly', (from) => from.get(name))
      const all = await happened()
      if (!row) return { desk: emptyDesk, happened: all, isDamaged: false }
      try {
        return { desk: await readDesk(await open(key, about('desk'), row.desk)), happened: all, isDamaged: false }
      } catch (fault) {
        if (!(fault instanceof DoesNotOpen || fault instanceof NotOurs || fault instanceof SyntaxError || fault instanceof Refused)) throw fault
        return { desk: emptyDesk, happened: all, isDamaged: true }
      }
    },
    async write(desk, news = []) {
      const row: Row = { desk: await seal(key, about('desk'), writeDesk(desk)) }
      const rows = await Promise.all(news.map(async (one) => ({ seq: one.seq, box: await seal(key, about(`${one.seq}`), utf8(JSON.stringify(one))) })))
      await together(['circles', 'happened'], 'readwrite', (from) => {
        for (const one of rows) from('happened').put(one, [name, one.seq])
        return from('circles').put(row, name)
      })
    },
    async forget(seqs) {
      await using('happened', 'readwrite', (from) => {
        for (const seq of seqs) from.delete([name, seq])
        return from.count()
      })
    },
    async forgetAll() {
      await together(['circles', 'happened'], 'readwrite', (from) => {
        from('happened').delete(every)
        from('circles').delete(draft)
        return from('circles').delete(name)
      })
    },
    async readDraft() {
      const box = await using<Bytes | undefined>('circles', 'readonly', (from) => from.get(draft)).catch(() => undefined)
      if (!box) return ''
      return open(key, about('draft'), box).then(text, () => '')
    },
    async writeDraft(words) {
      const box = words === '' ? null : await seal(key, about('draft'), utf8(words))
      const done = box
        ? using('circles', 'readwrite', (from) => from.put(box, draft))
        : using('circles', 'readwrite', (from) => from.delete(draft))
      // A draft is a kindness: where storage is full the words stay on the screen.
      await done.catch(() => undefined)
    },
  }
}
