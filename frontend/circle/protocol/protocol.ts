/** Everything of the protocol a page may use; what is not here is nobody else's. */
export * from './bodies'
export * from './changing'
export { facilitates, newest, type Charter, type Entry, type Terms } from './charter'
export {
  accepted, type Changed, type ChangePost, type Circle, devices, epoch, groupIdFor, groupInfoOf, myself,
  type ProposalPost, readCircle, type WordsPost, writeCircle,
} from './circle'
export { circleWords } from './circle_words'
export type { Farewell } from './farewell'
export { circleIdOf, type Identity, type Member, memberOf } from './identity'
export { comeBack, comeIn, comeInAlone, type Waiting, waitToBeLetIn } from './joining'
export { exported, isOut } from './mls'
export { mostDevices, type Verdict } from './policy'
export { Refused, type Why } from './refused'
export { type Disclosed, openReport, type Question, type Reader, reallySaid, type SealedReport, sealReport } from './report'
export { type Said, say } from './speaking'
export { type Passed, type Taken, takeIn } from './taking_in'
export { type Invitation, readInvitation, writeInvitation } from './ticket'
