/** What words in a circle say, and the one way to write each as bytes (docs/develop/sealed-objects.md). */
import { type Bytes, joined, NotOurs, text, utf8 } from '../../keys/secret/bytes'
import { idLength } from './identity'
import { list, opaque, readAll, type Reader, u16, u32, u8 } from './wire'

const form = 1
/** In bytes of UTF-8. The longest body fits the largest bucket. */
export const longest = { text: 6000, note: 200, alt: 500, name: 120 } as const
export const mostImages = 4
const imageLength = 120

/** A file the server holds sealed: where, its key, its true size in bytes, and what its bytes hash to. */
export interface Image {
  readonly where: Bytes
  readonly key: Bytes
  readonly size: number
  readonly sha256: Bytes
  readonly width: number
  readonly height: number
  readonly alt: string
}

/** id, about -- 16 random bytes of a message; note -- why it is folded away; days -- 0: as long as the charter says. */
export type Body =
  | { readonly kind: 'said'; readonly id: Bytes; readonly text: string; readonly note: string; readonly images: readonly Image[]; readonly days: number }
  | { readonly kind: 'reply'; readonly id: Bytes; readonly about: Bytes; readonly text: string; readonly note: string; readonly images: readonly Image[]; readonly days: number }
  | { readonly kind: 'edit'; readonly about: Bytes; readonly text: string; readonly note: string }
  | { readonly kind: 'withdraw'; readonly about: Bytes }
  | { readonly kind: 'candle'; readonly about: Bytes; readonly lit: boolean }
  | { readonly kind: 'note'; readonly about: Bytes; readonly note: string }
  | { readonly kind: 'expiry'; readonly about: Bytes; readonly days: number }
  | { readonly kind: 'name'; readonly text: string }
  /** Something done in the ring of a meeting (meeting/writing.ts). */
  | { readonly kind: 'act'; readonly act: Bytes }

const kinds = { said: 1, reply: 2, edit: 3, withdraw: 4, candle: 5, note: 6, expiry: 7, name: 8, act: 9 } as const
const longestAct = 7000

function words(said: string, most: number): Bytes {
  const bytes = utf8(said.normalize('NFC'))
  if (bytes.length > most) throw new RangeError('words')
  return opaque(bytes)
}

function readWords(from: Reader, most: number): string {
  let said: string
  const bytes = from.opaque(most)
  try {
    said = text(bytes)
  } catch {
    throw new NotOurs('text')
  }
  // A body has one spelling; and no sign that would hide or turn what stands beside it.
  if (said !== said.normalize('NFC') || /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(said)) throw new NotOurs('text')
  return said
}

function image(one: Image): Bytes {
  return joined(one.where, one.key, u32(one.size), one.sha256, u16(one.width), u16(one.height), words(one.alt, longest.alt))
}

function readImage(from: Reader): Image {
  return {
    where: from.fixed(idLength), key: from.fixed(32), size: from.u32(), sha256: from.fixed(32),
    width: from.u16(), height: from.u16(), alt: readWords(from, longest.alt),
  }
}

function inside(body: Body): Bytes[] {
  switch (body.kind) {
    case 'said':
    case 'reply': {
      if (body.images.length > mostImages) throw new RangeError('images')
      const about = body.kind === 'reply' ? [body.about] : []
      return [body.id, ...about, words(body.text, longest.text), words(body.note, longest.note), list(body.images.map(image)), u16(body.days)]
    }
    case 'edit':
      return [body.about, words(body.text, longest.text), words(body.note, longest.note)]
    case 'withdraw':
      return [body.about]
    case 'candle':
      return [body.about, u8(body.lit ? 1 : 0)]
    case 'note':
      return [body.about, words(body.note, longest.note)]
    case 'expiry':
      return [body.about, u16(body.days)]
    case 'name':
      return [words(body.text, longest.name)]
    case 'act':
      if (body.act.length > longestAct) throw new RangeError('act')
      return [opaque(body.act)]
  }
}

/** Return the body as bytes. Throws RangeError where it is too long. */
export function writeBody(body: Body): Bytes {
  return joined(u8(form), u8(kinds[body.kind]), ...inside(body))
}

function readTold(from: Reader): { text: string; note: string; images: Image[]; days: number } {
  const said = readWords(from, longest.text)
  const note = readWords(from, longest.note)
  const images = from.list(mostImages * (imageLength + longest.alt), readImage)
  if (images.length > mostImages) throw new NotOurs('images')
  return { text: said, note, images, days: from.u16() }
}

function readLit(from: Reader): boolean {
  const lit = from.u8()
  if (lit > 1) throw new NotOurs('candle')
  return lit === 1
}

/** Return what bytes say. Throws NotOurs: of another form, of no kind we know, or written another way. */
export function readBody(bytes: Bytes): Body {
  return readAll(bytes, (from): Body => {
    if (from.u8() !== form) throw new NotOurs('form')
    const id = (): Bytes => from.fixed(idLength)
    switch (from.u8()) {
      case kinds.said:
        return { kind: 'said', id: id(), ...readTold(from) }
      case kinds.reply:
        return { kind: 'reply', id: id(), about: id(), ...readTold(from) }
      case kinds.edit:
        return { kind: 'edit', about: id(), text: readWords(from, longest.text), note: readWords(from, longest.note) }
      case kinds.withdraw:
        return { kind: 'withdraw', about: id() }
      case kinds.candle:
        return { kind: 'candle', about: id(), lit: readLit(from) }
      case kinds.note:
        return { kind: 'note', about: id(), note: readWords(from, longest.note) }
      case kinds.expiry:
        return { kind: 'expiry', about: id(), days: from.u16() }
      case kinds.name:
        return { kind: 'name', text: readWords(from, longest.name) }
      case kinds.act:
        return { kind: 'act', act: from.opaque(longestAct) }
      default:
        throw new NotOurs('kind')
    }
  })
}
