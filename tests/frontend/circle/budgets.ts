/**
 * What things cost in a circle of twelve, in milliseconds of the processor, all threads together: a
 * machine that does other things too makes waiting longer, but work not much dearer.
 */
import { writeCircle, readCircle, type Circle } from '../../../frontend/circle/protocol/circle'
import { refresh as refreshCircle, admit } from '../../../frontend/circle/protocol/changing'
import { waitToBeLetIn } from '../../../frontend/circle/protocol/joining'
import { say } from '../../../frontend/circle/protocol/speaking'
import { takeIn } from '../../../frontend/circle/protocol/taking_in'
import { aCircle, allSync, now, said, somebody, type Person } from './house'

export interface Budgets {
  readonly refresh: number
  readonly add: number
  readonly process: number
  readonly say: number
  readonly hear: number
  readonly restore: number
  /** In bytes. */
  readonly state: number
}

async function cost(times: number, once: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let n = 0; n < times; n += 1) await once()
  const { user, system } = process.cpuUsage(before)
  return Math.round((user + system) / times / 10) / 100
}

/** Measure; times -- how often each. */
export async function budgets(times: number): Promise<Budgets> {
  const scene = await aCircle(11)
  for (const person of scene.others.slice(0, 3)) await person.change(refreshCircle)
  await allSync(scene)
  const bo = scene.others[3] as Person
  const keys = await waitToBeLetIn(await somebody(scene.circleId), now)
  const { post } = await refreshCircle(scene.fern.circle)
  let speaker: Circle = scene.fern.circle
  const words: { frame: Uint8Array<ArrayBuffer> }[] = []
  const sayOne = async (): Promise<void> => {
    const one = await say(speaker, said('I managed the drains on my own today'))
    speaker = one.after
    words.push(one.post)
  }
  let hearer: Circle = bo.circle
  let at = 0
  const stored = writeCircle(bo.circle)
  return {
    refresh: await cost(times, () => refreshCircle(scene.fern.circle)),
    add: await cost(times, () => admit(scene.fern.circle, [keys.open], now)),
    process: await cost(times, () => takeIn(bo.circle, { ...post, minute: now })),
    say: await cost(times * 4, sayOne),
    hear: await cost(times * 4, async () => {
      const frame = words[at]?.frame
      at += 1
      if (frame) hearer = (await takeIn(hearer, { kind: 'words', frame, minute: now })).circle
    }),
    restore: await cost(times, () => readCircle(stored)),
    state: stored.length,
  }
}
