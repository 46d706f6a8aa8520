/** What a change says beside itself, in its authenticated data: everybody can check it, the server too. */
import { type Bytes, joined, NotOurs } from '../../keys/secret/bytes'
import { type Entry, longestEntry, readEntry, writeEntry } from './charter'
import { type Farewell, readFarewell, writeFarewell } from './farewell'
import { type Ticket, readTicket, writeTicket } from './ticket'
import { opaque, readAll, u8 } from './wire'

const form = 1
const kinds = { charter: 1, ticket: 2, farewell: 3 } as const

export type Errand =
  | { readonly kind: 'none' }
  | { readonly kind: 'charter'; readonly entry: Entry }
  | { readonly kind: 'ticket'; readonly ticket: Ticket }
  | { readonly kind: 'farewell'; readonly farewell: Farewell }

export const noErrand: Errand = { kind: 'none' }

function inside(errand: Exclude<Errand, { kind: 'none' }>): Bytes {
  if (errand.kind === 'charter') return writeEntry(errand.entry)
  return errand.kind === 'ticket' ? writeTicket(errand.ticket) : writeFarewell(errand.farewell)
}

export function writeErrand(errand: Errand): Bytes {
  if (errand.kind === 'none') return new Uint8Array(0)
  return joined(u8(form), u8(kinds[errand.kind]), opaque(inside(errand)))
}

/** Throws NotOurs. */
export function readErrand(bytes: Bytes): Errand {
  if (bytes.length === 0) return noErrand
  return readAll(bytes, (from) => {
    if (from.u8() !== form) throw new NotOurs('form')
    const kind = from.u8()
    const said = from.opaque(2 * longestEntry)
    if (kind === kinds.charter) return { kind: 'charter', entry: readEntry(said) }
    if (kind === kinds.ticket) return { kind: 'ticket', ticket: readTicket(said) }
    if (kind === kinds.farewell) return { kind: 'farewell', farewell: readFarewell(said) }
    throw new NotOurs('errand')
  })
}
