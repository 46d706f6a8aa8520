/** Every published vector: prints how many hold, file by file. FOLDER is where they lie. */
import { readFileSync } from 'node:fs'

import { ask, files } from './vectors'

const folder = process.argv[2] ?? '../shared/data/mls-vectors'
let held = 0
let asked = 0
for (const name of Object.keys(files)) {
  const vectors: unknown[] = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))
  asked += vectors.length
  try {
    const here = await ask(name, vectors as Parameters<typeof ask>[1])
    held += here
    console.log(`${name}: ${here}/${vectors.length}`)
  } catch (fault) {
    console.log(String(fault), String((fault as Error).cause))
  }
}
console.log(`${held}/${asked}`)
process.exit(held === asked ? 0 : 1)
