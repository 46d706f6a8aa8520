/** Everything the pages do beyond links and forms. Without it they still work. */
import { keepGroups, showWhatIsKept } from '../kept/view/button'
import { lockWithTheSession } from '../keys/store/lock'
import { checkWhatIsKept } from '../pages/checking'
import { lookWhileAsking } from './asking'
import { showBusy } from './busy'
import { copyAddresses } from './copy'
import { answerAtOnce } from './instant'
import { leaveNow } from './leave_now'
import { sayMyTime } from './my_time'
import { nearMe } from './near_me'
import { sayOpenNow } from './open_now'
import { trustOnlyOurPages } from './trusted'
import { revealForScripts } from './with_script'
import { writeOn } from './writing_on'

// First, before anything may write HTML.
trustOnlyOurPages()
leaveNow()
lockWithTheSession()
checkWhatIsKept()
lookWhileAsking()
answerAtOnce()
showBusy()
nearMe()
sayMyTime()
sayOpenNow()
keepGroups()
copyAddresses()
revealForScripts()
writeOn()
document.addEventListener('htmx:afterSettle', () => {
  sayMyTime()
  showWhatIsKept()
  revealForScripts()
})
