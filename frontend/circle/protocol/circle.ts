/**
 * A circle as one device knows it. Everything beside this file takes one and gives another; none
 * changes one. Whoever calls stores the new one BEFORE sending what came with it: a key that
 * was used must never be used again.
 */
import { type Bytes, joined, NotOurs } from '../../keys/secret/bytes'
import { circleIdOf, type Identity, saidBy } from './identity'
import {
  epochOf, type Extra, type Group, groupIdIn, leavesOf, longestFrame, ownLeaf, readGroup, writeGroup, writeGroupInfo,
} from './mls'
import type { Before } from './policy'
import { orRefused, Refused } from './refused'
import { readStanding, type Standing, standingExtension, writeStanding } from './standing'
import { opaque, readAll, u32, u8 } from './wire'

const form = 1
const longestState = 4 * 1024 * 1024

export interface Circle {
  readonly group: Group
  readonly standing: Standing
  /**
   * Whether a facilitator was heard in here. Until then who else is in the room is what the server says: one
   * who joined alone could have been led into a room made for them.
   */
  readonly greeted: boolean
  /** The latest minute the server gave anything taken in, since 1970; 0 before the first. */
  readonly minute: number
}

/** A change, as it is offered to the server: one MLSMessage each, the frame a PublicMessage. */
export interface ChangePost {
  readonly kind: 'commit'
  /** The epoch it ends. */
  readonly epoch: number
  readonly frame: Bytes
  readonly groupInfo: Bytes
  readonly welcome?: Bytes
}

/** Somebody asks to leave: a PublicMessage with a proposal to remove themselves. */
export interface ProposalPost {
  readonly kind: 'proposal'
  readonly epoch: number
  readonly frame: Bytes
}

/** Words, a PrivateMessage; commitment -- 32 bytes, also inside the frame. */
export interface WordsPost {
  readonly kind: 'words'
  readonly epoch: number
  readonly frame: Bytes
  readonly commitment: Bytes
}

export interface Changed {
  readonly post: ChangePost
  /** The circle once the server has taken the post. Store it first, put it in place after. */
  readonly after: Circle
}

export const groupIdFor = (circle: Circle): Bytes => groupIdIn(circle.group)
export const epoch = (circle: Circle): number => epochOf(circle.group)

/** Every device in the circle, with where it sits. */
export function devices(circle: Circle): (Identity & { leaf: number })[] {
  return leavesOf(circle.group).map(({ leaf, credential, key }) => ({ leaf, ...saidBy(credential, key) }))
}

/** Return who this device is. Throws Refused where it is no longer in the circle. */
export function myself(circle: Circle): Identity {
  const me = devices(circle).find(({ leaf }) => leaf === ownLeaf(circle.group))
  if (!me) throw new Refused('gone')
  return me
}

export const beforeOf = (circle: Circle, minute: number): Before => ({
  groupId: groupIdFor(circle), epoch: epoch(circle), leaves: leavesOf(circle.group), standing: circle.standing, minute,
})

export const extraOf = (standing: Standing): Extra => ({
  extensionType: standingExtension, extensionData: writeStanding(standing),
})

/** Return the circle after a change of one's own, once the server took it at this minute. */
export const accepted = (after: Circle, minute: number): Circle => ({ ...after, minute: Math.max(after.minute, minute) })

export const groupInfoOf = (circle: Circle): Promise<Bytes> => writeGroupInfo(circle.group, extraOf(circle.standing))

/** Return the circle as bytes, to be sealed and stored: whoever has them can read. */
export function writeCircle(circle: Circle): Bytes {
  const said = [opaque(groupIdFor(circle)), u8(circle.greeted ? 1 : 0), u32(circle.minute)]
  return joined(u8(form), ...said, opaque(writeStanding(circle.standing)), opaque(writeGroup(circle.group)))
}

/** Throws Refused. */
export async function readCircle(bytes: Bytes): Promise<Circle> {
  const said = await orRefused('malformed', () =>
    readAll(bytes, (from) => {
      if (from.u8() !== form) throw new NotOurs('form')
      return {
        groupId: from.opaque(64), greeted: from.u8() === 1, minute: from.u32(),
        standing: from.opaque(longestFrame), group: from.opaque(longestState),
      }
    }))
  const standing = await orRefused('malformed', () => readStanding(said.groupId, said.standing))
  return { group: await readGroup(circleIdOf(said.groupId), said.group), standing, greeted: said.greeted, minute: said.minute }
}
