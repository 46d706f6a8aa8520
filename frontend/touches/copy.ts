/** Copy an address with one touch; without scripts it stands in a field to be copied by hand. */
import { say, sentence } from './words'

/** Let every button that names a field copy what stands in it. */
export function copyAddresses(): void {
  document.addEventListener('click', (event) => {
    const touched = event.target instanceof Element ? event.target : null
    const button = touched?.closest<HTMLElement>('[data-copy]')
    const address = button && document.getElementById(sentence(button, 'copy'))
    if (!button || !(address instanceof HTMLInputElement)) return
    // Marked as well: where a browser will not let a page copy, a finger can.
    address.select()
    void navigator.clipboard.writeText(address.value).then(
      () => {
        button.textContent = sentence(button, 'copied')
        say(sentence(button, 'copied'))
      },
      () => say(sentence(button, 'byHand')),
    )
  })
}
