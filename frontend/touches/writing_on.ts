/**
 * Writing on: whoever is about to be signed out while they write something long is told two
 * minutes before, and can stay. From then on what they write is kept on this device, sealed,
 * and comes back for the same person alone. Leaving and signing out throw it away.
 */
import { say, sentence } from './words'

const house = 'drafts'
const warnMs = 120_000
const keptMs = 24 * 60 * 60 * 1000
const lookMs = 1_000

type Texts = Record<string, string>
interface Draft {
  readonly path: string
  readonly at: number
  readonly texts: Texts
}
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error ?? new Error('storage'))
  })
}

async function using<T>(ask: (keys: IDBObjectStore, kept: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const request = indexedDB.open(house, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('keys')
    request.result.createObjectStore('kept')
  }
  const base = await answered(request)
  // Throwing it away must not wait for a page that has it open.
  base.onversionchange = () => base.close()
  try {
    const work = base.transaction(['keys', 'kept'], 'readwrite')
    return await answered(ask(work.objectStore('keys'), work.objectStore('kept')))
  } finally {
    base.close()
  }
}

/** Throw everything half written away. */
export function forgetDrafts(): void {
  // The mere mention throws where storage is switched off; then there is nothing.
  try {
    indexedDB.deleteDatabase(house)
  } catch {
    return
  }
}

async function keyOf(whose: string): Promise<CryptoKey> {
  const found = await using<CryptoKey | undefined>((keys) => keys.get(whose))
  if (found) return found
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await using((keys) => keys.put(key, whose))
  return key
}

async function keep(whose: string, draft: Draft): Promise<void> {
  const key = await keyOf(whose)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(draft))
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
  await using((_, kept) => kept.put({ iv, bytes } satisfies Sealed, whose))
}

/** Return what this person had half written; what somebody else left is thrown away unread. */
async function broughtBack(whose: string): Promise<Draft | null> {
  const there = await indexedDB.databases()
  if (!there.some((one) => one.name === house)) return null
  const sealed = await using<Sealed | undefined>((_, kept) => kept.get(whose))
  if (!sealed) {
    forgetDrafts()
    return null
  }
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, await keyOf(whose), sealed.bytes)
  const draft = JSON.parse(new TextDecoder().decode(plain)) as Draft
  if (Date.now() - draft.at < keptMs) return draft
  forgetDrafts()
  return null
}

function longTexts(): HTMLTextAreaElement[] {
  return [...document.querySelectorAll<HTMLTextAreaElement>('form[method=post] textarea[name]')]
}

function put(draft: Draft | null, notice: HTMLElement): void {
  if (draft?.path !== location.pathname) return
  for (const field of longTexts()) {
    const text = draft.texts[field.name]
    if (text !== undefined) field.value = text
  }
  say(sentence(notice, 'back'))
}

function written(): Draft {
  const texts = Object.fromEntries(longTexts().map((field) => [field.name, field.value]))
  return { path: location.pathname, at: Date.now(), texts }
}

/** Ask the house for more time; return how many milliseconds there are now, or null. */
async function stayLonger(address: string): Promise<number | null> {
  const token = document.querySelector<HTMLInputElement>('input[name=csrfmiddlewaretoken]')
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'X-CSRFToken': token?.value ?? '' },
    redirect: 'error',
  }).catch(() => null)
  if (!answer?.ok) return null
  return ((await answer.json()) as { left: number }).left * 1000
}

function watch(notice: HTMLElement, whose: string, leftMs: number): void {
  let until = Date.now() + leftMs
  const told = notice.querySelector<HTMLElement>('[data-told]')
  const button = notice.querySelector<HTMLButtonElement>('button')
  const again = notice.querySelector<HTMLAnchorElement>('a')
  const isSoon = (): boolean => Date.now() > until - warnMs
  const isOver = (): boolean => Date.now() >= until
  const save = (): Promise<void> => keep(whose, written()).catch(() => undefined)
  const tell = (name: string): void => {
    const words = sentence(notice, name)
    if (!told || told.textContent === words) return
    told.textContent = words
    notice.hidden = false
    say(words)
    void save()
  }
  const look = (): void => {
    if (!isSoon()) return
    tell(isOver() ? 'out' : 'soon')
    if (button) button.hidden = isOver()
    if (again) again.hidden = !isOver()
  }
  window.setInterval(look, lookMs)
  // A laptop that slept wakes up late.
  document.addEventListener('visibilitychange', look)
  document.addEventListener('input', () => {
    if (isSoon()) void save()
  })
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.querySelector('textarea[name]')) return
    if (!isOver()) return forgetDrafts()
    // Sent now, it would only be lost at the door.
    event.preventDefault()
    void save().then(() => again?.click())
  })
  button?.addEventListener('click', () => {
    void stayLonger(sentence(notice, 'longer')).then((left) => {
      if (left === null) return
      until = Date.now() + left
      notice.hidden = true
      if (told) told.textContent = ''
      say(sentence(notice, 'stayed'))
      forgetDrafts()
    })
  })
}

/** Watch over somebody who is signed in and may be writing. */
export function writeOn(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-forgets]')) {
    form.addEventListener('submit', forgetDrafts)
  }
  const html = document.documentElement
  new MutationObserver(() => {
    if (html.classList.contains('leaving')) forgetDrafts()
  }).observe(html, { attributes: true, attributeFilter: ['class'] })
  const notice = document.querySelector<HTMLElement>('[data-writing-on]')
  const whose = notice?.dataset['whose']
  if (!notice || !whose) return
  void broughtBack(whose).then(
    (draft) => put(draft, notice),
    () => undefined,
  )
  const left = Number(notice.dataset['left'])
  if (left > 0 && longTexts().length > 0) watch(notice, whose, left * 1000)
}
