/** The steps of a report: which words, what is wished, sent; and back to the conversation. */
import type { Here } from './keeping/here'
import { type Choice, readersOf, report, type Sent } from './keeping/reporting'
import { newTag } from './protocol/report'
import type { Item, Message } from './state/conversation'
import { mostChosen } from './state/disclosing'
import { armReporting, chosenNow, drawChoice, drawReaders, focusOn, sayWhy, setBusy, showSent } from './view/reporting'
import { show } from './view/screens'
import { sentence } from './view/words'

// How much of the conversation is offered beside the message itself.
const before = 14
const after = 10

interface Underway {
  readonly here: Here
  readonly about: Message
  tag: string
  said: string
}
let underway: Underway | null = null
let isArmed = false

/** Open the steps for one message of somebody else. */
export function openReporting(here: Here, about: Message, items: readonly Item[]): void {
  arm()
  underway = { here, about, tag: newTag(), said: '' }
  const all = items.flatMap((item) => (item.kind === 'message' && item.message.sending === 'kept' ? [item.message] : []))
  const at = all.findIndex((one) => one.id === about.id)
  drawChoice(all.slice(Math.max(0, at - before), at + after + 1), about)
  sayWhy('')
  show('circle-report')
  void readersOf(here).then((readers) => {
    if (underway?.about !== about || typeof readers === 'string') return
    if (readers.length === 0) show('circle-report-nobody')
    else void drawReaders(readers)
  })
}

function arm(): void {
  if (isArmed) return
  isArmed = true
  armReporting({ send: () => void send(), back })
}

function back(): void {
  const id = underway?.about.id ?? ''
  underway = null
  show('circle-here')
  focusOn(id)
}

/** Return why it cannot leave so, or nothing. */
function whyNot(chosen: ReadonlySet<string>): string {
  if (chosen.size === 0) return sentence('reportNone')
  return chosen.size > mostChosen ? sentence('reportMost', { MOST: String(mostChosen) }) : ''
}

async function send(): Promise<void> {
  if (!underway) return
  const now = underway
  const { chosen, wish } = chosenNow()
  const why = whyNot(chosen)
  sayWhy(why)
  if (why !== '') return
  // The same choice sent again is known again; another choice is another report.
  const said = [...chosen].sort().join(' ')
  if (now.said !== '' && now.said !== said) now.tag = newTag()
  now.said = said
  const choice: Choice = { about: now.about.from, chosen, wish, tag: now.tag }
  setBusy(true)
  const sent = await report(now.here, choice).finally(() => setBusy(false))
  if (underway === now) tellOf(sent)
}

const whys: Readonly<Record<Exclude<Sent, object | 'nobody'>, string>> = {
  nothing: 'reportNothing', 'too much': 'reportTooMuch', 'no signal': 'reportSignal', 'signed out': 'reportSignedOut', 'not there': 'reportSignal',
}

function tellOf(sent: Sent): void {
  if (sent === 'nobody') return show('circle-report-nobody')
  if (typeof sent === 'string') return sayWhy(sentence(whys[sent]))
  if ('why' in sent) return sayWhy(sent.why)
  showSent(sent.kept, sentence(sent.isSealed ? 'reportSent' : 'reportSentWithout'))
  show('circle-reported')
}
