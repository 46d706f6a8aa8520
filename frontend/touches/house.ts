/** Everything the pages do beyond links and forms. Without it they still work. */
import { showBusy } from './busy'
import { answerAtOnce } from './instant'
import { leaveNow } from './leave_now'
import { sayMyTime } from './my_time'
import { nearMe } from './near_me'
import { trustOnlyOurPages } from './trusted'
import { revealForScripts } from './with_script'

// First, before anything may write HTML.
trustOnlyOurPages()
leaveNow()
answerAtOnce()
showBusy()
nearMe()
sayMyTime()
document.addEventListener('htmx:afterSettle', sayMyTime)
revealForScripts()
