/** A picture beside the words somebody writes: chosen, shown as it will be sent, described for who cannot see it. */
import { type Bytes, toLetters } from '../../keys/secret/bytes'
import { onTap, part } from '../../keys/view/parts'
import { say } from './parts'
import { type Prepared, prepare } from './preparing'
import { sentence } from './words'

/** alt -- what it shows, in the sender's words; perhaps nothing. */
export interface Chosen {
  readonly picture: Bytes
  readonly alt: string
}

let prepared: Prepared | null = null

const input = (): HTMLInputElement | null => document.getElementById('circle-picture') as HTMLInputElement | null
const alt = (): HTMLInputElement => part<HTMLInputElement>('circle-picture-alt')

/** Return a picture as an address that asks nobody. */
export const addressOf = (picture: Bytes): string => `data:image/jpeg;base64,${inBase64(picture)}`

function inBase64(bytes: Bytes): string {
  const said = toLetters(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return said.padEnd(Math.ceil(said.length / 4) * 4, '=')
}

/** A page that has no place for pictures brings none of this. */
export function armPicture(): void {
  const file = input()
  if (!file) return
  onTap('circle-picture-add', () => file.click())
  onTap('circle-picture-no', () => {
    clearPicture()
    part('circle-picture-add').focus()
  })
  file.addEventListener('change', () => void choose(file.files?.[0]))
}

async function choose(file: File | undefined): Promise<void> {
  if (!file) return
  say(part('circle-why'), '')
  say(part('circle-picture-said'), sentence('oneMoment'))
  const made = await prepare(file)
  // The same file chosen again is a choice, too.
  const chooser = input()
  if (chooser) chooser.value = ''
  say(part('circle-picture-said'), '')
  if (typeof made === 'string') return say(part('circle-why'), sentence(made === 'too large' ? 'pictureTooLarge' : 'pictureOdd'))
  prepared = made
  const shown = part<HTMLImageElement>('circle-picture-shown')
  shown.src = addressOf(made.picture)
  ;[shown.width, shown.height] = [made.width, made.height]
  part('circle-picture-part').hidden = false
  part('circle-picture-add').hidden = true
  alt().focus()
}

/** Return the picture that goes along, or nothing. */
export const chosenPicture = (): Chosen | null => (prepared && input() ? { picture: prepared.picture, alt: alt().value.trim() } : null)

export function clearPicture(): void {
  prepared = null
  if (!input()) return
  part<HTMLImageElement>('circle-picture-shown').removeAttribute('src')
  alt().value = ''
  part('circle-picture-part').hidden = true
  part('circle-picture-add').hidden = false
  say(part('circle-picture-said'), '')
}

/** New words take a picture along; a change of old ones does not. */
export function offerPicture(isOffered: boolean): void {
  if (!input()) return
  part('circle-picture-add').hidden = !isOffered || prepared !== null
  part('circle-picture-part').hidden = !isOffered || prepared === null
}

export const saySending = (isSending: boolean): void => {
  if (input()) say(part('circle-picture-said'), isSending ? sentence('pictureGoes') : '')
}
