/** The plan on this device: sealed with its own key, beside the version it grew from. */
import { DoesNotOpen, open, seal } from '../../keys/secret/box'
import { type Bytes, NotOurs, text, utf8 } from '../../keys/secret/bytes'
import { keyFor } from '../../keys/secret/derive'
import { padded, unpadded } from '../../keys/secret/padding'
import { using } from '../../keys/store/drawer'
import { blank, type Plan, read, written } from '../state/plan'

/** Sizes of what is stored, here and on the server. */
export const sizes = [4, 16, 64, 128].map((kib) => kib * 1024)

/** What this device has. base -- what the server had at this version; mine -- what is written here. */
export interface Kept {
  readonly version: number
  readonly base: Plan
  readonly mine: Plan
}
interface Row {
  readonly version: number
  readonly base: Bytes
  readonly mine: Bytes
}

export const nothingKept: Kept = { version: 0, base: blank, mine: blank }

/** Sealing and opening one person's plan. Sealing throws TooLong. */
export interface Shelf {
  boxed(plan: Plan): Promise<Bytes>
  /** Throws DoesNotOpen, NotOurs. An empty box is a plan that was deleted. */
  unboxed(box: Bytes): Promise<Plan>
  read(): Promise<Kept>
  write(kept: Kept): Promise<void>
  forget(): Promise<void>
}

export async function shelfFor(root: CryptoKey, keyId: string): Promise<Shelf> {
  const key = await keyFor(root, 'plan')
  // Where the browser keeps nothing, the page itself remembers until it goes.
  let remembered: Row | undefined
  const boxed = (plan: Plan): Promise<Bytes> => seal(key, 'plan', padded(utf8(written(plan)), sizes))
  const unboxed = async (box: Bytes): Promise<Plan> =>
    box.length === 0 ? blank : read(text(unpadded(await open(key, 'plan', box))))
  return {
    boxed,
    unboxed,
    async read() {
      const row = await using<Row | undefined>('plans', 'readonly', (from) => from.get(keyId)).catch(() => remembered)
      if (!row) return nothingKept
      try {
        return { version: row.version, base: await unboxed(row.base), mine: await unboxed(row.mine) }
      } catch (fault) {
        // Damaged on this device: the server's copy stands.
        if (fault instanceof DoesNotOpen || fault instanceof NotOurs || fault instanceof SyntaxError) return nothingKept
        throw fault
      }
    },
    async write({ version, base, mine }) {
      const row: Row = { version, base: await boxed(base), mine: await boxed(mine) }
      remembered = row
      await using('plans', 'readwrite', (from) => from.put(row, keyId)).catch(() => undefined)
    },
    async forget() {
      remembered = undefined
      await using('plans', 'readwrite', (from) => from.delete(keyId)).catch(() => undefined)
    },
  }
}
