/** A house that only orders, as the real one does: a compare-and-swap of the epoch, a log, and tickets it does not look at. */
import { type Bytes, random, sameBytes } from '../../../frontend/keys/secret/bytes'
import { rootOf } from '../../../frontend/keys/secret/derive'
import type { Body } from '../../../frontend/circle/protocol/bodies'
import { admit, carryOut, found, inviteOne, letGo, refresh } from '../../../frontend/circle/protocol/changing'
import { accepted, type Changed, type Circle, devices, epoch, groupIdFor, readCircle, writeCircle } from '../../../frontend/circle/protocol/circle'
import { type Member, memberOf } from '../../../frontend/circle/protocol/identity'
import { comeBack, comeIn, comeInAlone, type Waiting, waitToBeLetIn } from '../../../frontend/circle/protocol/joining'
import { authenticatorOf, isOut } from '../../../frontend/circle/protocol/mls'
import { Refused, type Why } from '../../../frontend/circle/protocol/refused'
import { say } from '../../../frontend/circle/protocol/speaking'
import { type Passed, type Taken, takeIn } from '../../../frontend/circle/protocol/taking_in'
import type { Invitation } from '../../../frontend/circle/protocol/ticket'

/** Minutes since 1970: the library asks the clock about key packages, so the clock it is. */
export const now = Math.floor(Date.now() / 60_000)

export const said = (text: string): Body => ({ kind: 'said', id: random(16), text, note: '', images: [], days: 0 })

export interface Logged extends Passed {
  readonly seq: number
  readonly epoch: number
  readonly commitment?: Bytes
}

/** The server: one circle. It knows bytes and numbers. */
export class House {
  epoch = 0
  readonly log: Logged[] = []
  readonly groupInfos: Bytes[] = []
  minute = now

  constructor(groupInfo: Bytes) {
    this.groupInfos.push(groupInfo)
  }

  get groupInfo(): Bytes {
    return this.groupInfos[this.groupInfos.length - 1] as Bytes
  }

  /** Return the number it got, or undefined where the epoch is over (409). */
  take(post: { kind: Passed['kind']; epoch: number; frame: Bytes; groupInfo?: Bytes; commitment?: Bytes }): number | undefined {
    if (post.epoch !== this.epoch) return undefined
    const { kind, frame, commitment } = post
    const seq = this.log.length + 1
    this.log.push({ seq, kind, frame, epoch: post.epoch, minute: this.minute, ...(commitment ? { commitment } : {}) })
    if (kind === 'commit') {
      this.epoch += 1
      this.groupInfos.push(post.groupInfo as Bytes)
    }
    return seq
  }
}

export interface Heard {
  readonly seq: number
  readonly from: string
  readonly text: string
}

/** Somebody with one device. */
export class Person {
  readonly heard: Heard[] = []
  readonly taken: Taken[] = []
  /** Seq of what was read up to. */
  upTo = 0
  #circle: Circle | undefined
  /** What was sent and may come back: the circle it makes, or the text. */
  #sent: { frame: Bytes; after?: Circle; text?: string } | undefined

  constructor(readonly name: string, readonly me: Member, readonly house: House | undefined, circle?: Circle) {
    this.#circle = circle
  }

  get circle(): Circle {
    if (!this.#circle) throw new Error(`${this.name} is in no circle`)
    return this.#circle
  }

  set circle(circle: Circle) {
    this.#circle = circle
  }

  get #home(): House {
    if (!this.house) throw new Error('no house')
    return this.house
  }

