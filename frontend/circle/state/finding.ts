/** Finding words in what this device holds. Pure: nothing is asked of anybody, and nothing is kept. */
import type { Item, Message } from './conversation'
import { signs } from './signs'

/** How many are shown, and how much stands around what was found, in letters. */
export const mostHits = 50
const around = 40

/** One message with what was looked for. found -- as it stands there, between what comes before and after it. */
export interface Hit {
  readonly id: string
  readonly who: string
  readonly isMine: boolean
  readonly minute: number
  readonly before: string
  readonly found: string
  readonly after: string
}
export interface Found {
  /** The newest first, up to mostHits. */
  readonly hits: readonly Hit[]
  readonly all: number
}

// Letters that are two, or carry their mark inside, and come apart in no other way.
const alike: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ', '’': "'", '‘': "'" }

interface Folded {
  readonly text: string
  /** For each letter of the text, where it began in the words; and where the words end. */
  readonly from: readonly number[]
}

/** Return words without their accents and capitals, so that somebody finds them however they were typed. */
export function folded(words: string): Folded {
  let text = ''
  const from: number[] = []
  let at = 0
  for (const letter of words) {
    // Marks over a letter, the long line of Arabic and signs nobody sees are not looked at.
    const bare = letter.normalize('NFKD').toLowerCase().replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    for (const one of bare) {
      const said = /\s/.test(one) ? ' ' : (alike[one] ?? one)
      text += said
      for (let unit = 0; unit < said.length; unit += 1) from.push(at)
    }
    at += letter.length
  }
  from.push(at)
  return { text, from }
}

/** Return the words somebody looks for; none where there is nothing to look for yet. */
function asked(typed: string): string[] {
  return folded(typed).text.split(' ').filter((one) => one !== '')
}

/** What is looked through: of what is folded away only the note is shown, as in the conversation. */
function wordsOf(message: Message): string {
  return [message.note, message.text, ...message.pictures.map((one) => one.alt)].filter((one) => one !== '').join('\n')
}

const shownOf = (message: Message): string => (message.note === '' ? wordsOf(message) : message.note)

/** Return the messages in which every word stands that was typed, in any order. */
export function find(items: readonly Item[], typed: string): Found {
  const words = asked(typed)
  if (words.length === 0) return { hits: [], all: 0 }
  const all = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
    .filter((one) => !one.isTakenBack && !one.isPutAway)
    .filter((one) => {
      const { text } = folded(wordsOf(one))
      return words.every((word) => text.includes(word))
    })
  return { hits: all.slice(-mostHits).reverse().map((one) => hit(one, words)), all: all.length }
}

function hit(message: Message, words: readonly string[]): Hit {
  const { id, who, isMine, minute } = message
  const shown = shownOf(message)
  const { text, from } = folded(shown)
  const word = words.find((one) => text.includes(one)) ?? ''
  const at = Math.max(0, text.indexOf(word))
  const start = from[at] ?? 0
  const end = word === '' ? start : (from[at + word.length] ?? shown.length)
  return {
    id, who, isMine, minute,
    before: start > around ? `…${lastOf(shown.slice(0, start))}` : oneLine(shown.slice(0, start)),
    found: oneLine(shown.slice(start, end)),
    after: firstOf(shown.slice(end)),
  }
}

const oneLine = (words: string): string => words.replace(/\s+/g, ' ')

function lastOf(words: string): string {
  return signs(oneLine(words)).slice(-around).join('')
}

function firstOf(words: string): string {
  const all = signs(oneLine(words))
  return all.slice(0, around * 2).join('') + (all.length > around * 2 ? '…' : '')
}
