/** What somebody wrote leaves: a picture first, then the words that speak of it. */
import { random, toLetters } from '../keys/secret/bytes'
import type { Here } from './keeping/here'
import { type Handed, handOver } from './keeping/pictures'
import type { Wish } from './state/happened'
import { toEnd } from './view/list'
import type { Chosen } from './view/picture'
import { type For, type Pen } from './view/writing'
import { sentence } from './view/words'

const draftAfterMs = 500

/** asked -- puts by what somebody wants, and sends it. */
export function penOf(here: Here, asked: (what: Wish) => Promise<void>): Pick<Pen, 'send' | 'draft'> {
  const { shelf } = here.tools
  async function say(text: string, note: string, about: string, chosen: Chosen | null): Promise<string> {
    // The picture goes first: nobody reads of one that is not there.
    const handed = chosen ? await handOver(here, chosen.picture, chosen.alt) : null
    if (handed && !('picture' in handed)) return whyNot(handed)
    void shelf.writeDraft('')
    const pictures = handed ? { pictures: [handed.picture] } : {}
    void asked({ kind: 'said', id: toLetters(random(16)), about, text, note, ...pictures }).then(toEnd)
    return ''
  }
  return {
    send: async (text: string, note: string, what: For, chosen: Chosen | null) => {
      if (what.kind !== 'edit') return say(text, note, what.kind === 'reply' ? what.message.id : '', chosen)
      void shelf.writeDraft('')
      void asked({ kind: 'edit', about: what.message.id, text, note })
      return ''
    },
    draft: later(draftAfterMs, (words) => void shelf.writeDraft(words)),
  }
}

const sentences = { 'no signal': 'pictureWaits', 'signed out': 'pictureSignedOut', 'not there': 'pictureNotTaken' } as const

function whyNot(handed: Exclude<Handed, { picture: unknown }>): string {
  if ('odd' in handed) return sentence(sentences[handed.odd])
  return handed.why === '' ? sentence('pictureNotTaken') : handed.why
}

/** Run with the newest words, once it is quiet for so long. */
function later(ms: number, act: (words: string) => void): (words: string) => void {
  let waiting: number | undefined
  return (words) => {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(() => act(words), ms)
  }
}
