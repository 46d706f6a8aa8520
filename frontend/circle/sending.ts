/** What leaves a circle, or the room of a meeting: in its order, again until it is kept. */
import type { Here } from './keeping/here'
import { readOn } from './keeping/reading'
import { sendAll, wish } from './keeping/saying'
import { pause } from './post/live'
import type { Wish } from './state/happened'
import { without } from './state/outbox'
import type { Hands } from './view/message'
import { writeAbout } from './view/writing'

const stillOnItsWayMs = 3_000

export interface Sending {
  /** Send what waits. */
  send(): Promise<void>
  /** Put by what somebody wants, and send it. */
  asked(what: Wish): Promise<void>
  /** What somebody may do about a message, wherever it stands. */
  readonly hands: Hands
}

export function sending(here: Here): Sending {
  let isSending = false
  async function send(): Promise<void> {
    if (isSending) return
    isSending = true
    try {
      for (let wait = 1_000; here.trouble === '' && (await sendAll(here)) === 'later'; wait = Math.min(30_000, wait * 2)) await pause(wait)
    } finally {
      isSending = false
    }
    // Kept, and not come back on the line: ask for it.
    setTimeout(() => {
      if (here.desk.outbox.some((one) => one.isKept)) void here.inTurn(() => readOn(here))
    }, stillOnItsWayMs)
  }
  const asked = async (what: Wish): Promise<void> => {
    await wish(here, what)
    await send()
  }
  window.addEventListener('online', () => void send())
  return {
    send,
    asked,
    hands: {
      reply: (message) => writeAbout(message, 'reply'),
      edit: (message) => writeAbout(message, 'edit'),
      takeBack: (message) => void asked({ kind: 'withdraw', about: message.id }),
      light: (message, lit) => void asked({ kind: 'candle', about: message.id, lit }),
      drop: (message) => void here.inTurn(() => {
        const one = here.desk.outbox.find((other) => other.wish.kind === 'said' && other.wish.id === message.id)
        return here.keep(one ? { outbox: without(here.desk.outbox, one.once) } : {})
      }),
    },
  }
}
