/** "Keep this group", on a card and on a group's own page: noted on the device, sent nowhere. */
import { type Group, groupOf, isFull, keep, type Kept, takeOff } from '../state/kept'
import { dayOn } from '../state/writing'
import { change, look, whenChanged } from '../store/device'
import { sentence } from '../../touches/words'

type Button = HTMLButtonElement

function buttons(): NodeListOf<Button> {
  return document.querySelectorAll<Button>('button[data-keep]')
}

function idOf(button: Button): string {
  return button.dataset['keep'] ?? ''
}

/** Return what the page says of the group behind a button. */
function groupFrom(button: Button): Group {
  return {
    id: idOf(button),
    name: sentence(button, 'name'),
    when: sentence(button, 'when'),
    where: sentence(button, 'where'),
    ours: sentence(button, 'ours') === 'yes',
    on: dayOn(new Date()),
    try: false,
    visits: [],
  }
}

/** Press: onto the list, or off it. Returns the name of the sentence to say. */
function press(button: Button): string {
  const group = groupFrom(button)
  let said = 'failed'
  const found = change((kept: Kept) => {
    const there = groupOf(kept, group.id)
    if (there) {
      // What somebody wrote is not lost by a second tap.
      said = there.visits.length > 0 ? 'wrote' : 'off'
      return there.visits.length > 0 ? kept : takeOff(kept, group.id)
    }
    said = isFull(kept) ? 'full' : 'kept'
    return keep(kept, group)
  })
  return 'trouble' in found ? 'failed' : said
}

/** Show on every button whether its group is kept. */
export function showWhatIsKept(): void {
  const found = look()
  for (const button of buttons()) {
    const isKept = 'kept' in found && groupOf(found.kept, idOf(button)) !== null
    const around = button.parentElement ?? button
    for (const part of around.querySelectorAll<HTMLElement>('[data-when-kept]')) part.hidden = !isKept
    for (const part of around.querySelectorAll<HTMLElement>('[data-when-not-kept]')) part.hidden = isKept
  }
}

/** Let every button keep its group, on this page and on whatever is found later. */
export function keepGroups(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<Button>('button[data-keep]') : null
    if (!button) return
    const words = sentence(button, press(button))
    showWhatIsKept()
    const said = button.parentElement?.querySelector('[data-keep-said]')
    if (said) said.textContent = words
  })
  whenChanged(showWhatIsKept)
  showWhatIsKept()
}
