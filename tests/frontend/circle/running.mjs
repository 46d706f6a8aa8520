// Bundles one of the long programs beside this file, mended library and all, and runs it.
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mendedMls } from '../../../frontend/mls_patch.mjs'

export async function run(name, { everySuite = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'long-'))
  const outfile = join(folder, 'long.mjs')
  await build({
    entryPoints: [new URL(name, import.meta.url).pathname],
    outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning',
    plugins: [mendedMls({ everySuite })],
  })
  const done = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' })
  await rm(folder, { recursive: true })
  process.exit(done.status ?? 1)
}
