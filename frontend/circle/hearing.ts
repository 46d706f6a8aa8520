/** What the live line says, taken in its order: in a circle, and in the room of a meeting. */
import type { Here, Trouble } from './keeping/here'
import { readOn, takeOne } from './keeping/reading'
import { type Heard, Live } from './post/live'
import type { Screen } from './view/screens'

/** What to do when the line says something. */
export interface Listener {
  signal(has: boolean): void
  /** Something may have been missed. */
  catchUp(): Promise<void>
  /** The keys were turned, and read. */
  turned(): Promise<void>
  redraw(): void
}

export const screenFor: Readonly<Record<Trouble, Screen>> = {
  removed: 'circle-removed', 'out of step': 'circle-out-of-step', 'signed out': 'circle-signed-out', storage: 'circle-storage',
  elsewhere: 'circle-elsewhere',
}

/** Begin to listen. */
export function beginToHear(here: Here, circleId: string, listener: Listener): void {
  async function hear(what: Heard): Promise<void> {
    if (what.kind === 'signal') listener.signal(what.has)
    if (what.kind === 'signed out') here.stop('signed out')
    if (what.kind === 'gone') await here.inTurn(() => askWhetherStillIn(here))
    if (what.kind === 'behind') await listener.catchUp()
    if (what.kind === 'frame') {
      await here.inTurn(() => (what.frame.seq === here.desk.seq + 1 ? takeOne(here, what.frame) : readOn(here)))
      if (what.frame.kind === 'commit') await listener.turned()
    }
    listener.redraw()
  }
  here.live = new Live(here.tools.server, circleId, (what) => void hear(what))
  void here.live.listen()
}

async function askWhetherStillIn(here: Here): Promise<void> {
  const state = await here.tools.server.state()
  if (state === 'no signal') return
  if (state === 'signed out') return here.stop('signed out')
  if (state === 'not there' || !state.is_in) here.stop('removed')
}
