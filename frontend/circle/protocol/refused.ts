/** Why something a circle was offered is not taken. A page says it in its own words. */
export type Why =
  | 'malformed' // no message of this protocol, or cut
  | 'elsewhere' // of another circle
  | 'epoch' // of another epoch
  | 'clear' // words in the clear, or a change that is sealed from those who have to check it
  | 'by reference' // a change that names a proposal instead of saying it
  | 'kind' // a change of a kind this protocol has no use for
  | 'mixed' // adds and removes at once
  | 'path' // a change that removes somebody and gives no fresh keys
  | 'identity' // a device no member key of this circle certified, or one that changed who it is
  | 'not allowed' // somebody without the charter adds or removes another
  | 'no ticket' // a stranger without a ticket
  | 'ticket' // the ticket is of another circle, leaf or facilitator, or altered
  | 'expired' // the ticket, or the key package, is over
  | 'spent' // the ticket was used before
  | 'charter' // a charter that does not follow from the one before
  | 'too many' // devices, people, or changes at once
  | 'gone' // this device is no longer in the circle
  | 'does not open' // altered, replayed, or not for us

export class Refused extends Error {
  readonly why: Why

  constructor(why: Why, cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}

/** Return what body() gives; what it throws is this refusal instead. */
export async function orRefused<T>(why: Why, body: () => T | Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (fault) {
    throw fault instanceof Refused ? fault : new Refused(why, fault)
  }
}
