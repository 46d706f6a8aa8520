/** Reporting: chosen words leave this device sealed, for those who look after safeguarding. */
import { TooLong } from '../../keys/secret/padding'
import { groupIdFor } from '../protocol/circle'
import { sealReport } from '../protocol/report'
import { disclosed } from '../state/disclosing'
import type { ReaderNamed } from '../post/server'
import type { Here } from './here'

/** about -- the member id it is about; chosen -- ids of messages; tag -- the same for the same choice. */
export interface Choice {
  readonly about: string
  readonly chosen: ReadonlySet<string>
  readonly wish: string
  readonly tag: string
}
/** nothing -- this device has no proof of it; why -- a sentence of the house. */
export type Sent =
  | { readonly kept: string; readonly isSealed: boolean }
  | { readonly why: string }
  | 'nobody' | 'nothing' | 'too much' | 'no signal' | 'signed out' | 'not there'

const mostTries = 3

/** Return who opens reports here, by name, or why that cannot be said now. */
export const readersOf = (here: Here): Promise<readonly ReaderNamed[] | 'no signal' | 'signed out' | 'not there'> => here.tools.server.readers()

/** Seal and send. Nothing on this device changes, whatever comes of it. */
export async function report(here: Here, { about, chosen, wish, tag }: Choice): Promise<Sent> {
  const { circle } = here.desk
  const all = circle ? disclosed(here.happened, chosen, groupIdFor(circle)) : []
  if (all.length === 0) return 'nothing'
  for (let tries = 0; tries < mostTries; tries += 1) {
    const readers = await readersOf(here)
    if (typeof readers === 'string') return readers
    if (readers.length === 0) return 'nobody'
    try {
      const said = await here.tools.server.report({ about, wish, ...(await sealReport(all, readers, tag)) })
      if (said !== 'again') return said
    } catch (fault) {
      if (fault instanceof TooLong || fault instanceof RangeError) return 'too much'
      throw fault
    }
  }
  return 'no signal'
}
