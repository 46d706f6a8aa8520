// One run makes everything the pages ask for: house.css, house.js, fonts, icons, the mark.
import { build } from 'esbuild'
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import { iconNames } from './icons.mjs'

const here = new URL('.', import.meta.url)
const built = new URL('../src/hearthside/web/static/built/', here)
const letters = new URL('../node_modules/@fontsource-variable/atkinson-hyperlegible-next/', here)
const lucide = new URL('../node_modules/lucide-static/icons/', here)

/** Return one <symbol>: the drawing without its frame, its licence said once for all. */
async function symbolOf(name) {
  const drawing = await readFile(new URL(`${name}.svg`, lucide), 'utf8')
  const lines = drawing.slice(drawing.indexOf('>', drawing.indexOf('<svg')) + 1)
  const inside = lines.replace('</svg>', '').replace(/\s*\n\s*/g, '')
  return (
    `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor"` +
    ` stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside}</symbol>`
  )
}

async function drawSprite() {
  const symbols = await Promise.all(iconNames.map(symbolOf))
  const sprite =
    '<!-- Lucide, ISC licence -->\n' +
    `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
  await writeFile(new URL('icons.svg', built), sprite)
}

async function sayWeight(name, limit) {
  const file = new URL(name, built)
  const small = brotliCompressSync(await readFile(file)).length
  const whole = (await stat(file)).size
  console.log(`${name}: ${whole} bytes, ${small} compressed`)
  // A page has to arrive on a poor line: heavier than this is a fault, not a wish.
  if (limit && small > limit) throw new Error(`${name} is over ${limit} bytes compressed`)
}

const began = performance.now()
await rm(built, { recursive: true, force: true })
await mkdir(built, { recursive: true })
await Promise.all([
  build({
    entryPoints: {
      house: new URL('touches/house.ts', here).pathname,
      'house-styles': new URL('styles/house.css', here).pathname,
    },
    outdir: built.pathname,
    entryNames: '[name]',
    // Plain names: Django adds the hashes, and rewrites the addresses inside house.css.
    assetNames: 'fonts/[name]',
    loader: { '.woff2': 'file' },
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome111', 'firefox113', 'safari16.2'],
    legalComments: 'none',
    logLevel: 'warning',
  }),
  drawSprite(),
  cp(new URL('pictures/mark.svg', here), new URL('mark.svg', built)),
])
await cp(new URL('house-styles.css', built), new URL('house.css', built))
await rm(new URL('house-styles.css', built))
// The Open Font Licence asks to travel with the letters.
await cp(new URL('LICENSE', letters), new URL('fonts/LICENSE.txt', built))
await sayWeight('house.css', 12_000)
await sayWeight('house.js', 25_000)
await sayWeight('icons.svg')
console.log(`built in ${Math.round(performance.now() - began)} ms`)
