/**
 * A private word between somebody and one who leads: sealed once more (HPKE, RFC 9180) inside a message of the
 * room, to a key that lives only as long as the page. The house cannot tell it from any other message.
 */
import { DoesNotOpen } from '../../keys/secret/box'
import { type Bytes, fromLetters, joined, NotOurs, random, text, toLetters, utf8 } from '../../keys/secret/bytes'
import { label } from '../../keys/secret/derive'
import { openFrom, type Pair, pairOf, sealTo } from '../../keys/secret/hpke'
import { padded, unpadded } from '../../keys/secret/padding'

const info = (): Bytes => label('meeting/private')
/** In bytes, of what is sealed: one size for a short word, two for longer ones. */
const buckets = [512, 1024, 2048]
/** In bytes of UTF-8: what a private word may hold. */
export const longestPrivate = 1_900

/** Return a key for this evening. It is nowhere but in this page. */
export const eveningKey = (): Promise<Pair> => pairOf(random(32))

const about = (groupId: Bytes, from: string, to: string): Bytes => joined(groupId, fromLetters(from), fromLetters(to))

/** Return a word sealed from one member to another; theirs -- the open key of the other. Throws TooLong. */
export async function sealPrivate(groupId: Bytes, from: string, to: string, theirs: string, words: string): Promise<string> {
  const plain = padded(utf8(words.normalize('NFC')), buckets)
  return toLetters(await sealTo(fromLetters(theirs), info(), about(groupId, from, to), plain))
}

/** Return the word, where it is for this member; null where it is for somebody else, or is none. */
export async function openPrivate(mine: Pair, groupId: Bytes, from: string, me: string, box: string): Promise<string | null> {
  try {
    return text(unpadded(await openFrom(mine, info(), about(groupId, from, me), fromLetters(box))))
  } catch (fault) {
    if (fault instanceof DoesNotOpen || fault instanceof NotOurs || fault instanceof TypeError || fault instanceof DOMException) return null
    throw fault
  }
}
