/** How long words stay: the charter says it to every device, and the house is told, which cannot read the charter. */
import { amend } from '../protocol/changing'
import { epoch } from '../protocol/circle'
import type { Here } from './here'
import { turn, type Turned } from './turning'

/** Let words stay so many days from now on; for whoever looks after the circle. */
export async function changeLasting(here: Here, days: number): Promise<Turned> {
  const became = await here.inTurn(() => turn(here, async (circle) => ({ changed: await amend(circle, here.tools.me, { wordsDays: days }) })))
  if (became === 'done') await here.tools.server.keepWordsFor(days)
  return became
}

/** Tell the house again where it was not told: a line that broke between the two. For whoever looks after the circle. */
export async function agreeOnLasting(here: Here): Promise<void> {
  const { circle } = here.desk
  if (here.trouble !== '' || !circle || !here.isFacilitator) return
  const state = await here.tools.server.state()
  // Whoever has not read the newest charter would put an older time back.
  if (typeof state === 'string' || state.epoch !== epoch(circle)) return
  if (state.lifetime_days !== here.wordsDays) await here.tools.server.keepWordsFor(here.wordsDays)
}
