/** The long lives: SEEDS STEPS YEARS [FILE]; FILE gets every GroupInfo of the lives, one a line, as hex. */
import { writeFileSync } from 'node:fs'

import { live, year } from './history'

const [seeds = 30, steps = 120, years = 0] = process.argv.slice(2, 5).map(Number)
const file = process.argv[5]
const lines: string[] = []
let bad = 0
const say = (told: unknown): void => console.log(JSON.stringify(told))

for (let seed = 1; seed <= seeds; seed += 1) {
  const began = performance.now()
  try {
    const { groupInfos, ...told } = await live(seed, steps)
    for (const one of groupInfos) lines.push([...one].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
    say({ ...told, ms: Math.round(performance.now() - began) })
  } catch (fault) {
    bad += 1
    say({ seed, fault: String(fault), cause: String((fault as Error).cause) })
  }
}
for (let seed = 1; seed <= years; seed += 1) {
  const told = await year(seed)
  if (told.lockedOut > 0) bad += 1
  say(told)
}
if (file) writeFileSync(file, `${lines.join('\n')}\n`)
say({ lives: seeds, steps, years, bad, groupInfos: lines.length })
process.exit(bad === 0 ? 0 : 1)