  /** Read everything up to now. */
  async sync(): Promise<void> {
    for (const passed of this.#home.log.slice(this.upTo)) await this.read(passed)
  }

  async read(passed: Logged): Promise<void> {
    const mine = this.#sent && sameBytes(this.#sent.frame, passed.frame) ? this.#sent : undefined
    if (mine) {
      if (mine.after) this.circle = accepted(mine.after, passed.minute)
      if (mine.text !== undefined) this.heard.push({ seq: passed.seq, from: String(this.me.memberId), text: mine.text })
      this.#sent = undefined
    } else if (!isOut(this.circle.group)) {
      const taken = await takeIn(this.circle, passed)
      this.taken.push(taken)
      this.circle = taken.circle
      if (taken.kind === 'said') {
        this.heard.push({ seq: passed.seq, from: String(taken.from.memberId), text: 'text' in taken.body ? taken.body.text : taken.body.kind })
      }
    }
    this.upTo = passed.seq
  }

  /** Make a change, again and again until the house takes it; return how many tries were in vain. */
  async change(make: (circle: Circle) => Promise<Changed>): Promise<number> {
    for (let vain = 0; ; vain += 1) {
      await this.sync()
      const { post, after } = await make(this.circle)
      this.#sent = { frame: post.frame, after }
      if (this.#home.take(post) !== undefined) {
        await this.sync()
        return vain
      }
      this.#sent = undefined
    }
  }

  async say(text: string): Promise<number> {
    for (let vain = 0; ; vain += 1) {
      await this.sync()
      const { post, after } = await say(this.circle, said(text))
      this.circle = after
      this.#sent = { frame: post.frame, text }
      if (this.#home.take(post) !== undefined) {
        await this.sync()
        return vain
      }
      this.#sent = undefined
    }
  }

  /** Be read back from what is stored. */
  async restart(): Promise<void> {
    this.circle = await readCircle(writeCircle(this.circle))
  }

  /** Carry out what somebody asked, if anybody asked it of this person last. */
  async carryOutWhatWasAsked(): Promise<void> {
    const asked = this.taken.filter((one) => one.kind === 'asked').at(-1)
    if (asked?.kind === 'asked') await this.change((circle) => carryOut(circle, asked.farewell))
  }
}

export async function somebody(circleId: Bytes): Promise<Member> {
  return memberOf(await rootOf(random(32)), circleId)
}

export interface Scene {
  readonly house: House
  readonly circleId: Bytes
  readonly fern: Person
  readonly others: Person[]
}

/** Return a circle Fern founded, with others she let in. */
export async function aCircle(howMany: number): Promise<Scene> {
  const circleId = random(16)
  const me = await somebody(circleId)
  const { circle, groupInfo } = await found(me, { wordsDays: 30, franking: 1 }, now)
  const house = new House(groupInfo)
  const fern = new Person('Fern', me, house, circle)
  const scene: Scene = { house, circleId, fern, others: [] }
  if (howMany > 0) scene.others.push(...(await letIn(scene, fern, howMany)))
  return scene
}

/** Let new people in by key packages and one welcome; return them. */
export async function letIn(scene: Scene, by: Person, howMany: number): Promise<Person[]> {
  const { house, circleId } = scene
  const waiting: { me: Member; keys: Waiting }[] = []
  for (let n = 0; n < howMany; n += 1) {
    const me = await somebody(circleId)
    waiting.push({ me, keys: await waitToBeLetIn(me, now) })
  }
  let welcome: Bytes | undefined
  await by.change(async (circle) => {
    const changed = await admit(circle, waiting.map(({ keys }) => keys.open), now)
    welcome = changed.post.welcome
    return changed
  })
  const came: Person[] = []
  for (const { me, keys } of waiting) {
    const circle = await comeIn(keys, welcome as Bytes, groupIdFor(by.circle))
    const person = new Person(`m${scene.others.length + came.length}`, me, house, circle)
    person.upTo = house.log.length
    came.push(person)
  }
  return came
}

export async function invited(by: Person, until: number = now + 60): Promise<Invitation> {
  return inviteOne(by.circle, by.me, until)
}

/** Somebody lets themselves in with a ticket. */
export async function comesAlone(scene: Scene, invitation: Invitation, me?: Member): Promise<Person> {
  const who = me ?? (await somebody(scene.circleId))
  const { post, after } = await comeInAlone(who, invitation, scene.house.groupInfo, now)
  return entered(scene, who, post, after)
}

/** Somebody comes back with the same key; deviceId -- the device whose place the new one takes. */
export async function comesBack(scene: Scene, me: Member, deviceId?: Bytes): Promise<Person> {
  const { post, after } = await comeBack(me, groupIdFor(scene.fern.circle), scene.house.groupInfo, now, deviceId)
  return entered(scene, me, post, after)
}

function entered(scene: Scene, me: Member, post: Changed['post'], after: Circle): Person {
  const seq = scene.house.take(post)
  if (seq === undefined) throw new Error('409')
  const person = new Person('again', me, scene.house, accepted(after, scene.house.minute))
  person.upTo = seq
  return person
}

export const everybody = (scene: Scene): Person[] => [scene.fern, ...scene.others]

export async function allSync(scene: Scene): Promise<void> {
  for (const person of everybody(scene)) await person.sync()
}

/** Return how many different epochs people believe in: 1 where all agree. */
export function opinions(people: readonly Person[]): number {
  return new Set(people.map(({ circle }) => `${epoch(circle)} ${String(authenticatorOf(circle.group))}`)).size
}

/** Return why something was refused, or 'taken'. */
export async function whyNot(body: Promise<unknown>): Promise<Why | 'taken'> {
  try {
    await body
    return 'taken'
  } catch (fault) {
    if (fault instanceof Refused) return fault.why
    throw fault
  }
}

export { devices, letGo, refresh }
