/** My key: which ways lead back to it, one more of them, a new code, closing it on this device. */
import { codeOf, readCode } from './secret/code'
import { random } from './secret/bytes'
import { askState, keepWay } from './post/asking'
import { keepWays } from './store/drawer'
import { lockNow } from './store/lock'
import { type About, addPasskey, type Open, openKey } from './view/steps'
import { brought, onTap, part, showStep, tell, words } from './view/parts'
import { codeWay } from './view/ways'

const parts = ['mine-open', 'key-code', 'key-again'] as const

async function run({ secret, keyId }: Open): Promise<void> {
  const about = brought<About>('key-about')
  const show = (name: (typeof parts)[number]): void => {
    part('key-steps').hidden = name === 'mine-open'
    showStep(name, parts)
  }
  part('mine-open').hidden = false

  onTap('mine-add-passkey', async () => {
    const state = await askState(about.urls.state)
    if (typeof state === 'string') return tell('mine-why', words('key-passkey', 'signal'))
    const why = await addPasskey(about, state, secret)
    if (why !== '') return tell('mine-why', words('key-passkey', why))
    location.reload()
  })

  onTap('mine-lock', () => {
    lockNow()
    location.reload()
  })

  let code = random(16)
  onTap('mine-new-code', async () => {
    code = random(16)
    part('key-code-words').textContent = await codeOf(code)
    show('key-code')
  })
  onTap('key-print', () => window.print())
  onTap('key-written', () => show('key-again'))
  onTap('key-show-again', () => show('key-code'))
  part<HTMLFormElement>('key-again-form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const field = part<HTMLInputElement>('key-again-typed')
    const typed = await readCode(field.value)
    if (typeof typed === 'string') return tell('key-again-why', words('key-again', typed))
    if (typed.some((byte, at) => byte !== code[at])) return tell('key-again-why', words('key-again', 'other'))
    const state = await askState(about.urls.state)
    if (typeof state === 'string') return tell('key-again-why', words('key-again', 'signal'))
    const way = await codeWay(secret, code)
    if ((await keepWay(about.urls.keep, state.csrf, keyId, way, false)) !== 'kept') {
      return tell('key-again-why', words('key-again', 'signal'))
    }
    await keepWays(keyId, [...state.ways.filter((one) => one.kind !== 'code'), way])
    field.value = ''
    part('key-code-words').textContent = ''
    show('mine-open')
    tell('mine-why', words('mine-open', 'newCode'))
  })
}

void openKey().then(run)
