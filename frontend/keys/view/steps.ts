/** The steps to an open key: the first time, on a new device, after leaving, with storage gone. */
import { askState, keepWay, type KeyState } from '../post/asking'
import { canAsk } from '../passkey/prf'
import { type Bytes, random } from '../secret/bytes'
import { idOf, rootOf } from '../secret/derive'
import { keepWays, layIn, takeOut, waysHere } from '../store/drawer'
import { whenLocked } from '../store/lock'
import { brought, onTap, part, showStep, tell, words } from './parts'
import { codeWay, openByCode, openByPasskey, passkeyWay } from './ways'
import { codeOf, readCode } from '../secret/code'

/** What a page knows of the key before it asks. */
export interface About {
  readonly key_id: string
  readonly urls: { readonly state: string; readonly keep: string; readonly sign_in: string }
  /** What a passkey of ours is called where the device lists it; neutral. */
  readonly called: string
}

/** An open key: what others are derived from. */
export interface Open {
  readonly root: CryptoKey
  readonly keyId: string
  /** The secret itself, for wrapping it anew. */
  readonly secret: Bytes
  /** False where this browser keeps nothing: it will be asked for each time. */
  readonly stays: boolean
}

export const steps = [
  'key-waiting', 'key-cannot', 'key-signal', 'key-signed-out', 'key-begin', 'key-code', 'key-again', 'key-passkey', 'key-locked',
] as const
type Step = (typeof steps)[number]

const show = (step: Step | '', focus = true): void => showStep(step, steps, focus)

export const able = (): boolean => window.isSecureContext && 'subtle' in crypto && 'indexedDB' in window && 'locks' in navigator

async function opened(secret: Bytes, stays: boolean): Promise<Open> {
  const root = await rootOf(secret)
  show('')
  part('key-steps').hidden = true
  whenLocked(() => {
    // Empty at once; the server may hear of the leaving only in a moment.
    document.documentElement.classList.add('leaving')
    for (const field of document.querySelectorAll('textarea')) field.value = ''
    window.setTimeout(() => location.reload(), 1_000)
  })
  return { root, keyId: await idOf(root), secret, stays }
}

/** How somebody begins who has no key yet. */
export type Beginning = (about: About, state: KeyState) => Promise<Open>

/** Lead to an open key; does not return before there is one. */
export async function openKey(begins: Beginning = begin): Promise<Open> {
  if (!able()) return stop('key-cannot')
  const about = brought<About>('key-about')
  const here = about.key_id ? await takeOut(about.key_id) : null
  const state = await askState(about.urls.state)
  if (typeof state === 'string') {
    if (here) return opened(here, true)
    const ways = about.key_id ? await waysHere(about.key_id) : null
    if (state === 'no signal' && ways) return unlock({ csrf: '', key_id: about.key_id, ways, passkeys: [] }, true)
    return stop(state === 'no signal' ? 'key-signal' : 'key-signed-out')
  }
  if (state.key_id === '') {
    // Whatever lay open belonged to somebody else, or to a key begun anew.
    await takeOut('')
    return begins(about, state)
  }
  const mine = here && state.key_id === about.key_id ? here : await takeOut(state.key_id)
  if (mine) {
    await keepWays(state.key_id, state.ways).catch(() => undefined)
    return opened(mine, true)
  }
  return unlock(state, (await waysHere(state.key_id)) !== null)
}

function stop(step: Step): Promise<never> {
  show(step)
  return new Promise<never>(() => undefined)
}

