// Runs what the front end does without a page: tests/frontend, under Node's own test runner.
// acts.mjs quick   leaves out what lives through thousands of evenings, changes and vectors
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mendedMls } from './mls_patch.mjs'

const tests = new URL('../tests/frontend/', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'acts-'))
const long = ['any_evening.test.ts', 'circle_budgets.test.ts', 'circle_fuzz.test.ts', 'circle_vectors.test.ts']
const isQuick = process.argv[2] === 'quick'
const names = (await readdir(tests))
  .filter((name) => name.endsWith('.test.ts') && !(isQuick && long.includes(name)))
await build({
  entryPoints: names.map((name) => join(tests, name)),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  // The published vectors speak of suites the pages never load.
  plugins: [mendedMls({ everySuite: true })],
})
const built = names.map((name) => join(folder, name.replace(/\.ts$/, '.mjs')))
const run = spawnSync(process.execPath, ['--test', ...built], { stdio: ['ignore', 'pipe', 'inherit'] })
const said = run.stdout.toString()
// A quiet success says its sums; a failure says everything.
if (run.status === 0) console.log(said.split('\n').filter((line) => /^(#|ℹ) (tests|pass|fail) /.test(line)).join('\n'))
else console.log(said)
await rm(folder, { recursive: true })
process.exit(run.status ?? 1)
