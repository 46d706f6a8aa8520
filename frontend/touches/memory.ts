/** What the browser remembers for this tab, and how it is made to forget. */

/** Return this tab's store, or null where the browser has storage switched off. */
function store(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    // The mere mention throws then; nothing was kept, so there is nothing to forget.
    return null
  }
}

/** Note something for this tab alone. */
export function keep(name: string, words: string): void {
  store()?.setItem(name, words)
}

/** Return a note, or null where there is none. */
export function kept(name: string): string | null {
  return store()?.getItem(name) ?? null
}

/** Forget one note. */
export function forget(name: string): void {
  store()?.removeItem(name)
}

/** Forget everything this tab noted. */
export function forgetAll(): void {
  store()?.clear()
}
