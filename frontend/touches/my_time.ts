/** A time on another clock, said on the reader's own as well. */

const mark = 'mine'

/** Return how a moment is said on the clock of a zone; throws RangeError for an unknown zone. */
export function clockTime(moment: Date, language: string, zone?: string): string {
  const said = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
    timeZone: zone,
  }).format(moment)
  // As the pages say times: 7pm, 7.30pm, midnight.
  return said.replace(/ ?(\d+):(\d\d)\s?([ap])\.?m\.?/i, (_, hour: string, minute: string, half: string) => {
    if (hour === '12' && minute === '00') return half.toLowerCase() === 'a' ? ' midnight' : ' noon'
    return ` ${hour}${minute === '00' ? '' : `.${minute}`}${half.toLowerCase()}m`
  })
}

/** Add the reader's own time behind every time of a zone whose clock differs from theirs. */
export function sayMyTime(): void {
  const language = document.documentElement.lang
  const sentence = document.body.dataset['yourTime'] ?? ''
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-zone]')) {
    if (mark in time.dataset) continue
    time.dataset[mark] = ''
    const moment = new Date(time.dateTime)
    const there = clockTime(moment, language, time.dataset['zone'])
    const here = clockTime(moment, language)
    if (here === there) continue
    const words = document.createElement('span')
    words.className = 'my-time'
    words.textContent = ` ${sentence.replace('TIME', here)}`
    time.after(words)
  }
}
