/** One message on the page. Its words go in as text; nothing in them is read as HTML. */
import type { Message } from '../state/conversation'
import { signs } from '../state/signs'
import { copyOf, ringOf, say } from './parts'
import { drawPictures, type OpenPicture, pictureWords } from './pictures'
import { clock, fullDay, iso, sentence } from './words'

/** What somebody may do with a message. */
export interface Hands {
  reply(message: Message): void
  edit(message: Message): void
  takeBack(message: Message): void
  light(message: Message, lit: boolean): void
  drop(message: Message): void
  /** Left out where words cannot be shown to anybody else. */
  report?(message: Message): void
  /** Left out where no pictures are. */
  readonly openPicture?: OpenPicture
}

export const nameOf = (name: string): string => name || sentence('somebody')

export function drawMessage(message: Message, hands: Hands): HTMLElement {
  const { whole, find } = copyOf('circle-message')
  const who = nameOf(message.who)
  whole.id = `m-${message.id}`
  whole.classList.toggle('circle-message--mine', message.isMine)
  find('ring').replaceWith(ringOf(message.from))
  find('who').textContent = message.isMine ? sentence('you', { NAME: who }) : who
  const time = find<HTMLTimeElement>('time')
  time.textContent = clock(message.minute)
  time.dateTime = iso(message.minute)
  drawAnswered(message, find('answers'))
  drawWords(message, find)
  drawPictures(message.pictures, find('pictures'), hands.openPicture)
  say(find('edited'), message.isEdited && !message.isTakenBack ? sentence('edited') : '')
  say(find('candle-words'), message.hasCandle ? sentence('candle') : '')
  find('candle').hidden = !message.hasCandle
  say(find('sending'), message.sending === 'kept' ? '' : sentence(message.sending))
  find('drop').hidden = message.sending !== 'refused'
  find('drop').addEventListener('click', () => hands.drop(message))
  drawMore(message, find, hands)
  if (message.isPutAway) putAway(whole)
  return whole
}

/** Fold the whole message away, its name too; only on this device. */
function putAway(whole: HTMLElement): void {
  const { whole: fold } = copyOf('circle-away')
  const body = whole.querySelector('.circle-body')
  fold.append(...(body?.childNodes ?? []))
  body?.append(fold)
  whole.classList.add('circle-message--away')
}

/** Return the start of what somebody said, in a line; of a picture alone, its words. */
export function startOf({ text, pictures }: Pick<Message, 'text' | 'pictures'>, most: number): string {
  const [first] = pictures
  const letters = signs((text === '' && first ? pictureWords(first) : text).replace(/\s+/g, ' '))
  return letters.slice(0, most).join('') + (letters.length > most ? '…' : '')
}

type Find = (name: string) => HTMLElement

function drawAnswered({ answers }: Message, where: HTMLElement): void {
  where.hidden = answers === null
  if (!answers) return
  if (answers.gone) {
    where.textContent = sentence('answersGone')
    return
  }
  const link = document.createElement('a')
  link.href = `#m-${answers.id}`
  const start = startOf(answers, 60)
  link.textContent = answers.isPutAway ? sentence('answersAway') : sentence('answers', { NAME: nameOf(answers.who), WORDS: start })
  where.replaceChildren(link)
}

function drawWords(message: Message, find: Find): void {
  const [plain, fold] = [find('words'), find('fold')]
  const isFolded = message.note !== '' && !message.isTakenBack
  fold.hidden = !isFolded
  plain.hidden = isFolded
  if (message.isTakenBack) {
    plain.textContent = sentence(message.isMine ? 'takenBackMine' : 'takenBack', { NAME: nameOf(message.who) })
    plain.classList.add('quiet')
  } else if (isFolded) {
    find('note').textContent = message.note
    find('folded').textContent = message.text
    // What is folded away takes its pictures along.
    const pictures = find('pictures') as HTMLElement | null
    if (pictures) fold.append(pictures)
  } else {
    plain.textContent = message.text
    plain.hidden = message.text === ''
  }
}

function drawMore(message: Message, find: Find, hands: Hands): void {
  const more = find('more') as HTMLDetailsElement
  // What was taken back can still be reported, by whoever heard it.
  const { report } = hands
  const canReport = report !== undefined && !message.isMine && message.sending === 'kept'
  more.hidden = message.sending === 'refused' || (message.isTakenBack && !canReport)
  find('more-about').textContent = sentence('moreAbout', { NAME: nameOf(message.who) })
  const close = (act: () => void): void => {
    more.open = false
    act()
  }
  find('reply').hidden = message.isTakenBack
  find('reply').addEventListener('click', () => close(() => hands.reply(message)))
  find('report').hidden = !canReport
  find('report').addEventListener('click', () => close(() => report?.(message)))
  const light = find('light')
  light.hidden = message.isTakenBack
  light.textContent = sentence(message.hasMyCandle ? 'putOut' : 'light')
  light.addEventListener('click', () => {
    hands.light(message, !message.hasMyCandle)
    close(() => find('more-summary').focus())
  })
  for (const [name, act] of [['edit', hands.edit], ['take-back', hands.takeBack]] as const) {
    find(name).hidden = !message.isMine
    find(name).addEventListener('click', () => close(() => act(message)))
  }
  find('goes').textContent = sentence('goes', { DAY: fullDay(message.until) })
}
