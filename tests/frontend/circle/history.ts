/** A circle's life by chance, in which everything the protocol knows happens; and a year of one. */
import { type Bytes, sameBytes } from '../../../frontend/keys/secret/bytes'
import { amend, dropDevice, leave } from '../../../frontend/circle/protocol/changing'
import { facilitates } from '../../../frontend/circle/protocol/charter'
import { devices, epoch, myself } from '../../../frontend/circle/protocol/circle'
import { takeIn } from '../../../frontend/circle/protocol/taking_in'
import { type Chance, chanceFrom } from '../chance'
import { aCircle, comesAlone, comesBack, everybody, invited, letGo, letIn, opinions, type Person, refresh, type Scene, whyNot } from './house'

export interface Told {
  readonly seed: number
  readonly epochs: number
  readonly people: number
  readonly did: Record<string, number>
  /** Words of a later epoch that somebody removed could open: has to be 0. */
  readonly readAfterRemoval: number
  /** Everything an honest house would have stored. */
  readonly groupInfos: readonly Bytes[]
}

interface Life extends Scene {
  readonly chance: Chance
  readonly most: number
  readonly gone: Person[]
  readonly did: Record<string, number>
  readAfterRemoval: number
}

const someone = (life: Life, which: (one: Person) => boolean = () => true): Person | undefined =>
  life.chance.one(everybody(life).filter(which))
const leads = (life: Life) => (one: Person): boolean => facilitates(life.fern.circle.standing.charter, one.me.key.open)

/** The same person, perhaps with another device. */
const same = (one: Person, other: Person | undefined): boolean => other !== undefined && sameBytes(one.me.memberId, other.me.memberId)

function drop(life: Life, one: Person): void {
  life.gone.push(one)
  life.others.splice(life.others.indexOf(one), 1)
}

async function hearAll(life: Life): Promise<void> {
  for (const one of everybody(life)) await one.sync()
}

type Act = (life: Life) => Promise<boolean>

const acts: Record<string, Act> = {
  async say(life) {
    const before = life.house.log.length
    await someone(life)?.say(`hello ${before}`)
    const passed = life.house.log.at(-1)
    for (const one of life.gone.slice(-5)) {
      if (!passed) continue
      await whyNot(takeIn(one.circle, passed).then(({ kind }) => { if (kind === 'said') life.readAfterRemoval += 1 }))
    }
    return true
  },
  async refresh(life) {
    await someone(life)?.change(refresh)
    return true
  },
  async admit(life) {
    if (life.others.length >= life.most) return false
    const by = someone(life, leads(life))
    if (!by) return false
    const came = await letIn(life, by, 1 + life.chance.below(2))
    await hearAll(life)
    life.others.push(...came)
    return true
  },
  async letGo(life) {
    const by = someone(life, leads(life))
    const one = someone(life, (other) => !same(other, by) && !same(other, life.fern))
    if (!by || !one || life.others.length < 2) return false
    await by.change((circle) => letGo(circle, one.me.memberId))
    // All their devices went with it.
    for (const other of life.others.filter((other) => same(other, one))) {
      drop(life, other)
      if (life.chance() < 0.5) await other.sync()
    }
    return true
  },
  async ticket(life) {
    if (life.others.length >= life.most) return false
    const by = someone(life, leads(life))
    if (!by) return false
    life.others.push(await comesAlone(life, await invited(by)))
    return true
  },
  async comeBack(life) {
    const one = someone(life, (other) => other !== life.fern)
    if (!one) return false
    const again = await comesBack(life, one.me, myself(one.circle).deviceId)
    drop(life, one)
    life.others.push(again)
    return true
  },
  async secondDevice(life) {
    const one = someone(life)
    if (!one || life.others.length >= life.most) return false
    const mine = devices(one.circle).filter(({ memberId }) => sameBytes(memberId, one.me.memberId))
    if (mine.length >= 3) return false
    life.others.push(await comesBack(life, one.me))
    return true
  },
  async dropDevice(life) {
    for (const one of everybody(life)) {
      const other = life.others.find((another) => another !== one && same(another, one))
      if (!other || other === life.fern) continue
      const { deviceId } = myself(other.circle)
      await one.change((circle) => dropDevice(circle, deviceId))
      drop(life, other)
      return true
    }
    return false
  },
  async leave(life) {
    const one = someone(life, (other) => !same(other, life.fern))
    if (!one || life.others.length < 3) return false
    const all = life.others.filter((other) => same(other, one))
    await one.sync()
    life.house.take(await leave(one.circle, one.me))
    await hearAll(life)
    for (const other of all) drop(life, other)
    await someone(life)?.carryOutWhatWasAsked()
    return true
  },
  async amend(life) {
    const by = someone(life, leads(life))
    if (!by) return false
    const keys = everybody(life).filter(() => life.chance() < 0.3).map(({ me }) => me.key.open)
    const named = [life.fern.me.key.open, ...keys.filter((key) => !sameBytes(key, life.fern.me.key.open))]
    const once = named.filter((key, at) => named.findIndex((other) => sameBytes(other, key)) === at).slice(0, 12)
    await by.change((circle) => amend(circle, by.me, { facilitators: once, wordsDays: 1 + life.chance.below(60) }))
    return true
  },
  async restart(life) {
    await someone(life)?.restart()
    return true
  },
}

