/** What a report discloses: chosen messages as they were said, with what proves each. */
import { type Bytes, fromLetters } from '../../keys/secret/bytes'
import { type Disclosed, tagOf } from '../protocol/report'
import type { Happened, Proof } from './happened'

/** How many messages one report may carry; changed and taken back, one is up to four words. */
export const mostChosen = 20

/** A chosen message: what was first said, how it was changed first and last, that it was taken back. */
interface Chosen {
  readonly said: Proven
  edit?: Proven
  newest?: Proven
  withdraw?: Proven
}

type Proven = Happened & { readonly from: string; readonly proof: Proof }

const isProven = (one: Happened): one is Proven => 'from' in one && one.proof !== undefined && one.proof.tag !== ''

/**
 * Return these messages as a report carries them, in the order they were said: the words, how they
 * were changed first and last, and that they were taken back. ids -- of messages; groupId -- of the
 * circle. What this device cannot prove is left out; so are changes in between, or somebody could
 * change a message so often that no report could carry it.
 */
export function disclosed(happened: readonly Happened[], ids: ReadonlySet<string>, groupId: Bytes): Disclosed[] {
  const found = new Map<string, Chosen>()
  for (const one of [...happened].sort((a, b) => a.seq - b.seq)) {
    if (!isProven(one)) continue
    if (one.kind === 'said' && ids.has(one.id) && !found.has(one.id)) found.set(one.id, { said: one })
    else if (one.kind === 'edit' || one.kind === 'withdraw') keep(one, found.get(one.about))
  }
  return [...found.values()].flatMap(wordsOf).sort((a, b) => a.seq - b.seq).map((one) => asProof(one, groupId))
}

function keep(one: Proven, chosen: Chosen | undefined): void {
  if (chosen?.said.from !== one.from) return
  if (one.kind === 'withdraw') chosen.withdraw ??= one
  else if (chosen.edit) chosen.newest = one
  else chosen.edit = one
}

const wordsOf = ({ said, edit, newest, withdraw }: Chosen): Proven[] => [said, edit, newest, withdraw].filter((one) => one !== undefined)

function asProof({ seq, minute, from, proof }: Proven, groupId: Bytes): Disclosed {
  return {
    commitment: fromLetters(proof.commitment), tag: tagOf(proof.frank, fromLetters(proof.tag)), groupId, seq, epoch: proof.epoch,
    sender: fromLetters(from), minute, opening: fromLetters(proof.opening), written: fromLetters(proof.written),
  }
}
