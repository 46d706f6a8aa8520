/**
 * Text as somebody typed it, read into plain sentences. The same as engines/crisis/reading.py,
 * letter by letter; a test holds the two equal.
 */

/** Whoever writes more than this is read from the end: that is where they are now. */
const longest = 6000
const ends = '.!?;\n\r\u2026\u2028\u2029\u3002\uff01\uff1f'
const breaks = '\n\r\u2028\u2029'
const pauses = ',:()\u2013\u2014\u060c'
const quotes = '"\u201c\u201d\u00ab\u00bb'
const turns = new Set(['but', 'though', 'although', 'however', 'yet'])
const unseen: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
]

/** Lower-case words; a pause is the word ",". For each word: does it stand in quotation marks? */
export interface Sentence {
  readonly words: readonly string[]
  readonly quoted: readonly boolean[]
}

/** The letters and short forms of the source. */
export interface Letters {
  readonly letters: Readonly<Record<string, string>>
  readonly laughing: readonly string[]
  readonly words: Readonly<Record<string, string>>
}

/** Return the last letters of a text; half a letter at the cut is left out by going by whole ones. */
function lastOf(text: string): string {
  let at = text.length
  for (let count = 0; count < longest && at > 0; count++) {
    const low = text.charCodeAt(at - 1)
    const high = at > 1 ? text.charCodeAt(at - 2) : 0
    const isPair = low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff
    at -= isPair ? 2 : 1
  }
  return text.slice(at)
}

function trimmed(word: string): string {
  let from = 0
  let to = word.length
  while (from < to && word[from] === "'") from++
  while (to > from && word[to - 1] === "'") to--
  return word.slice(from, to)
}

const isOfWord = (letter: string): boolean => /^[A-Za-z0-9']$/.test(letter)

/** Return a reader that knows these letters and short forms. */
export function readerOf(known: Letters): (text: string) => Sentence[] {
  const letters = new Map(Object.entries(known.letters))
  const laughing = new Set(known.laughing)
  const long = new Map(Object.entries(known.words).map(([short, words]) => [short, words.split(' ')]))

  /** One letter as it is read, lower-case; "" for what nobody sees. */
  function plain(raw: string): string {
    let letter = letters.get(raw) ?? raw
    let code = letter.codePointAt(0) ?? 0
    if (code >= 0xff01 && code <= 0xff5e) {
      code -= 0xfee0
      letter = String.fromCharCode(code)
    }
    if (code >= 0x41 && code <= 0x5a) return String.fromCharCode(code + 32)
    return unseen.some(([low, high]) => low <= code && code <= high) ? '' : letter
  }

  return (text) => {
    const sentences: Sentence[] = []
    let row: string[] = []
    let marks: boolean[] = []
    let word = ''
    let inQuotes = false
    let isCited = false
    let isNewLine = true

    function put(one: string): void {
      row.push(one)
      marks.push(inQuotes || isCited)
    }
    function endSentence(): void {
      if (word) endWord()
      if (row.length > 0) sentences.push({ words: row, quoted: marks })
      row = []
      marks = []
    }
    function endWord(): void {
      const whole = trimmed(word)
      word = ''
      if (!whole) return
      const bare = whole.endsWith("'s") ? whole.slice(0, -2) : whole
      for (const one of long.get(whole) ?? [bare.replaceAll("'", '')]) {
        if (turns.has(one)) endSentence()
        else put(one)
      }
    }

    for (const raw of lastOf(text)) {
      const letter = plain(raw)
      if (!letter) continue
      if (letter === '>' && isNewLine) isCited = true
      if (letter !== ' ') isNewLine = false
      if (isOfWord(letter)) {
        word += letter
        continue
      }
      endWord()
      if (laughing.has(raw)) put('lol')
      else if (quotes.includes(letter)) inQuotes = !inQuotes
      else if (pauses.includes(letter)) put(',')
      else if (ends.includes(letter)) {
        endSentence()
        if (breaks.includes(letter)) {
          inQuotes = isCited = false
          isNewLine = true
        }
      }
    }
    endSentence()
    return sentences
  }
}
