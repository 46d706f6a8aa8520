import assert from 'node:assert/strict'
import test from 'node:test'

import { only, read, written } from '../../frontend/choices/state'

test('what is remembered is read again, and nothing that was left open', () => {
  const choices = only(['kind', 'language', 'calm'], { kind: 'article', language: '', calm: 'yes', words: 'sleep' })

  assert.deepEqual(choices, { kind: 'article', calm: 'yes' })
  assert.deepEqual(read(written(choices)), choices)
})

test('words somebody looked for are never among them', () => {
  assert(!written(only(['kind'], { kind: 'article', words: 'my secret' })).includes('secret'))
})

test('nothing remembered is not the same as nothing chosen', () => {
  assert.equal(read(null), null)
  assert.deepEqual(read(written({})), {})
})

test('what is not ours is nothing', () => {
  for (const text of ['', '{', '[]', 'null', '{"form":2,"choices":{}}', '{"form":1}', '{"form":1,"choices":[]}', '{"form":1,"choices":"x"}']) {
    assert.equal(read(text), null)
  }
  assert.deepEqual(read(JSON.stringify({ form: 1, choices: { kind: 7, language: 'x'.repeat(41), calm: 'yes' } })), { calm: 'yes' })
})
