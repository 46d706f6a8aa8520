/** What in a text may tell who somebody is; the same rules as engines/sharing/telling.py. Pure. */

export interface Source {
  readonly kinds: readonly { readonly kind: string; readonly pattern: string }[]
  readonly not_names: readonly string[]
  readonly rare: number
  readonly most: number
}

export interface Mark {
  readonly kind: string
  readonly words: string
}

/** What a text may tell. isRare: few people are all of it. isLetter: it is like one of a clinic. */
export interface Telling {
  readonly marks: readonly Mark[]
  readonly isRare: boolean
  readonly isLetter: boolean
}

interface Hit extends Mark {
  readonly at: number
}

const ofALetter = 2
const mostLetters = 20_000
const capital = /(?<=[a-zà-öø-þ,;] )[A-ZÀ-ÖØ-Þ][a-zà-öø-þ'’-]{2,30}/g

/** Return a reader of texts that has the rules ready. */
export function reader(source: Source): (text: string) => Telling {
  const rules = source.kinds.map(({ kind, pattern }) => ({ kind, pattern: new RegExp(pattern, 'g') }))
  const common = new Set(source.not_names)

  function hits(text: string): Hit[] {
    return rules.flatMap(({ kind, pattern }) =>
      [...text.matchAll(pattern)].map((hit) => ({ at: hit.index, kind, words: hit[0].trim() })),
    )
  }

  return (whole) => {
    const text = whole.slice(0, mostLetters)
    const found = hits(text)
    const taken = found.map((hit) => hit.words).join(' ')
    for (const hit of text.matchAll(capital)) {
      const words = hit[0]
      if (!common.has(words) && !taken.includes(words)) found.push({ at: hit.index, kind: 'name', words })
    }
    const letters = new Set(found.filter((hit) => hit.kind === 'letter').map((hit) => hit.words))
    found.sort((one, other) => one.at - other.at || other.words.length - one.words.length)
    const marks: Mark[] = []
    for (const { kind, words } of found) {
      if (kind === 'letter' || marks.some((mark) => mark.words.includes(words))) continue
      marks.push({ kind, words })
    }
    return {
      marks: marks.slice(0, source.most),
      isRare: new Set(marks.map((mark) => mark.kind)).size >= source.rare,
      isLetter: letters.size >= ofALetter,
    }
  }
}
