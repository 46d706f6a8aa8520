/** What came with a report out of a circle: opened here with a lead's own key, and judged. */
import { aloudTime, sentence } from './words'
import { tell as send } from '../keys/post/asking'
import type { Image } from '../circle/protocol/bodies'
import { NotOurs, toLetters } from '../keys/secret/bytes'
import { DoesNotOpen } from '../keys/secret/box'
import { bytesFor } from '../keys/secret/derive'
import { canSeal, type Pair, pairOf } from '../keys/secret/hpke'
import { brought, part } from '../keys/view/parts'
import { openKey } from '../keys/view/steps'
import { type Disclosed, openReport } from '../circle/protocol/report'
import { judge, type Judged, type Question, type Told } from './judging'

/** One box as the page brings it. key -- the id of my key it was sealed to; empty: to none of mine. */
interface Box {
  readonly tag: string
  readonly box: string
  readonly key: string
  readonly sealed: string
}
interface Brought {
  readonly about: string
  readonly csrf: string
  readonly url: string
  /** The report itself: there the words close. */
  readonly back: string
  readonly boxes: readonly Box[]
}
// As the words of every report close again, so do these.
const openForMs = 15 * 60_000
type Why = 'no key' | 'other key' | 'broken'

async function run(): Promise<void> {
  if (!(await canSeal())) {
    part('words-cannot').hidden = false
    part('key-steps').hidden = true
    return
  }
  const { root } = await openKey()
  const me = await pairOf(await bytesFor(root, 'keyholder'))
  const about = brought<Brought>('words-brought')
  const opened = await Promise.all(about.boxes.map((one) => unsealed(one, me)))
  part('words-read').hidden = false
  setTimeout(() => location.replace(about.back), openForMs)
  part('words-again').addEventListener('click', () => void showAll(opened, about))
  await showAll(opened, about)
}

async function unsealed(one: Box, me: Pair): Promise<Disclosed[] | Why> {
  if (one.key === '') return 'no key'
  try {
    return await openReport(one, me, one.key, one.sealed)
  } catch (fault) {
    if (fault instanceof DoesNotOpen) return 'other key'
    if (fault instanceof NotOurs) return 'broken'
    throw fault
  }
}

async function showAll(opened: readonly (Disclosed[] | Why)[], { url, csrf, about }: Brought): Promise<void> {
  const ask = async (words: readonly Question[]): Promise<readonly Told[] | null> => {
    const said = await send<{ words: Told[] }>(url, csrf, { words })
    return typeof said === 'string' || 'conflict' in said ? null : said.words
  }
  const judged = await Promise.all(opened.map((one) => (typeof one === 'string' ? one : judge(one, about, ask))))
  part('words-list').replaceChildren(...judged.flatMap((one) => (typeof one === 'string' ? [line(sentence(one))] : drawn(one))))
  const words = judged.flatMap((one) => (typeof one === 'string' ? [] : one))
  const good = words.filter((one) => one.verdict === 'genuine').length
  part('words-sum').textContent = words.length === 0 ? '' : sentence('how many', { GOOD: String(good), ALL: String(words.length) })
  part('words-again').hidden = !words.some((one) => one.verdict === 'not checked')
}

function drawn(words: readonly Judged[]): HTMLElement[] {
  return words.flatMap((one, at) => {
    const before = words[at - 1]
    // Whoever reads it should know that it is not all that was there.
    const gap = before && one.seq > before.seq + 1 ? [line(sentence('between'))] : []
    return [...gap, draw(one)]
  })
}

interface Copy {
  readonly whole: HTMLElement
  find(name: string): HTMLElement
}

function copyOf(template: string): Copy {
  const whole = document.importNode(part<HTMLTemplateElement>(template).content, true).firstElementChild as HTMLElement
  return { whole, find: (name) => (whole.matches(`[data-${name}]`) ? whole : whole.querySelector(`[data-${name}]`)) as HTMLElement }
}

function line(words: string): HTMLElement {
  const { whole, find } = copyOf('words-line')
  find('words').textContent = words
  return whole
}

function draw(one: Judged): HTMLElement {
  const { whole, find } = copyOf('words-one')
  const name = one.who === '' ? sentence('somebody') : one.who
  find('who').textContent = one.isAbout ? sentence('about', { NAME: name }) : name
  find('time').textContent = aloudTime(one.minute)
  find('words').textContent = wordsOf(one)
  const note = one.body && 'note' in one.body ? one.body.note : ''
  find('note').hidden = note === ''
  find('note').textContent = sentence('folded', { WORDS: note })
  find('verdict').textContent = sentence(one.verdict)
  find('verdict').classList.toggle('strong', one.verdict !== 'genuine')
  return whole
}

function wordsOf({ body }: Judged): string {
  if (body?.kind === 'said' || body?.kind === 'reply') return [body.text, ...body.images.map(picture)].filter((one) => one !== '').join('\n\n')
  if (body?.kind === 'edit') return sentence('edit', { WORDS: body.text })
  return sentence(body?.kind === 'withdraw' ? 'withdraw' : 'other')
}

/** Return that a picture was sent; by its number anybody who has the sealed bytes can tell that it is these. */
function picture({ alt, sha256 }: Image): string {
  const values = { WORDS: alt, NUMBER: toLetters(sha256) }
  return sentence(alt === '' ? 'picture bare' : 'picture', values)
}

void run()
