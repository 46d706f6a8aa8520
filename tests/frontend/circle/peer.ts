/** Members of a circle held by our own code: one JSON question a line, one JSON answer a line. */
import { admit, amend, dropDevice, found, letGo, refresh } from '../../../frontend/circle/protocol/changing'
import { newest } from '../../../frontend/circle/protocol/charter'
import { type Changed, type Circle, groupIdFor, groupInfoOf, myself } from '../../../frontend/circle/protocol/circle'
import { comeBack, comeIn, comeInAlone, type Waiting, waitToBeLetIn } from '../../../frontend/circle/protocol/joining'
import type { Member } from '../../../frontend/circle/protocol/identity'
import { exported, open, read } from '../../../frontend/circle/protocol/mls'
import { say } from '../../../frontend/circle/protocol/speaking'
import { takeIn } from '../../../frontend/circle/protocol/taking_in'
import { type Bytes, random } from '../../../frontend/keys/secret/bytes'
import { invited, Person, said, somebody } from './house'

const hex = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const un = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16))
const circleId = random(16)
/** Minutes since 1970, as it is asked: the other side reads the clock too. */
const minute = (): number => Math.floor(Date.now() / 60_000)
const members = new Map<string, Member>()
const circles = new Map<string, Circle>()
const waiting = new Map<string, Waiting>()
type Asked = Record<string, string>
type Answer = Record<string, string | number>

const circle = (name: string | undefined): Circle => circles.get(name ?? '') ?? (() => { throw new Error('no circle') })()
const member = (name: string | undefined): Member => members.get(name ?? '') ?? (() => { throw new Error('nobody') })()

function done(name: string, { post, after }: Changed): Answer {
  circles.set(name, after)
  return { frame: hex(post.frame), welcome: post.welcome ? hex(post.welcome) : '', groupInfo: hex(post.groupInfo) }
}

const answers: Record<string, (asked: Asked) => Promise<Answer>> = {
  async found({ name = '' }) {
    const me = await somebody(circleId)
    members.set(name, me)
    const made = await found(me, { wordsDays: 30, franking: 1 }, minute())
    circles.set(name, made.circle)
    return { circle: hex(circleId), groupInfo: hex(made.groupInfo) }
  },
  async wait({ name = '' }) {
    const me = await somebody(circleId)
    members.set(name, me)
    const keys = await waitToBeLetIn(me, minute())
    waiting.set(name, keys)
    return { keys: hex(keys.open) }
  },
  async join({ name = '', welcome = '', group = '' }) {
    const keys = waiting.get(name)
    if (!keys) throw new Error('nobody waits')
    circles.set(name, await comeIn(keys, un(welcome), un(group)))
    return {}
  },
  async refresh({ name = '' }) {
    return done(name, await refresh(circle(name)))
  },
  async add({ name = '', keys = '' }) {
    return done(name, await admit(circle(name), [un(keys)], minute()))
  },
  async remove({ name = '', memberId = '' }) {
    return done(name, await letGo(circle(name), un(memberId)))
  },
  async name_facilitator({ name = '', memberKey = '' }) {
    const { facilitators } = newest(circle(name).standing.charter)
    return done(name, await amend(circle(name), member(name), { facilitators: [...facilitators, un(memberKey)] }))
  },
  async ticket({ name = '', by = '' }) {
    const me = await somebody(circleId)
    members.set(name, me)
    const invitation = await invited(new Person(by, member(by), undefined, circle(by)))
    return done(name, await comeInAlone(me, invitation, await groupInfoOf(circle(by)), minute()))
  },
  /** Another device of somebody lets itself in with their key. */
  async again({ name = '', of = '', by = '' }) {
    const me = member(of)
    members.set(name, me)
    return done(name, await comeBack(me, groupIdFor(circle(by)), await groupInfoOf(circle(by)), minute()))
  },
  /** And removes the one it came for. */
  async drop({ name = '', of = '' }) {
    return done(name, await dropDevice(circle(name), myself(circle(of)).deviceId))
  },
  async take({ name = '', frame = '', kind = 'commit' }) {
    const taken = await takeIn(circle(name), { kind: kind as 'commit', frame: un(frame), minute: minute() })
    circles.set(name, taken.circle)
    return { kind: taken.kind, text: taken.kind === 'said' && 'text' in taken.body ? taken.body.text : '' }
  },
  /** Words of a client that commits to nothing: they open, and would be refused. */
  async open({ name = '', frame = '' }) {
    const message = read(un(frame))
    if (message.wireformat !== 'mls_private_message') throw new Error('no words')
    const opened = await open(circle(name).group, message.privateMessage)
    circles.set(name, { ...circle(name), group: opened.after })
    return { plain: hex(opened.plain), leaf: opened.leaf }
  },
  async say({ name = '', text = '' }) {
    const { post, after, opening } = await say(circle(name), said(text))
    circles.set(name, after)
    return { frame: hex(post.frame), commitment: hex(post.commitment), opening: hex(opening) }
  },
  async secret({ name = '', label = '', context = '' }) {
    return { secret: hex(await exported(circle(name).group, label, un(context))) }
  },
  async who({ name = '' }) {
    return { group: hex(groupIdFor(circle(name))), memberId: hex(member(name).memberId) }
  },
}

async function answer(line: string): Promise<string> {
  const { ask = '', ...asked } = JSON.parse(line) as Asked
  try {
    return JSON.stringify(await answers[ask]?.(asked))
  } catch (fault) {
    return JSON.stringify({ fault: String(fault), cause: String((fault as Error).cause) })
  }
}

let rest = ''
process.stdin.setEncoding('utf8')
for await (const some of process.stdin) {
  rest += some
  for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
    console.log(await answer(rest.slice(0, end)))
    rest = rest.slice(end + 1)
  }
}
