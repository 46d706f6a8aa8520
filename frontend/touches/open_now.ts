/** "Open now" beside the hours of a helpline: only while it is so, on that line's own clock. */

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const minute = 60_000

/** Return whether a moment lies in hours such as "0:540-1080 5:600-960"; throws RangeError for an unknown zone. */
export function isOpen(opens: string, zone: string, moment: Date): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
  }).formatToParts(moment)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  const day = days.indexOf(part('weekday'))
  const at = Number(part('hour')) * 60 + Number(part('minute'))
  return opens.split(' ').some((stretch) => {
    const found = /^([0-6]):(\d+)-(\d+)$/.exec(stretch)
    return found !== null && Number(found[1]) === day && at >= Number(found[2]) && at < Number(found[3])
  })
}

/** Say it beside every line that has hours a phone can reckon with, and take it back in time. */
export function sayOpenNow(): void {
  const words = document.body.dataset['openNow']
  const lines = [...document.querySelectorAll<HTMLElement>('[data-opens][data-zone]')]
  if (!words || lines.length === 0) return
  const look = (): void => {
    for (const line of lines) say(line, words)
  }
  look()
  setInterval(look, minute)
  // A phone asleep for an hour must not wake up with an old promise.
  document.addEventListener('visibilitychange', look)
  addEventListener('pageshow', look)
}

function say(line: HTMLElement, words: string): void {
  const there = line.querySelector('.help-open')
  let open = false
  try {
    open = isOpen(line.dataset['opens'] ?? '', line.dataset['zone'] ?? '', new Date())
  } catch {
    // A clock this device does not know: the hours in words still stand.
  }
  if (!open) there?.remove()
  if (!open || there) return
  const said = document.createElement('span')
  said.className = 'help-open'
  said.textContent = `${words} `
  line.prepend(said)
}
