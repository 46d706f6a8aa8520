/** The one place on this device where the list lies. Nothing here speaks to anybody. */
import { type Kept, nothing } from '../state/kept'
import { read, written } from '../state/writing'

/** Neutral, for whoever looks into the browser's own stores. */
const name = 'notes'

/** What came of looking: a list, or why there is none. */
export type Looked = { readonly kept: Kept } | { readonly trouble: 'off' | 'unreadable' }

/** Look on the device. Nothing kept yet is an empty list. */
export function look(): Looked {
  let text: string | null
  try {
    text = window.localStorage.getItem(name)
  } catch {
    // The mere mention throws where storage is switched off.
    return { trouble: 'off' }
  }
  if (text === null) return { kept: nothing }
  const kept = read(text)
  return kept ? { kept } : { trouble: 'unreadable' }
}

/** Write the list down; return false where the browser keeps nothing or has no room. */
export function write(kept: Kept): boolean {
  try {
    askToKeepIt(kept.staysBehind)
    if (kept.groups.length === 0 && !kept.staysBehind) window.localStorage.removeItem(name)
    else window.localStorage.setItem(name, written(kept))
    return true
  } catch {
    return false
  }
}

/** Change what is on the device now, not what a page remembers of it: another tab may have. */
export function change(into: (kept: Kept) => Kept): Looked {
  const found = look()
  if ('trouble' in found) return found
  const kept = into(found.kept)
  if (kept === found.kept) return found
  return write(kept) ? { kept } : { trouble: 'off' }
}

/** Forget all of it. */
export function forgetAll(): void {
  askToKeepIt(false)
  try {
    window.localStorage.removeItem(name)
  } catch {
    // Switched off: there is nothing to forget.
  }
}

/** Forget it because somebody leaves, unless they ticked that it stays. */
export function forgetUnlessItStays(): void {
  const found = look()
  if (!('kept' in found) || !found.kept.staysBehind) forgetAll()
}

/** Leaving clears all a browser holds of this site, unless this cookie asks otherwise. */
function askToKeepIt(stays: boolean): void {
  const age = stays ? 31_536_000 : 0
  const shut = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `k=1; path=/; max-age=${age}; samesite=lax${shut}`
}

/** Say when another tab changed it. */
export function whenChanged(tell: () => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === name || event.key === null) tell()
  })
}
