// Bundles the protocol of circles as a page would, and says what it weighs:
// node frontend/weigh_circle.mjs FILE
import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { forPages } from './for_pages.mjs'

const [outfile] = process.argv.slice(2)
const entry = new URL('circle/protocol/protocol.ts', import.meta.url).pathname
await build({ ...forPages, globalName: 'circle', entryPoints: [entry], outfile })
const made = await readFile(outfile)
const sha256 = createHash('sha256').update(made).digest('hex')
console.log(JSON.stringify({ bytes: made.length, compressed: brotliCompressSync(made).length, sha256 }))
