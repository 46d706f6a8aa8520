/** Writes one after another, the newest only: a quick thumb must not make an old evening win. */

export interface Writing<T> {
  /** Write this down as soon as the one before is done. */
  put(value: T): void
  /** Wait until everything is written, or could not be. */
  settled(): Promise<void>
}

export function writing<T>(write: (value: T) => Promise<void>, failed: (fault: unknown) => void): Writing<T> {
  let waiting: { value: T } | null = null
  let going: Promise<void> = Promise.resolve()
  let busy = false
  async function run(): Promise<void> {
    busy = true
    while (waiting) {
      const { value } = waiting
      waiting = null
      try {
        await write(value)
      } catch (fault) {
        failed(fault)
      }
    }
    busy = false
  }
  return {
    put(value) {
      waiting = { value }
      if (!busy) going = run()
    },
    settled: () => going,
  }
}
