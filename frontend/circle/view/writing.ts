/** Where somebody writes: new words, an answer to one message, or other words for one's own. */
import { onTap, part } from '../../keys/view/parts'
import type { Message } from '../state/conversation'
import { nameOf } from './message'
import { say } from './parts'
import { armPicture, type Chosen, chosenPicture, clearPicture, offerPicture, saySending } from './picture'
import { sentence } from './words'

/** What the words are for. */
export type For = { readonly kind: 'new' } | { readonly kind: 'reply' | 'edit'; readonly message: Message }

export interface Pen {
  /** Called with what was written; where it returns a sentence, that is why it cannot leave, and what was written stays. */
  send(words: string, note: string, what: For, picture: Chosen | null): void | Promise<string>
  /** Called when what stands in the field changed. */
  draft(words: string): void
  /** Return why nothing can be sent now, or nothing; what was written stays. */
  whyNot?(): string
}

/** In bytes of UTF-8: what a message may hold (protocol/bodies.ts). */
const mostBytes = { words: 6000, note: 200, alt: 500 }

let what: For = { kind: 'new' }
let before = ''

const field = (): HTMLTextAreaElement => part<HTMLTextAreaElement>('circle-words')
const note = (): HTMLInputElement => part<HTMLInputElement>('circle-note')
const bytesOf = (words: string): number => new TextEncoder().encode(words.normalize('NFC')).length

export function armWriting(pen: Pen): void {
  let isSending = false
  const send = async (): Promise<void> => {
    const words = field().value.trim()
    const picture = what.kind === 'edit' ? null : chosenPicture()
    if (words === '' && (what.kind === 'edit' || !picture)) return field().focus()
    if (isSending) return
    const why = pen.whyNot?.() ?? ''
    if (why !== '') return say(part('circle-why'), why)
    const tooLong = bytesOf(words) > mostBytes.words || bytesOf(note().value.trim()) > mostBytes.note
    say(part('circle-why'), tooLong ? sentence('tooLong') : '')
    if (tooLong) return
    if (picture && bytesOf(picture.alt) > mostBytes.alt) return say(part('circle-why'), sentence('altTooLong'))
    isSending = true
    if (picture) setBusy(true)
    const odd = await Promise.resolve(pen.send(words, note().value.trim(), what, picture)).finally(() => {
      isSending = false
      if (picture) setBusy(false)
    })
    if (odd) {
      say(part('circle-why'), odd)
      return field().focus()
    }
    clearPicture()
    clear('')
  }
  armPicture()
  part<HTMLFormElement>('circle-write').addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  field().addEventListener('keydown', (event) => {
    // A line of its own is as common here as sending: the plain key makes one.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault()
      void send()
    }
    if (event.key === 'Escape' && what.kind !== 'new') clear(before)
  })
  field().addEventListener('input', () => {
    grow()
    if (what.kind === 'new') pen.draft(field().value)
  })
  onTap('circle-about-no', () => clear(before))
}

/** While a picture goes, what belongs to it stays as it is. */
function setBusy(isBusy: boolean): void {
  for (const id of ['circle-send', 'circle-words', 'circle-note', 'circle-picture-alt', 'circle-picture-no']) {
    part<HTMLButtonElement>(id).disabled = isBusy
  }
  saySending(isBusy)
}

function grow(): void {
  const lines = field().value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 40), 0)
  field().rows = Math.max(2, Math.min(8, lines))
}

/** Put a draft back, where nobody has begun to write. */
export function putBack(words: string): void {
  if (field().value === '') field().value = words
  grow()
}

export function writeAbout(message: Message, kind: 'reply' | 'edit'): void {
  if (what.kind === 'new') before = field().value
  what = { kind, message }
  if (kind === 'edit') [field().value, note().value] = [message.text, message.note]
  part<HTMLDetailsElement>('circle-note-part').open = kind === 'edit' && message.note !== ''
  part('circle-about').hidden = false
  part('circle-about-words').textContent = sentence(kind === 'reply' ? 'replying' : 'editing', { NAME: nameOf(message.who) })
  part('circle-send-words').textContent = sentence(kind === 'edit' ? 'keepEdit' : 'send')
  offerPicture(kind !== 'edit')
  grow()
  field().focus()
}

function clear(words: string): void {
  what = { kind: 'new' }
  field().value = words
  before = ''
  note().value = ''
  part<HTMLDetailsElement>('circle-note-part').open = false
  part('circle-about').hidden = true
  part('circle-send-words').textContent = sentence('send')
  offerPicture(true)
  say(part('circle-why'), '')
  grow()
  field().focus()
}
