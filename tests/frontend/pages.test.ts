import assert from 'node:assert/strict'
import test, { beforeEach } from 'node:test'

import { check } from '../../frontend/pages/checking'
import { bring } from '../../frontend/pages/post/bringing'
import * as state from '../../frontend/pages/state/pages'
import * as shelf from '../../frontend/pages/store/shelf'

const now = Date.UTC(2026, 10, 22)
const piece = '/kept/piece/abcdefghjkmn/'
const article = '/kept/article/23456789abcd/'
const house = 'http://house'
const styles = '/static/built/house.css'
const markOf = (letter: string): string => letter.repeat(16)

/** A store of a browser, as far as we use one. */
class Store {
  readonly held = new Map<string, Response>()
  async keys(): Promise<{ url: string }[]> {
    return [...this.held.keys()].map((url) => ({ url }))
  }
  async match(url: string): Promise<Response | undefined> {
    return this.held.get(new URL(url, house).href)?.clone()
  }
  async put(url: string, answer: Response): Promise<void> {
    this.held.set(new URL(url, house).href, answer)
  }
  async delete(url: string): Promise<boolean> {
    return this.held.delete(new URL(url, house).href)
  }
  async addAll(urls: readonly string[]): Promise<void> {
    for (const url of urls) await this.put(url, await fetch(new URL(url, house)))
  }
}

interface Asked {
  readonly path: string
  readonly credentials: RequestCredentials | undefined
}
let stores: Map<string, Store>
let cookies: string[]
let asked: Asked[]
let served: Map<string, () => Response>
let marks: string[]
let isLeaving: boolean

function pageOf(letter: string, title: string, who = 'everybody'): Response {
  const headers = { 'X-Page': 'kept', 'X-Mark': markOf(letter), 'X-Title': encodeURIComponent(title), 'X-For': who, 'X-Files': styles }
  return new Response(`<h1>${title} ${letter}</h1>`, { headers })
}