const often = ['say', 'say', 'say', 'refresh', 'refresh', 'admit', 'admit', 'ticket', 'ticket', 'letGo', 'letGo', 'comeBack', 'secondDevice', 'dropDevice', 'leave', 'amend', 'restart']

/** Live so many steps. Throws, with the seed and the step, where anybody disagrees, is locked out, or reads what is not theirs. */
export async function live(seed: number, steps: number, most = 12): Promise<Told> {
  const chance = chanceFrom(seed)
  const life: Life = { ...(await aCircle(2)), chance, most, gone: [], did: {}, readAfterRemoval: 0 }
  for (let step = 0; step < steps; step += 1) {
    const name = chance.one(often) ?? 'say'
    try {
      if (!(await acts[name]?.(life))) continue
      await hearAll(life)
    } catch (fault) {
      throw new Error(`seed ${seed}, step ${step}, ${name}`, { cause: fault })
    }
    life.did[name] = (life.did[name] ?? 0) + 1
    const many = opinions(everybody(life))
    if (many !== 1 || life.readAfterRemoval > 0) throw new Error(`seed ${seed}, step ${step}, ${name}: ${many} opinions, ${life.readAfterRemoval} read after removal`)
  }
  return {
    seed, epochs: epoch(life.fern.circle), people: everybody(life).length, did: life.did,
    readAfterRemoval: life.readAfterRemoval, groupInfos: life.house.groupInfos,
  }
}

/** A year of ten people: some go, some come, two a week renew their keys. Return in which week somebody was locked out, or 0. */
export async function year(seed: number, weeks = 52): Promise<{ seed: number; lockedOut: number; came: number; epochs: number }> {
  const chance = chanceFrom(seed)
  const life: Life = { ...(await aCircle(9)), chance, most: 16, gone: [], did: {}, readAfterRemoval: 0 }
  let came = 0
  for (let week = 1; week <= weeks; week += 1) {
    if (life.others.length > 3 && chance() < 0.3) {
      const one = chance.one(life.others)
      if (one) {
        await life.fern.change((circle) => letGo(circle, one.me.memberId))
        drop(life, one)
      }
      await hearAll(life)
    }
    for (let n = 0; n < 2; n += 1) {
      await someone(life)?.change(refresh)
      await hearAll(life)
    }
    if (life.others.length < 15 && chance() < 0.35) {
      came += 1
      try {
        const fresh = await letIn(life, life.fern, 1)
        await hearAll(life)
        life.others.push(...fresh)
      } catch {
        return { seed, lockedOut: week, came, epochs: epoch(life.fern.circle) }
      }
    }
  }
  if (opinions(everybody(life)) !== 1) throw new Error(`seed ${seed}: no agreement after a year`)
  return { seed, lockedOut: 0, came, epochs: epoch(life.fern.circle) }
}
