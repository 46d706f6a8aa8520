/** "Near me": the device's own place, rounded to about a kilometre before it leaves the device. */
import { sentence } from './words'

/** Return degrees with two decimals: near enough to find a group, too coarse to find a door. */
export function blur(degrees: number): string {
  return degrees.toFixed(2)
}

/** Put a value into a named field of the form; does nothing where the form has no such field. */
function fill(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name)
  if (!(field instanceof HTMLInputElement)) return
  field.value = value
  // A place the device knows need not be typed as well.
  if (name === 'place') field.required = false
}

function offer(form: HTMLFormElement, button: HTMLButtonElement): void {
  const note = form.querySelector<HTMLElement>('[data-near-me-note]')
  const tell = (name: string): void => {
    if (note) note.textContent = sentence(button, name)
  }
  const found = ({ coords }: GeolocationPosition): void => {
    tell('found')
    fill(form, 'lat', blur(coords.latitude))
    fill(form, 'lon', blur(coords.longitude))
    // The typed place and the felt place would contradict each other.
    fill(form, 'place', '')
    form.requestSubmit()
  }
  const lost = (why: GeolocationPositionError): void => {
    tell(why.code === why.PERMISSION_DENIED ? 'refused' : 'missing')
  }
  button.hidden = false
  button.addEventListener('click', () => {
    tell('asking')
    // A rough place is all we want: it is quicker, and asks less of the battery and of the person.
    navigator.geolocation.getCurrentPosition(found, lost, {
      enableHighAccuracy: false,
      timeout: 10_000,
      maximumAge: 600_000,
    })
  })
}

/** Offer the button where the browser can tell the place; typing a place forgets it again. */
export function nearMe(): void {
  if (!('geolocation' in navigator)) return
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-find], form[data-near]')) {
    const button = form.querySelector<HTMLButtonElement>('button[data-near-me]')
    if (!button) continue
    offer(form, button)
    form.addEventListener('input', (event) => {
      if (event.target instanceof HTMLInputElement && event.target.name === 'place') {
        fill(form, 'lat', '')
        fill(form, 'lon', '')
      }
    })
  }
}
