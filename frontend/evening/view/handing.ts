/** Handing over: a picture for the other camera, made from what is here at this moment. */
import { pack } from '../hand/pack'
import { addressFor, draw, margin } from '../hand/picture'
import { handKey, seal } from '../hand/seal'
import type { App } from './app'
import { drawn, part, show, write } from './page'

/** From here on a camera has to come close. */
const dense = 101

/** Draw the picture, or say why there is none. */
export async function drawHanding(app: App): Promise<void> {
  const key = await handKey(app.kept.standing.hand_key)
  show('picture-box', key !== null)
  write('picture-why', key ? '' : app.words.no_key)
  if (!key) return
  const { evening, opened, standing } = app.kept
  const packed = pack({ evening, term: standing.term, opened: Math.floor(opened / 1000) })
  const page = new URL(location.pathname, location.origin).href
  const { size, path } = draw(addressFor(page, await seal(key, app.tonight.id, packed)))
  const whole = size + margin * 2
  const box = part('picture')
  box.setAttribute('viewBox', `0 0 ${whole} ${whole}`)
  box.replaceChildren(drawn('path', { d: path }))
  write('picture-why', size > dense ? app.words.dense : '')
}

/** Take the picture off the page: it would open for as long as the evening is open. */
export function clearHanding(): void {
  part('picture').replaceChildren()
}
