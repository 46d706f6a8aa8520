/** Everything the page of kept groups does. It opens by itself, and asks nobody anything. */
import { openPage } from './view/page'
import { fillWhenSent } from './view/sending'

openPage()
fillWhenSent()
