/** Pictures in a message: said in words first, and drawn when somebody asks for one. */
import type { Bytes } from '../../keys/secret/bytes'
import type { Picture } from '../state/pictures'
import { copyOf, say } from './parts'
import { addressOf } from './picture'
import { sentence } from './words'

/** Return the picture, or why it cannot be shown. */
export type OpenPicture = (picture: Picture) => Promise<Bytes | 'no signal' | 'not there' | 'altered'>

const whys = { 'no signal': 'pictureNoSignal', 'not there': 'pictureGone', altered: 'pictureAltered' } as const

// What was opened while this page is: a message drawn anew still shows it.
const opened = new Map<string, string>()

/** Return a picture as it is said in words. */
export const pictureWords = ({ alt }: Picture): string => (alt === '' ? sentence('pictureBare') : sentence('picture', { WORDS: alt }))

export function drawPictures(pictures: readonly Picture[], where: HTMLElement | null, open: OpenPicture | undefined): void {
  if (!where) return
  where.hidden = pictures.length === 0
  where.replaceChildren(...pictures.map((one) => draw(one, open)))
}

function draw(one: Picture, open: OpenPicture | undefined): HTMLElement {
  const { whole, find } = copyOf('circle-picture-one')
  const [button, shown] = [find<HTMLButtonElement>('open-picture'), find<HTMLImageElement>('picture')]
  find('picture-words').textContent = pictureWords(one)
  const showIt = (address: string): void => {
    shown.hidden = address === ''
    button.textContent = sentence(address === '' ? 'pictureShow' : 'pictureAway')
    if (address === '') return shown.removeAttribute('src')
    ;[shown.width, shown.height] = [one.width, one.height]
    // The words stand above it: read once, not twice.
    shown.alt = ''
    shown.src = address
  }
  showIt(opened.get(one.where) ?? '')
  // What hashes and measures as it should, and is no picture all the same, is not left as a torn one.
  const drawIt = async (picture: Bytes): Promise<'' | 'altered'> => {
    showIt(addressOf(picture))
    try {
      await shown.decode()
      opened.set(one.where, addressOf(picture))
      return ''
    } catch {
      showIt('')
      return 'altered'
    }
  }
  button.hidden = open === undefined
  button.addEventListener('click', async () => {
    if (!shown.hidden) {
      opened.delete(one.where)
      return showIt('')
    }
    button.disabled = true
    say(find('picture-why'), sentence('oneMoment'))
    const said = open ? await open(one) : 'not there'
    const odd = typeof said === 'string' ? said : await drawIt(said)
    button.disabled = false
    say(find('picture-why'), odd === '' ? '' : sentence(whys[odd]))
    button.focus({ preventScroll: true })
    if (odd === '') shown.scrollIntoView({ block: 'nearest' })
  })
  return whole
}
