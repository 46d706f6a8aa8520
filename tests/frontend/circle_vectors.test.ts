/** The quick ones of the MLS working group's vectors. All 785: `node tests/frontend/circle/vectors.mjs FOLDER`. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import test from 'node:test'

import { ask, files } from './circle/vectors'

const folder = `${process.env['HEARTHSIDE_REAL_DATA'] ?? `${process.cwd()}/../shared/data`}/mls-vectors`
const read = (name: string): Parameters<typeof ask>[1] => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))
// A bundle is run from the folder the build was started in.
if (!existsSync(folder)) console.log(`REAL DATA ABSENT: ${folder}; set HEARTHSIDE_REAL_DATA`)
else {
  test('the quick vectors hold for all suites, and the trees and welcomes for ours', async () => {
    let held = 0
    for (const [name, [, isQuick]] of Object.entries(files)) if (isQuick) held += await ask(name, read(name))
    for (const name of ['tree-validation', 'passive-client-welcome']) held += await ask(name, read(name), (one) => one.cipher_suite === 1)

    assert.equal(held, 141 + 14 + 8)
  })

  test('a vector with one digit changed does not hold', async () => {
    for (const name of ['crypto-basics', 'key-schedule', 'transcript-hashes', 'tree-operations', 'welcome']) {
      const wrong = JSON.stringify(read(name)[0]).replace(/[0-9a-f]{40}/g, (digits) => `${digits.slice(0, 39)}${digits.endsWith('0') ? '1' : '0'}`)

      await assert.rejects(ask(name, [JSON.parse(wrong)]), Error)
    }
  })
}
