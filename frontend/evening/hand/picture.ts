/** The picture itself: our own address for this evening, and what is sealed behind its `#`. */
import { correction, generate } from 'lean-qr'

import { toDigits } from './digits'

/** The margin a camera needs, in squares (ISO/IEC 18004). */
export const margin = 4

export interface Picture {
  /** Squares along one side, without the margin. */
  readonly size: number
  /** The dark squares as one SVG path; row by row, runs joined. */
  readonly path: string
}

export function addressFor(page: string, sealed: Uint8Array): string {
  return `${page}#${toDigits(sealed)}`
}

/** Draw an address. Throws when it is longer than any such picture can hold. */
export function draw(address: string): Picture {
  const code = generate(address, { minCorrectionLevel: correction.L })
  let path = ''
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue
      let end = x + 1
      while (end < code.size && code.get(end, y)) end += 1
      path += `M${x + margin} ${y + margin}h${end - x}v1h-${end - x}z`
      x = end
    }
  }
  return { size: code.size, path }
}

/** Return what stands behind the `#`, as soon as the page opens, and leave it nowhere. */
export function takeFromAddress(where: Location, history: History): string {
  const said = where.hash.slice(1)
  if (where.hash) history.replaceState(history.state, '', where.pathname)
  return /^\d{40,7100}$/.test(said) ? said : ''
}
