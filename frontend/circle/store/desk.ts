/** What this device has of one circle beside the words: its keys, how far it read, what waits to leave. */
import { type Bytes, fromLetters, text, toLetters, utf8 } from '../../keys/secret/bytes'
import { type Circle, readCircle, writeCircle } from '../protocol/circle'
import type { Outbox } from '../state/outbox'

/** A key package that lies at the server, and its own half. device -- as the server names it. */
export interface AtTheDoor {
  readonly open: Bytes
  readonly own: Bytes
  readonly device: string
}

/**
 * A change of the keys that was made here and is not in the order yet.
 *
 * mark -- what its frame hashes to. isEntry -- it lets this device in: nothing before it can be read.
 */
export interface Turning {
  readonly after: Circle
  readonly mark: string
  readonly frame: Bytes
  readonly groupInfo: Bytes
  readonly welcomes: readonly { readonly seat: string; readonly device: string; readonly welcome: string }[]
  readonly isEntry: boolean
}

/** seq -- the last number taken in. saidName -- the name everybody here has heard; empty: say it. */
export interface Desk {
  readonly circle: Circle | null
  readonly seq: number
  readonly outbox: Outbox
  readonly turning: Turning | null
  readonly atTheDoor: AtTheDoor | null
  readonly saidName: string
}

export const emptyDesk: Desk = { circle: null, seq: 0, outbox: [], turning: null, atTheDoor: null, saidName: '' }

const form = 1

interface Written {
  readonly form: number
  readonly circle: string
  readonly seq: number
  readonly outbox: Outbox
  readonly turning: { after: string; mark: string; frame: string; groupInfo: string; welcomes: Turning['welcomes']; isEntry: boolean } | null
  readonly atTheDoor: { open: string; own: string; device: string } | null
  readonly saidName: string
}

/** Return it as bytes, to be sealed: whoever has them can read along. */
export function writeDesk(desk: Desk): Bytes {
  const { circle, seq, outbox, turning, atTheDoor, saidName } = desk
  const said: Written = {
    form, seq, outbox, saidName, circle: circle ? toLetters(writeCircle(circle)) : '',
    turning: turning && {
      after: toLetters(writeCircle(turning.after)), mark: turning.mark, frame: toLetters(turning.frame),
      groupInfo: toLetters(turning.groupInfo), welcomes: turning.welcomes, isEntry: turning.isEntry,
    },
    atTheDoor: atTheDoor && { open: toLetters(atTheDoor.open), own: toLetters(atTheDoor.own), device: atTheDoor.device },
  }
  return utf8(JSON.stringify(said))
}

/** Throws where it is not what we write. */
export async function readDesk(bytes: Bytes): Promise<Desk> {
  const said = JSON.parse(text(bytes)) as Written
  if (said.form !== form) throw new Error('form')
  const { turning, atTheDoor } = said
  return {
    seq: said.seq, outbox: said.outbox, saidName: said.saidName,
    circle: said.circle === '' ? null : await readCircle(fromLetters(said.circle)),
    turning: turning && {
      after: await readCircle(fromLetters(turning.after)), mark: turning.mark, frame: fromLetters(turning.frame),
      groupInfo: fromLetters(turning.groupInfo), welcomes: turning.welcomes, isEntry: turning.isEntry,
    },
    atTheDoor: atTheDoor && { open: fromLetters(atTheDoor.open), own: fromLetters(atTheDoor.own), device: atTheDoor.device },
  }
}