function has(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

beforeEach(() => {
  stores = new Map()
  cookies = []
  asked = []
  marks = [markOf('l'), markOf('p'), markOf('a')]
  isLeaving = false
  served = new Map([
    [state.list, () => pageOf('l', 'Kept')],
    [piece, () => pageOf('p', 'The first night home')],
    [article, () => pageOf('a', 'A library page')],
    [styles, () => new Response('a {}')],
    ['/kept/marks/', () => Response.json({ form: 1, marks })],
  ])
  has('caches', {
    has: async (name: string) => stores.has(name),
    open: async (name: string) => stores.get(name) ?? stores.set(name, new Store()).get(name),
    delete: async (name: string) => stores.delete(name),
  })
  has('navigator', { serviceWorker: { getRegistration: async () => undefined } })
  has('location', { protocol: 'https:', pathname: '/', origin: house })
  has('document', {
    documentElement: { classList: { contains: () => isLeaving } },
    set cookie(said: string) {
      cookies.push(said)
    },
  })
  has('fetch', async (address: string | URL, how: RequestInit = {}) => {
    const { pathname } = new URL(address, house)
    asked.push({ path: pathname, credentials: how.credentials })
    const answer = served.get(pathname)
    if (served.size === 0) throw new TypeError('no signal')
    return answer ? answer() : new Response('', { status: 404 })
  })
})

async function keep(...paths: string[]): Promise<void> {
  for (const path of [...paths, state.list]) assert.equal(await bring(path, now), 'kept')
  await shelf.note({ ...state.never, at: now })
  asked = []
}
const kept = async (): Promise<string[]> => (await shelf.all()).map((one) => one.path).sort()
const later = now + 3_600_000

test('only pages of ours for that are kept', () => {
  for (const path of [state.list, '/kept/strategies/', piece, article, '/kept/collection/abcdefghjkmn/']) assert(state.isPage(path))
  for (const path of ['/', '/mine/', '/kept/marks/', '/kept/keeper.js', '/kept/piece/ABCDEFGHJKMN/', '/kept/piece/abc/', '/kept/heard']) assert(!state.isPage(path))
})

test('what is no list of marks is none', () => {
  assert.deepEqual(state.readMarks({ form: 1, marks: [markOf('a')] }), new Set([markOf('a')]))
  for (const said of [null, [], {}, { form: 2, marks: [] }, { form: 1, marks: 'a' }, { form: 1, marks: [1] }, { form: 1, marks: ['<b>'] }]) {
    assert.equal(state.readMarks(said), null)
  }
})

test('a note nobody can read counts as never heard, and an odd page in it is left out', () => {
  for (const text of ['', '{', '[]', '{"at":"now"}']) assert.deepEqual(state.readHeard(text), state.never)
  const read = state.readHeard(JSON.stringify({ at: 5, gone: 'x', again: [{ path: '/mine/', store: 'pages' }, { path: piece, store: 'pages' }] }))

  assert.deepEqual(read, { at: 5, gone: 0, again: [{ path: piece, store: 'pages' }] })
})

test('thirty days without a word and it is over, and not before; a clock put back keeps it', () => {
  const heard = { ...state.never, at: now }

  assert(!state.isOver(heard, now + state.staysMs))
  assert(state.isOver(heard, now + state.staysMs + 1))
  assert(!state.isOver(heard, 0))
})

test('a page is kept with its files, and is whole', async () => {
  await keep(piece)
  const [one] = await shelf.all()

  assert.equal(one?.title, 'The first night home')
  assert.equal(one?.on, now)
  assert(stores.get(state.everybodys)?.held.has(house + styles))
  assert.deepEqual(cookies.filter((said) => said.startsWith('p=1')).map((said) => said.includes('Path=/leave/')), [true, true])
})

test('what still holds stays, after one question that does not say who asks', async () => {
  await keep(piece, article)

  assert.equal(await check(later, false), false)
  assert.deepEqual(await kept(), [article, piece])
  assert.deepEqual(asked, [{ path: '/kept/marks/', credentials: 'omit' }])
  assert.equal((await shelf.heard()).at, later)
})

test('within a minute it is not asked again, unless somebody is on these pages', async () => {
  await keep(piece)

  await check(now + 5_000, false)
  assert.deepEqual(asked, [])
  await check(now + 5_000, true)
  assert.equal(asked.length, 1)
})

test('what was taken back is gone, and nothing of it is left anywhere', async () => {
  await keep(piece, article)
  served.delete(piece)
  marks = [markOf('l'), markOf('a')]

  assert.equal(await check(later, false), true)
  assert.deepEqual(await kept(), [article])
  assert.equal((await shelf.heard()).gone, 1)
  for (const store of stores.values()) for (const [, answer] of store.held) assert(!(await answer.text()).includes('first night'))
})

test('what was changed is fetched anew, without saying who asks', async () => {
  await keep(piece)
  served.set(piece, () => pageOf('q', 'The second night'))
  marks = [markOf('l'), markOf('q')]

  await check(later, false)
  assert.deepEqual((await shelf.all()).map((one) => one.title), ['The second night'])
  assert.deepEqual(asked.filter((one) => one.path === piece), [{ path: piece, credentials: 'omit' }])
})

test('changed, and the signal goes meanwhile: it is not shown as it was, and comes back later', async () => {
  await keep(piece)
  served.set(piece, () => new Response('', { status: 503 }))
  marks = [markOf('l'), markOf('q')]
  await check(later, false)
  assert.deepEqual(await kept(), [])
  assert.deepEqual((await shelf.heard()).again, [{ path: piece, store: 'pages' }])

  served.set(piece, () => pageOf('q', 'The second night'))
  await check(later + 90_000, false)
  assert.deepEqual(await kept(), [piece])
  assert.deepEqual((await shelf.heard()).again, [])
})

test('without signal nothing changes, until thirty days are over', async () => {
  await keep(piece)
  served.clear()
  await check(later, false)
  assert.deepEqual(await kept(), [piece])

  assert.equal(await check(now + state.staysMs + 1, false), true)
  assert.equal(stores.size, 0)
})

test('an answer that is no list of ours takes nothing away', async () => {
  await keep(piece)
  for (const answer of [new Response('<h1>Notices</h1>', { headers: { 'content-type': 'text/html' } }), Response.json({ marks: [] }), new Response('', { status: 500 })]) {
    served.set('/kept/marks/', () => answer)
    await check(later, true)

    assert.deepEqual(await kept(), [piece])
  }
})

test('what is for members lies by itself, is asked for as one, and goes by itself', async () => {
  served.set(piece, () => pageOf('p', 'For members', 'members'))
  await keep(piece, article)
  assert(cookies.some((said) => said.startsWith('m=1') && said.includes('Path=/account/logout/')))
  marks = [markOf('l'), markOf('a')]
  served.set(piece, () => pageOf('q', 'For members', 'members'))
  await check(later, false)
  assert.deepEqual(asked.filter((one) => one.path === piece), [{ path: piece, credentials: 'same-origin' }])

  shelf.forgetMembers()

  assert.deepEqual(await kept(), [article])
})

test('once everybody may read it, it lies there once', async () => {
  served.set(piece, () => pageOf('p', 'For members', 'members'))
  await keep(piece)
  served.set(piece, () => pageOf('q', 'For all'))
  marks = [markOf('l'), markOf('q')]

  await check(later, false)

  assert.deepEqual((await shelf.all()).map(({ title, store }) => [title, store]), [['For all', 'pages']])
})

test('leaving forgets all of it at once, and what is on its way does not come back', async () => {
  await keep(piece)
  marks = [markOf('l'), markOf('q')]
  served.set(piece, () => {
    isLeaving = true
    shelf.forgetAll()
    return pageOf('q', 'The second night')
  })

  await check(later, false)

  assert.deepEqual(await kept(), [])
  assert([...stores.values()].every((store) => store.held.size === 0))
  assert(cookies.at(-2)?.startsWith('p=; Max-Age=0; Path=/leave/'))
})

test('the last page taken off takes everything along', async () => {
  await keep(piece)

  const taken = await shelf.takeOff(piece)
  assert.equal(await taken?.page.text(), '<h1>The first night home p</h1>')
  await shelf.tidy()

  assert.equal(stores.size, 0)
})

test('files no page needs any more are let go of', async () => {
  await keep(piece)
  await stores.get(state.everybodys)?.put('/static/built/house.old.css', new Response('b {}'))

  await shelf.tidy()

  assert(!stores.get(state.everybodys)?.held.has(`${house}/static/built/house.old.css`))
  assert(stores.get(state.everybodys)?.held.has(house + styles))
})

test('the quiet door is no page to keep', async () => {
  served.set(piece, () => new Response('<h1>Notices</h1>'))

  assert.equal(await bring(piece, now), 'gone')
  assert.deepEqual(await kept(), [])
})
