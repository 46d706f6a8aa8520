/** How long words stay here: said where they are read, and changed by whoever looks after the circle. */
import { part } from '../../keys/view/parts'
import { say } from './parts'
import { sentence } from './words'

let shown = 0

/** Say it wherever the page does. */
export function showLasting(days: number): void {
  if (days === shown) return
  shown = days
  for (const where of document.querySelectorAll('[data-lasts]')) where.textContent = sentence('lasts', { DAYS: String(days) })
  const choice = document.getElementById('circle-lasts-days') as HTMLSelectElement | null
  if (choice) choice.value = String(days)
}

/** change -- returns whether it is so now, everywhere. */
export function armLasting(change: (days: number) => Promise<boolean>): void {
  part('circle-lasts').hidden = false
  part<HTMLFormElement>('circle-lasts-form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const [keep, why] = [part<HTMLButtonElement>('circle-lasts-keep'), part('circle-lasts-why')]
    const days = Number(part<HTMLSelectElement>('circle-lasts-days').value)
    if (!(days >= 1)) return say(why, sentence('lastsChoose'))
    keep.disabled = true
    say(why, sentence('oneMoment'))
    const done = await change(days)
    keep.disabled = false
    say(why, done ? sentence('lasts', { DAYS: String(days) }) : sentence('notDone'))
  })
}
