/** What happened in a circle, as this device keeps it: one thing for each number of the order. */
import { type Bytes, fromLetters, toLetters } from '../../keys/secret/bytes'
import type { Body } from '../protocol/bodies'
import { imageOf, type Picture, pictureOf } from './pictures'

/** seq -- its place in the order; minute -- when the server took it, since 1970. */
interface Base {
  readonly seq: number
  readonly minute: number
}
/** from, about, id -- letters of 16 bytes; pictures -- left out where there are none. */
export type Said = {
  readonly kind: 'said'; readonly from: string; readonly id: string; readonly about: string; readonly text: string; readonly note: string; readonly days: number
  readonly pictures?: readonly Picture[]
}
export type Afterwards =
  | { readonly kind: 'edit'; readonly from: string; readonly about: string; readonly text: string; readonly note: string }
  | { readonly kind: 'withdraw'; readonly from: string; readonly about: string }
  | { readonly kind: 'candle'; readonly from: string; readonly about: string; readonly lit: boolean }
  | { readonly kind: 'note'; readonly from: string; readonly about: string; readonly note: string }
  | { readonly kind: 'expiry'; readonly from: string; readonly about: string; readonly days: number }
  | { readonly kind: 'name'; readonly from: string; readonly text: string }
/** Something done in the ring of a meeting: bytes as letters (meeting/writing.ts). */
export type Done = { readonly kind: 'act'; readonly from: string; readonly act: string }
/** begun -- this device made the first keys; here -- it came in; lost -- something came that this device could not take in. */
export type Line =
  | { readonly kind: 'begun' }
  | { readonly kind: 'here' }
  | { readonly kind: 'back' }
  | { readonly kind: 'lost'; readonly from: string }
  | { readonly kind: 'came' | 'again' | 'left' | 'looks after' | 'no longer looks after'; readonly who: string }
  /** From now on words stay so many days. */
  | { readonly kind: 'lasts'; readonly days: number }
/** What shows later who really said it (docs/develop/sealed-objects.md): letters. */
export interface Proof {
  readonly written: string
  readonly opening: string
  readonly commitment: string
  readonly tag: string
  readonly frank: number
  readonly epoch: number
}
export type Happened = Base & (Said | Afterwards | Done | Line) & { readonly proof?: Proof }

/** Return what a body says, as it is kept. */
export function heardFrom(from: Bytes, body: Body): Said | Afterwards | Done {
  const by = toLetters(from)
  switch (body.kind) {
    case 'said':
    case 'reply':
      return {
        kind: 'said', from: by, id: toLetters(body.id), about: body.kind === 'reply' ? toLetters(body.about) : '',
        text: body.text, note: body.note, days: body.days, ...(body.images.length > 0 ? { pictures: body.images.map(pictureOf) } : {}),
      }
    case 'name':
      return { kind: 'name', from: by, text: body.text }
    case 'edit':
      return { kind: 'edit', from: by, about: toLetters(body.about), text: body.text, note: body.note }
    case 'withdraw':
      return { kind: 'withdraw', from: by, about: toLetters(body.about) }
    case 'candle':
      return { kind: 'candle', from: by, about: toLetters(body.about), lit: body.lit }
    case 'note':
      return { kind: 'note', from: by, about: toLetters(body.about), note: body.note }
    case 'expiry':
      return { kind: 'expiry', from: by, about: toLetters(body.about), days: body.days }
    case 'act':
      return { kind: 'act', from: by, act: toLetters(body.act) }
  }
}

/** Return what somebody asks for as a body. Throws NotOurs where an id is none. */
export function bodyFor(wish: Wish): Body {
  const about = (letters: string): Bytes => fromLetters(letters)
  switch (wish.kind) {
    case 'said': {
      const told = { id: about(wish.id), text: wish.text, note: wish.note, images: (wish.pictures ?? []).map(imageOf), days: 0 }
      return wish.about === '' ? { kind: 'said', ...told } : { kind: 'reply', about: about(wish.about), ...told }
    }
    case 'edit':
      return { kind: 'edit', about: about(wish.about), text: wish.text, note: wish.note }
    case 'withdraw':
      return { kind: 'withdraw', about: about(wish.about) }
    case 'candle':
      return { kind: 'candle', about: about(wish.about), lit: wish.lit }
    case 'name':
      return { kind: 'name', text: wish.text }
    case 'act':
      return { kind: 'act', act: fromLetters(wish.act) }
  }
}

/** What somebody on this device may ask to have said. */
export type Wish =
  | { readonly kind: 'said'; readonly id: string; readonly about: string; readonly text: string; readonly note: string; readonly pictures?: readonly Picture[] }
  | { readonly kind: 'edit'; readonly about: string; readonly text: string; readonly note: string }
  | { readonly kind: 'withdraw'; readonly about: string }
  | { readonly kind: 'candle'; readonly about: string; readonly lit: boolean }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'act'; readonly act: string }