/** The first time: a code on paper, typed back once, and a passkey for whoever likes. */
function begin(about: About, state: KeyState): Promise<Open> {
  return new Promise((done) => {
    const secret = random(32)
    const code = random(16)
    show('key-begin', false)
    onTap('key-make', async () => {
      part('key-code-words').textContent = await codeOf(code)
      show('key-code')
    })
    onTap('key-print', () => window.print())
    onTap('key-written', () => show('key-again'))
    onTap('key-show-again', () => show('key-code'))
    part<HTMLFormElement>('key-again-form').addEventListener('submit', async (event) => {
      event.preventDefault()
      const typed = await readCode(part<HTMLInputElement>('key-again-typed').value)
      if (typeof typed === 'string') return tell('key-again-why', words('key-again', typed))
      if (typed.some((byte, at) => byte !== code[at])) return tell('key-again-why', words('key-again', 'other'))
      const way = await codeWay(secret, code)
      const said = await keepWay(about.urls.keep, state.csrf, await idOf(await rootOf(secret)), way, true)
      if (said === 'meanwhile') return location.reload()
      if (said !== 'kept') return tell('key-again-why', words('key-again', 'signal'))
      part<HTMLInputElement>('key-again-typed').value = ''
      part('key-code-words').textContent = ''
      const stays = await layIn(secret, [way])
      await offerPasskey(about, state, secret)
      done(await opened(secret, stays))
    })
  })
}

/**
 * The first time, without ceremony: the key is made, and wrapped under a code nobody is shown. The
 * page offers one on paper at a better moment (store/drawer.ts, hasNoWayBack).
 */
export async function beginQuietly(about: About, state: KeyState): Promise<Open> {
  const secret = random(32)
  const way = await codeWay(secret, random(16))
  const said = await keepWay(about.urls.keep, state.csrf, await idOf(await rootOf(secret)), way, true)
  if (said === 'meanwhile') location.reload()
  if (said !== 'kept') return stop(said === 'signed out' ? 'key-signed-out' : 'key-signal')
  return opened(secret, await layIn(secret, [way], way.wrapped))
}

function offerPasskey(about: About, state: KeyState, secret: Bytes): Promise<void> {
  if (!canAsk()) return Promise.resolve()
  return new Promise((done) => {
    show('key-passkey')
    onTap('key-no-passkey', () => done())
    onTap('key-use-passkey', async () => {
      const why = await addPasskey(about, state, secret)
      if (why === '') return done()
      tell('key-passkey-why', words('key-passkey', why))
    })
  })
}

/** Wrap the secret under a passkey too; return what went wrong, or nothing. */
export async function addPasskey(about: About, state: KeyState, secret: Bytes): Promise<'' | 'stopped' | 'noPrf' | 'signal'> {
  const way = await passkeyWay(secret, state.passkeys, about.called)
  if (way === 'stopped') return 'stopped'
  if (way === 'no prf') return 'noPrf'
  const keyId = await idOf(await rootOf(secret))
  const said = await keepWay(about.urls.keep, state.csrf, keyId, way, false)
  if (said !== 'kept') return 'signal'
  await keepWays(keyId, [...((await waysHere(keyId)) ?? []), way]).catch(() => undefined)
  return ''
}

/** A key there is, and it is not open here: by passkey or by code. */
function unlock(state: KeyState, wasHere: boolean): Promise<Open> {
  return new Promise((done) => {
    part('key-was-here').hidden = !wasHere
    part('key-not-here').hidden = wasHere
    part('key-by-passkey').hidden = !canAsk() || !state.ways.some((way) => way.kind === 'passkey')
    show('key-locked', false)
    const take = async (found: Bytes | string): Promise<void> => {
      if (typeof found === 'string') return tell('key-locked-why', words('key-locked', found))
      tell('key-locked-why', '')
      done(await opened(found, await layIn(found, state.ways)))
    }
    onTap('key-open-passkey', async () => take(await openByPasskey(state.ways, state.key_id)))
    part<HTMLFormElement>('key-code-form').addEventListener('submit', async (event) => {
      event.preventDefault()
      const typed = part<HTMLInputElement>('key-code-typed')
      const found = await openByCode(state.ways, state.key_id, typed.value)
      if (typeof found !== 'string') typed.value = ''
      await take(found)
    })
  })
}
