/** Everything a page does that may be kept, and the page that lists what is. */
import { shelfChanged } from './checking'
import { armButtons, showWhatIsKept } from './view/button'
import { openList, sayOfThisPage, showPage } from './view/page'

const isList = document.querySelector('[data-pages]') !== null

armButtons()
if (isList) openList()
const opened = sayOfThisPage()
document.addEventListener(shelfChanged, async () => {
  const [before, now] = [await opened, await sayOfThisPage()]
  // What stands here was opened without signal, and was changed or taken back since.
  if (before && before.mark !== now?.mark) return location.reload()
  if (isList) void showPage()
  void showWhatIsKept()
})
