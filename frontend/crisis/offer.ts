/**
 * The offer of help below a field. It looks when somebody pauses, on this device; it never takes
 * the focus, never holds up sending, and makes no request of any kind.
 */
import source from '../../src/hearthside/engines/crisis/signs.json'
import { keep, kept } from '../touches/memory'
import { say, sentence } from '../touches/words'
import { noticing } from './noticing'
import { again, begin, looked, notNow, type Offer } from './state'

const pauseMs = 700
const note = 'quiet-until'

/** When there is time. Safari has no such call; a moment later will do there. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work)
  else setTimeout(work, 50)
}

function watch(part: HTMLElement, field: HTMLTextAreaElement): void {
  const small = part.nextElementSibling as HTMLElement | null
  const { offersHelp, makeReady } = noticing(source)
  let offer: Offer = begin(Number(kept(note)) || 0)
  let timer: number | undefined

  function show(next: Offer): void {
    const before = offer
    offer = next
    part.hidden = offer.shows !== 'open'
    if (small) small.hidden = offer.shows !== 'small'
    if (offer.quietUntil !== before.quietUntil) keep(note, String(offer.quietUntil))
  }
  function look(): void {
    const before = offer.shows
    show(looked(offer, offersHelp(field.value), Date.now()))
    if (before === 'hidden' && offer.shows === 'open') say(sentence(part, 'said'))
  }
  // Two hundred rules take a moment to be made ready: a few at a time, before they are needed.
  const steps = makeReady()
  const readyMore = (): void => {
    if (!steps.next().done) whenIdle(readyMore)
  }
  field.addEventListener('focus', () => whenIdle(readyMore), { once: true })
  field.addEventListener('input', () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(look, pauseMs)
  })
  part.querySelector('[data-offer-not-now]')?.addEventListener('click', () => {
    show(notNow(offer))
    // What had the focus is gone from the screen.
    field.focus()
  })
  small?.querySelector('button')?.addEventListener('click', () => {
    show(again(offer))
    part.querySelector('summary')?.focus()
  })
}

for (const part of document.querySelectorAll<HTMLElement>('[data-offer]')) {
  const field = document.getElementById(part.dataset['offer'] ?? '')
  if (field instanceof HTMLTextAreaElement) watch(part, field)
}
