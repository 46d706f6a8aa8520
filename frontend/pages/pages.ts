/** Everything a page does that may be kept, and the page that lists what is. */
import { shelfChanged } from './checking'
import { armButtons, showWhatIsKept } from './view/button'
import { openList, sayOfThisPage, showPage } from './view/page'

const isList = document.querySelector('[data-pages]') !== null

armButtons()
if (isList) openList()
void sayOfThisPage()
document.addEventListener(shelfChanged, () => {
  // What stands here was opened without signal, and may have been taken back since.
  if (document.querySelector('[data-page-now]:not([hidden])')) return location.reload()
  if (isList) void showPage()
  void showWhatIsKept()
})
