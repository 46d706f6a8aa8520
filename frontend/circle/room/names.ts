/** What people are called tonight: by the name they said, or by their seat alone. */
import { fromLetters } from '../../keys/secret/bytes'
import { wordList } from '../protocol/word_list'
import type { Here } from '../keeping/here'
import type { Happened } from '../state/happened'
import { namesIn } from '../state/names'
import { sentence } from '../view/words'

/** Return the word a seat goes by, the same on every device: whoever says no name is still somebody. */
export function seatWord(member: string): string {
  return wordList[fromLetters(member)[0] ?? 0] ?? ''
}

/** Return what happened, with a name for every seat whose owner said none. */
export function withNames(here: Here): Happened[] {
  const named = new Set(here.happened.flatMap((one) => (one.kind === 'name' && one.text !== '' ? [one.from] : [])))
  const everybody = new Set([...here.members, ...here.happened.flatMap((one) => ('from' in one && one.from !== '' ? [one.from] : []))])
  const seats = [...everybody].filter((id) => !named.has(id)).map((from): Happened => (
    { seq: -1, minute: 0, kind: 'name', from, text: sentence('seatOf', { WORD: seatWord(from) }) }))
  return [...seats, ...here.happened.filter((one) => one.kind !== 'name' || one.text !== '')]
}

export const namesOf = (here: Here): ReadonlyMap<string, string> => namesIn(withNames(here))
