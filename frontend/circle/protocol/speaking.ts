/** Saying something in a circle. */
import { type Bytes, joined, random } from '../../keys/secret/bytes'
import { type Body, writeBody } from './bodies'
import { type Circle, epoch, type WordsPost } from './circle'
import { commitmentTo, openingLength, writeCommitment } from './franking'
import { isOut, seal } from './mls'
import { pad } from './padding'
import { Refused } from './refused'

export interface Said {
  readonly post: WordsPost
  /** The circle without the key these words used. Store it before the post leaves. */
  readonly after: Circle
  /** What one would show, to report or keep one's own words: nobody can open what they sealed themselves. */
  readonly opening: Bytes
  readonly body: Bytes
}

/**
 * Seal a body. When the server says the epoch is over: take in what came, and say it again.
 *
 * Throws Refused, TooLong, RangeError.
 */
export async function say(circle: Circle, body: Body): Promise<Said> {
  if (isOut(circle.group)) throw new Refused('gone')
  const written = writeBody(body)
  const opening = random(openingLength)
  const commitment = await commitmentTo(opening, written)
  const { after, frame } = await seal(circle.group, pad(joined(opening, written)), writeCommitment(commitment))
  return {
    post: { kind: 'words', epoch: epoch(circle), frame, commitment },
    after: { ...circle, group: after }, opening, body: written,
  }
}
