/** Words are padded to five sizes before they are sealed, so that a length says little. */
import type { Bytes } from '../../keys/secret/bytes'
import { padded, unpadded } from '../../keys/secret/padding'
import { orRefused, Refused } from './refused'

/** In bytes, of what is sealed: 4 for the length, 32 for the opening key, the body, zeros. */
export const buckets: readonly number[] = [512, 1024, 2048, 4096, 8192]

/** Throws TooLong. */
export const pad = (plain: Bytes): Bytes => padded(plain, buckets)

/** Return what was padded. Throws Refused: another size, or something hidden behind the end. */
export async function unpad(all: Bytes): Promise<Bytes> {
  if (!buckets.includes(all.length)) throw new Refused('malformed')
  const plain = await orRefused('malformed', () => unpadded(all))
  const smallest = buckets.find((one) => one >= plain.length + 4)
  if (smallest !== all.length || all.slice(plain.length + 4).some((byte) => byte !== 0)) throw new Refused('malformed')
  return plain
}
