/** A keyholder's part: making a key known, agreeing, and reading once together with the other. */
import { tell as send } from '../keys/post/asking'
import { type Bytes, text, toLetters } from '../keys/secret/bytes'
import { DoesNotOpen } from '../keys/secret/box'
import { bytesFor } from '../keys/secret/derive'
import { canSeal, type Pair, pairOf } from '../keys/secret/hpke'
import { brought, onTap, part, tell, words } from '../keys/view/parts'
import { openKey } from '../keys/view/steps'
import { asked } from './asked'
import { aloud, handOver, myHalf, openTogether, takeOver } from './two'

/** What the page brings of one opening; half is mine, sealed to me. */
interface Opening {
  readonly id: string
  readonly part: string
  readonly tag: string
  readonly half: string
  readonly my_key: string
  readonly other_key: string
  readonly other_open: string
  readonly url: string
  readonly csrf: string
}
interface Read {
  readonly tag: string
  readonly box: string
  readonly handed: string
}

async function run(): Promise<void> {
  if (!(await canSeal())) {
    part('holder-cannot').hidden = false
    part('key-steps').hidden = true
    return
  }
  const { root } = await openKey()
  const me = await pairOf(await bytesFor(root, 'keyholder'))
  if (document.getElementById('holder-key')) await myKey(me)
  if (document.getElementById('opening')) await myPart(me, brought<Opening>('opening'))
}

/** Show whether the key others know is the one of this person, and let them make it known. */
async function myKey(me: Pair): Promise<void> {
  const known = part('holder-key').dataset['open'] ?? ''
  const mine = toLetters(me.open)
  const state = known === mine ? 'same' : known === '' ? 'none' : 'other'
  for (const one of ['same', 'none', 'other']) part(`holder-${one}`).hidden = one !== state
  part('holder-aloud').textContent = await aloud(mine)
  part('holder-key').hidden = false
  part('holder-make').hidden = state === 'same'
  part<HTMLInputElement>('holder-open').value = mine
}

async function half(me: Pair, opening: Opening): Promise<Bytes> {
  return myHalf(me, opening.tag, opening.my_key, opening.other_key, opening.half)
}

async function myPart(me: Pair, opening: Opening): Promise<void> {
  const why = (name: string): void => tell('opening-why', words('opening-part', name))
  part('opening-part').hidden = false
  if (opening.part === 'may agree') {
    const form = part<HTMLFormElement>('opening-agree')
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      try {
        const handed = await handOver(await half(me, opening), opening.other_open, opening.tag, opening.id)
        part<HTMLInputElement>('opening-handed').value = handed
        form.submit()
      } catch (fault) {
        if (!(fault instanceof DoesNotOpen)) throw fault
        why('other')
      }
    })
    return
  }
  onTap('opening-read', async () => {
    try {
      const mine = await half(me, opening)
      const handed = opening.part === 'asker' ? await handOver(mine, opening.other_open, opening.tag, opening.id) : ''
      const said = await send<Read>(opening.url, opening.csrf, { handed })
      if (typeof said === 'string') return why(said === 'signed out' ? 'signedOut' : 'signal')
      if ('conflict' in said) return why('over')
      const theirs = await takeOver(me, said.tag, opening.id, said.handed)
      show(text(await openTogether(said.tag, said.box, mine, theirs)))
    } catch (fault) {
      if (!(fault instanceof DoesNotOpen)) throw fault
      why('other')
    }
  })
}

function show(plain: string): void {
  const said = JSON.parse(plain) as Record<string, unknown>
  for (const name of asked) {
    const words = said[name]
    part(`read-${name}`).textContent = typeof words === 'string' && words !== '' ? words : '–'
  }
  part('opening-act').hidden = true
  tell('opening-why', '')
  part('opening-words').hidden = false
  part('opening-words-head').focus()
}

void run()
