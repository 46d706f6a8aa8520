// Long lives of circles, by chance: node tests/frontend/circle/long.mjs SEEDS STEPS [YEARS [FILE]]
// docs/develop/sealed-objects.md says what is checked.
import { run } from './running.mjs'

await run('long.ts')
