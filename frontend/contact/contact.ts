/** Leaving an emergency contact: sealed here for any two keyholders, and sent sealed. */
import { tell as send } from '../keys/post/asking'
import { utf8 } from '../keys/secret/bytes'
import { canSeal } from '../keys/secret/hpke'
import { TooLong } from '../keys/secret/padding'
import { brought, part, tell, words } from '../keys/view/parts'
import { type Asked, asked } from './asked'
import { aloud, type Holder, sealForTwo } from './two'

interface Brought {
  readonly holders: readonly (Holder & { readonly name: string })[]
  readonly url: string
  readonly csrf: string
}

const field = (name: Asked): HTMLInputElement => part<HTMLInputElement>(`contact-${name}`)

async function run({ holders, url, csrf }: Brought): Promise<void> {
  if (!window.isSecureContext || !(await canSeal())) {
    part('contact-cannot').hidden = false
    return
  }
  part('contact-form').hidden = false
  for (const one of holders) part(`aloud-${one.id}`).textContent = await aloud(one.open)
  part<HTMLFormElement>('contact-form').addEventListener('submit', async (event) => {
    event.preventDefault()
    if (field('who').value.trim() === '' || field('reach').value.trim() === '') {
      tell('contact-why', words('contact-form', 'empty'))
      return field(field('who').value.trim() === '' ? 'who' : 'reach').focus()
    }
    const said = Object.fromEntries(asked.map((name) => [name, field(name).value.trim()]))
    try {
      const sealed = await sealForTwo(utf8(JSON.stringify({ form: 1, ...said })), holders)
      const became = await send(url, csrf, sealed)
      if (typeof became === 'string') return tell('contact-why', words('contact-form', became === 'signed out' ? 'signedOut' : 'signal'))
      if ('conflict' in became) return tell('contact-why', words('contact-form', 'meanwhile'))
      for (const name of asked) field(name).value = ''
      location.assign(location.pathname)
    } catch (fault) {
      if (!(fault instanceof TooLong)) throw fault
      tell('contact-why', words('contact-form', 'tooLong'))
    }
  })
}

// Without holders the page brings no form, and says why.
if (document.getElementById('contact-brought')) void run(brought<Brought>('contact-brought'))
