/** What people call themselves here. Names travel with the words, sealed; the server's say nothing. */
import type { Happened } from './happened'

/** Return the newest name of everybody who said one, by member id; two of one name are told apart. */
export function namesIn(happened: readonly Happened[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const one of happened) if (one.kind === 'name') names.set(one.from, one.text)
  const used = new Map<string, number>()
  for (const [who, name] of names) {
    const plain = sameToTheEye(name)
    const before = used.get(plain) ?? 0
    used.set(plain, before + 1)
    if (before > 0) names.set(who, `${name} (${before + 1})`)
  }
  return names
}

/** Return a name without what an eye does not tell apart. */
function sameToTheEye(name: string): string {
  return name.normalize('NFKC').toLocaleLowerCase('en').replace(/[\s\p{Cf}]+/gu, '')
}

/** Return the name of somebody, or nothing where it has not come yet. */
export function called(names: ReadonlyMap<string, string>, who: string): string {
  return names.get(who) ?? ''
}

/** Return which seat of a small ring is theirs: the same on every device. seats -- how many there are. */
export function seatOf(who: string, seats: number): number {
  let sum = 0
  for (const letter of who) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65521
  return sum % seats
}
