// One run makes everything the pages and the paper ask for: house.css, house.js, fonts,
// icons, the mark.
import { build } from 'esbuild'
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { forPages } from './for_pages.mjs'
import { accessNames, iconNames } from './icons.mjs'
import { layOutLetters } from './letters.mjs'

const here = new URL('.', import.meta.url)
const built = new URL('../src/hearthside/web/static/built/', here)
const letters = new URL('../node_modules/@fontsource-variable/atkinson-hyperlegible-next/', here)
const lucide = new URL('../node_modules/lucide-static/icons/', here)
const access = new URL('pictures/access/', here)

/** Return one <symbol>: the drawing without its frame, its licence said once for all. */
async function symbolOf(id, file) {
  const drawing = await readFile(file, 'utf8')
  const lines = drawing.slice(drawing.indexOf('>', drawing.indexOf('<svg')) + 1)
  const inside = lines.replace('</svg>', '').replace(/\s*\n\s*/g, '')
  return (
    `<symbol id="${id}" viewBox="0 0 24 24" fill="none" stroke="currentColor"` +
    ` stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside}</symbol>`
  )
}

async function drawSprite() {
  const symbols = await Promise.all([
    ...iconNames.map((name) => symbolOf(name, new URL(`${name}.svg`, lucide))),
    ...accessNames.map((name) => symbolOf(`access-${name}`, new URL(`${name}.svg`, access))),
  ])
  const sprite =
    '<!-- Lucide, ISC licence; access-*: our own -->\n' +
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

/** Write down the SHA-256 of every file: by it anybody can tell a changed one from ours. */
async function nameAll() {
  const files = {}
  const entries = await readdir(built, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fileURLToPath(built), join(entry.parentPath, entry.name)))
    .sort()
  for (const name of names) {
    const made = await readFile(new URL(name, built))
    files[name] = createHash('sha256').update(made).digest('hex')
  }
  const told = JSON.stringify({ format: 'Hearthside bundle 1', files }, null, 1)
  await writeFile(new URL('bundle.json', built), `${told}\n`)
}

const began = performance.now()
await rm(built, { recursive: true, force: true })
await mkdir(built, { recursive: true })
await Promise.all([
  build({
    entryPoints: {
      house: new URL('touches/house.ts', here).pathname,
      'house-styles': new URL('styles/house.css', here).pathname,
      evening: new URL('evening/evening.ts', here).pathname,
      kept: new URL('kept/kept.ts', here).pathname,
      plan: new URL('plan/plan.ts', here).pathname,
      'plan-keeper': new URL('plan/keeper/keeper.ts', here).pathname,
      choices: new URL('choices/choices.ts', here).pathname,
      pages: new URL('pages/pages.ts', here).pathname,
      'pages-keeper': new URL('pages/keeper/keeper.ts', here).pathname,
      'my-key': new URL('keys/my_key.ts', here).pathname,
      circle: new URL('circle/circle.ts', here).pathname,
      room: new URL('circle/room.ts', here).pathname,
      contact: new URL('contact/contact.ts', here).pathname,
      keyholder: new URL('contact/keyholder.ts', here).pathname,
      'report-words': new URL('reports/reading.ts', here).pathname,
      offer: new URL('crisis/offer.ts', here).pathname,
      telling: new URL('telling/telling.ts', here).pathname,
      'circle-styles': new URL('styles/circle.css', here).pathname,
      'room-styles': new URL('styles/room.css', here).pathname,
      'evening-styles': new URL('styles/evening.css', here).pathname,
      keeper: new URL('evening/keeper/keeper.ts', here).pathname,
    },
    outdir: built.pathname,
    entryNames: '[name]',
    // Plain names: Django adds the hashes, and rewrites the addresses inside house.css.
    assetNames: 'fonts/[name]',
    loader: { '.woff2': 'file' },
    ...forPages,
  }),
  drawSprite(),
  layOutLetters(),
  cp(new URL('pictures/mark.svg', here), new URL('mark.svg', built)),
])
for (const name of ['house', 'evening', 'circle', 'room']) {
  await rename(new URL(`${name}-styles.css`, built), new URL(`${name}.css`, built))
}
// The Open Font Licence asks to travel with the letters.
await cp(new URL('LICENSE', letters), new URL('fonts/LICENSE.txt', built))
await nameAll()
await sayWeight('house.css', 12_000)
await sayWeight('house.js', 25_000)
await sayWeight('evening.css', 4_000)
await sayWeight('evening.js', 30_000)
await sayWeight('keeper.js', 2_000)
await sayWeight('kept.js', 4_000)
await sayWeight('plan.js', 14_000)
await sayWeight('plan-keeper.js', 2_000)
await sayWeight('choices.js', 2_000)
await sayWeight('pages.js', 5_000)
await sayWeight('pages-keeper.js', 2_000)
await sayWeight('my-key.js', 9_000)
await sayWeight('circle.css', 2_000)
await sayWeight('circle.js', 60_000)
await sayWeight('room.css', 3_500)
await sayWeight('room.js', 66_000)
await sayWeight('contact.js', 6_000)
await sayWeight('keyholder.js', 12_000)
await sayWeight('report-words.js', 16_000)
await sayWeight('offer.js', 20_000)
await sayWeight('telling.js', 3_000)
await sayWeight('icons.svg')
console.log(`built in ${Math.round(performance.now() - began)} ms`)
