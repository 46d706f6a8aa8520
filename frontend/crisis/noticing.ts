/**
 * Do words suggest that somebody is in danger? Yes or no: no score is shown, kept or sent. The
 * same rules as engines/crisis/noticing.py, from the same source; a test holds the two equal.
 */
import { readerOf, type Letters, type Sentence } from './reading'

/** Text as a member typed it. Never logged, never stored, never sent. */
export type Spoken = string

/** What signs.json says. */
export interface Source extends Letters {
  readonly parts: Readonly<Record<string, string>>
  readonly signs: Readonly<Record<string, readonly string[]>>
  readonly heavy: Readonly<Record<string, number>>
  readonly shields: {
    readonly idiom: readonly string[]
    readonly 'said of others': readonly string[]
    readonly 'about something else': readonly string[]
    readonly 'long ago': readonly string[]
    readonly 'no longer': readonly string[]
  }
  readonly back: readonly string[]
  readonly told_as_past: readonly string[]
  readonly lately: readonly string[]
  readonly not: readonly string[]
  readonly not_after_not: readonly string[]
  readonly first: readonly string[]
  readonly others: readonly string[]
  readonly media: readonly string[]
  readonly laughs: readonly string[]
  readonly trivial: readonly string[]
  readonly own_mind: readonly string[]
}

const notWithin = 4
const whoWithin = 8
/** From so many words on, people tell what was; in few they say what is. */
const aStory = 15
/** How heavy words must be together where none of them is a sign by itself. */
const enough = 3

interface Sign {
  readonly first: number
  readonly after: number
}

function* found(rules: readonly RegExp[], said: string): Generator<Sign> {
  for (const rule of rules) {
    for (const hit of said.matchAll(rule)) yield { first: hit.index, after: hit.index + hit[0].length }
  }
}

const any = (rules: readonly RegExp[], said: string): boolean => rules.some((rule) => said.search(rule) >= 0)
const share = (words: readonly string[], set: ReadonlySet<string>): boolean => words.some((one) => set.has(one))
const split = (text: string): string[] => text.split(' ').filter((word) => word !== '')

/** offersHelp -- of any text. makeReady -- goes through the rules a few at a time, to be quick later. */
export interface Noticing {
  readonly offersHelp: (text: Spoken) => boolean
  readonly makeReady: () => Generator<undefined, void>
}

/** Return what asks, of any text, whether the offer of help should be shown. */
export function noticing(source: Source): Noticing {
  const read = readerOf(source)
  const ready = (patterns: readonly string[]): RegExp[] =>
    patterns.map((one) => {
      const whole = one.replace(/<(\w+)>/g, (_, name: string) => source.parts[name] ?? '')
      return new RegExp(`\\b(?:${whole})\\b`, 'g')
    })
  const signs = ready(Object.values(source.signs).flat())
  const heavies = Object.entries(source.heavy).map(([one, points]) => ({ rules: ready([one]), points }))
  const idioms = ready(source.shields.idiom)
  const ofOthers = ready(source.shields['said of others'])
  const elsewhere = ready(source.shields['about something else'])
  const longAgo = ready(source.shields['long ago'])
  const noLonger = ready(source.shields['no longer'])
  const back = ready(source.back)
  const told = ready(source.told_as_past)
  const lately = ready(source.lately)
  const nots = new Set(source.not)
  const afterNot = new Set(source.not_after_not)
  const firsts = new Set(source.first)
  const others = new Set(source.others)
  const media = new Set(source.media)
  const laughs = new Set(source.laughs)
  const trivial = new Set(source.trivial)
  const ownMind = new Set(source.own_mind)

  function isShielded(sign: Sign, said: string): boolean {
    for (const idiom of found(idioms, said)) {
      if (idiom.first < sign.after && sign.first < idiom.after) return true
    }
    if (any(elsewhere, said) || any(noLonger, said)) return true
    for (const other of found(ofOthers, said)) {
      const between = split(said.slice(other.after, sign.first))
      if (other.first < sign.first && !between.includes('i')) return true
    }
    return any(longAgo, said) && !any(back, said)
  }

  function isTold(sign: Sign, said: string): boolean {
    const before = split(said.slice(0, sign.first)).slice(-3)
    const here = [...before, said.slice(sign.first, sign.after)].join(' ')
    return any(told, here) && !any(lately, said)
  }

  function isQuoted(at: number, { words, quoted }: Sentence): boolean {
    if (!quoted[at]) {
      const before = words.slice(0, at)
      return share(before, media) && !before.includes('i')
    }
    return !share(
      words.filter((_, place) => !quoted[place]),
      ownMind,
    )
  }

  function isDenied(at: number, words: readonly string[], inside: readonly string[]): boolean {
    if (share(inside, nots)) return false
    for (let place = at - 1; place > Math.max(-1, at - 1 - notWithin); place--) {
      const word = words[place] ?? ''
      if (word === ',') return false
      if (!nots.has(word)) continue
      if (place > 0 && nots.has(words[place - 1] ?? '')) return false
      return !afterNot.has(words[place + 1] ?? '')
    }
    return false
  }

  function isOfOthers(at: number, words: readonly string[], inside: readonly string[]): boolean {
    if (share(inside, firsts)) return false
    for (let place = at - 1; place > Math.max(-1, at - 1 - whoWithin); place--) {
      const word = words[place] ?? ''
      if (firsts.has(word)) return false
      if (others.has(word)) return true
    }
    return false
  }

  /** Return whether nothing around a sign takes it back. */
  function stands(sign: Sign, sentence: Sentence, said: string): boolean {
    const at = said.slice(0, sign.first).split(' ').length - 1
    const inside = split(said.slice(sign.first, sign.after))
    return !(
      isShielded(sign, said) ||
      isQuoted(at, sentence) ||
      (share(sentence.words, laughs) && share(sentence.words, trivial)) ||
      isDenied(at, sentence.words, inside) ||
      isOfOthers(at, sentence.words, inside)
    )
  }

  function* makeReady(): Generator<undefined, void> {
    const rules = [...signs, ...idioms, ...ofOthers, ...elsewhere, ...longAgo, ...noLonger]
    for (const [count, rule] of rules.entries()) {
      // A browser reads a rule when it is first asked, and makes it quick when it is asked again.
      for (let time = 0; time < 3; time++) 'i am here'.search(rule)
      if (count % 5 === 4) yield undefined
    }
  }

  function offersHelp(text: Spoken): boolean {
    const sentences = read(text)
    const isLong = sentences.reduce((sum, one) => sum + one.words.length, 0) >= aStory
    let weight = 0
    for (const sentence of sentences) {
      const said = sentence.words.join(' ')
      let hasSign = false
      for (const sign of found(signs, said)) {
        hasSign = true
        if (stands(sign, sentence, said) && !(isLong && isTold(sign, said))) return true
      }
      if (hasSign) continue
      for (const { rules, points } of heavies) {
        for (const one of found(rules, said)) weight += stands(one, sentence, said) ? points : 0
      }
      if (weight >= enough) return true
    }
    return false
  }

  return { offersHelp, makeReady }
}
