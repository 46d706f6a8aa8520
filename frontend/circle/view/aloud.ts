/** Says politely, to whoever listens to the page, that somebody said something: one sentence for many. */
import { part } from '../../keys/view/parts'
import type { Item } from '../state/conversation'
import { nameOf } from './message'
import { listed, sentence } from './words'

const quietMs = 1_500
let heard: Set<string> | undefined
let saying: number | undefined
const waiting = new Set<string>()

/** Take note of what is shown; what is new and somebody else's is said once it is quiet. */
export function listen(items: readonly Item[]): void {
  const messages = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
  // What was there when the page opened is read, not announced.
  heard ??= new Set(messages.map((one) => one.id))
  for (const one of messages) {
    if (heard.has(one.id)) continue
    heard.add(one.id)
    if (!one.isMine && !one.isPutAway) waiting.add(nameOf(one.who))
  }
  if (waiting.size === 0) return
  window.clearTimeout(saying)
  saying = window.setTimeout(() => {
    part('circle-aloud').textContent = sentence('saidSomething', { NAME: listed([...waiting]) })
    waiting.clear()
  }, quietMs)
}
