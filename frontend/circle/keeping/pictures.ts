/** Pictures of a circle: sealed and handed over before their message, opened when somebody asks, taken back with it. */
import { DoesNotOpen } from '../../keys/secret/box'
import { type Bytes, NotOurs } from '../../keys/secret/bytes'
import { openPicture, sealPicture } from '../protocol/pictures'
import type { Happened } from '../state/happened'
import { imageOf, type Picture, pictureOf } from '../state/pictures'
import type { Here } from './here'

/** why -- a sentence of the house, where it has one. */
export type Handed = { readonly picture: Picture } | { readonly odd: 'no signal' | 'signed out' | 'not there' } | { readonly why: string }

/** Seal a picture with a key of its own and hand it over; what is returned goes into the message. */
export async function handOver(here: Here, picture: Bytes, alt: string): Promise<Handed> {
  const { image, box } = await sealPicture(picture, alt)
  const made = pictureOf(image)
  const said = await here.tools.server.keepPicture(made.where, box)
  if (said === 'kept') return { picture: made }
  return typeof said === 'string' ? { odd: said } : said
}

/** Return a picture as it was sent. altered -- it is not what the message speaks of. */
export async function opened(here: Here, picture: Picture): Promise<Bytes | 'no signal' | 'not there' | 'altered'> {
  const box = await here.tools.server.sealedPicture(picture.where)
  if (typeof box === 'string') return box
  try {
    return await openPicture(imageOf(picture), box)
  } catch (fault) {
    if (fault instanceof NotOurs || fault instanceof DoesNotOpen) return 'altered'
    throw fault
  }
}

/** Let the house forget the pictures of what this person took back, until it did; then what opens them goes here too. */
export async function letTakenBackGo(here: Here): Promise<void> {
  const underway = here.desk.outbox.flatMap(({ wish, isKept }) => (isKept && wish.kind === 'withdraw' ? [wish.about] : []))
  for (const said of takenBack(here.happened, here.mine, underway)) {
    const left: Picture[] = []
    for (const one of said.pictures) {
      if ((await here.tools.server.takePictureBack(one.where)) === 'later') left.push(one)
    }
    if (left.length === said.pictures.length) continue
    await here.inTurn(() => here.keep({}, [{ ...said, pictures: left }]))
  }
}

type WithPictures = Extract<Happened, { kind: 'said' }> & { readonly pictures: readonly Picture[] }

/** Return one's own messages that were taken back and whose pictures may still be there. underway -- ids the house has been told of. */
export function takenBack(happened: readonly Happened[], mine: string, underway: readonly string[]): WithPictures[] {
  const gone = new Set([...underway, ...happened.flatMap((one) => (one.kind === 'withdraw' && one.from === mine ? [one.about] : []))])
  return happened.filter((one): one is WithPictures =>
    one.kind === 'said' && one.from === mine && gone.has(one.id) && (one.pictures ?? []).length > 0)
}
