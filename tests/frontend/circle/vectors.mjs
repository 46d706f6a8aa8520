// Every published vector of MLS: node tests/frontend/circle/vectors.mjs [FOLDER]
import { run } from './running.mjs'

await run('every_vector.ts', { everySuite: true })
