/** The one place on this device where remembered choices lie. Nothing here speaks to anybody. */
import { type Choices, read, written } from './state'

/** Neutral, for whoever looks into the browser's own stores. */
const name = 'choices'
const aYear = 31_536_000

export function remembered(): Choices | null {
  try {
    return read(window.localStorage.getItem(name))
  } catch {
    // The mere mention throws where storage is switched off.
    return null
  }
}

/** Remember; return false where the browser keeps nothing or has no room. */
export function remember(choices: Choices): boolean {
  try {
    window.localStorage.setItem(name, written(choices))
    sayItLiesHere(aYear)
    return true
  } catch {
    return false
  }
}

export function forgetChoices(): void {
  sayItLiesHere(0)
  try {
    window.localStorage.removeItem(name)
  } catch {
    // Switched off: there is nothing to forget.
  }
}

/** Leaving clears what no script could: only its own address hears that there is something. */
function sayItLiesHere(seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `r=${seconds ? 1 : ''}; Max-Age=${seconds}; Path=/leave/; SameSite=Lax${secure}`
}
