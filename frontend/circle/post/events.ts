/** Reading an event stream as it comes in (WHATWG HTML section 9.2, server-sent events). */

export interface Told {
  readonly kind: string
  readonly data: string
}

/** Return a reader: hand it text in pieces of any size, it hands back every whole event. */
export function eventReader(): (piece: string) => Told[] {
  let rest = ''
  let kind = ''
  let data: string[] = []
  return (piece) => {
    const all: Told[] = []
    rest += piece
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const whole of lines) {
      const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole
      if (line === '') {
        if (data.length > 0) all.push({ kind: kind || 'message', data: data.join('\n') })
        kind = ''
        data = []
        continue
      }
      const at = line.indexOf(':')
      const field = at < 0 ? line : line.slice(0, at)
      const value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '')
      if (field === 'event') kind = value
      else if (field === 'data') data.push(value)
    }
    return all
  }
}
