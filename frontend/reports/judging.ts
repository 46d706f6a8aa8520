/**
 * Whether words of a report were really said. Two things have to hold: the words open their own
 * commitment (here), and the house marked that commitment from that seat, at that place in the
 * order, in that circle (the server says yes or no, and sees no word).
 */
import { toLetters } from '../keys/secret/bytes'
import type { Body } from '../circle/protocol/bodies'
import { type Disclosed, readTag, reallySaid } from '../circle/protocol/report'

/** What the server is asked about one word; letters of base64url. */
export interface Question {
  readonly member: string
  readonly seq: number
  readonly epoch: number
  readonly minute: number
  readonly frank: number
  readonly commitment: string
  readonly tag: string
}
/** name -- of whose seat it is, in the group; only where it is genuine. */
export interface Told {
  readonly genuine: boolean
  readonly name: string
}
export type Verdict = 'genuine' | 'not genuine' | 'not checked'

/** body -- null where what came is no words of ours. who -- empty unless it is genuine. */
export interface Judged {
  readonly seq: number
  readonly minute: number
  readonly body: Body | null
  readonly verdict: Verdict
  readonly who: string
  readonly isAbout: boolean
}

function questionOf(said: Disclosed): Question {
  const { frank, mark } = readTag(said.tag)
  return {
    member: toLetters(said.sender), seq: said.seq, epoch: said.epoch, minute: said.minute, frank,
    commitment: toLetters(said.commitment), tag: toLetters(mark),
  }
}

/**
 * Judge every word of a report. about -- the member id the report is about, as letters.
 *
 * ask -- the server; null where it did not answer.
 */
export async function judge(
  all: readonly Disclosed[], about: string, ask: (questions: readonly Question[]) => Promise<readonly Told[] | null>,
): Promise<Judged[]> {
  const told = await ask(all.map(questionOf))
  return Promise.all(all.map(async (said, at): Promise<Judged> => {
    const body = (await reallySaid(said)) ?? null
    const answer = told?.[at]
    // Words that do not open their commitment are nobody's, whatever the server says of it.
    const verdict: Verdict = body === null ? 'not genuine' : told === null ? 'not checked' : answer?.genuine ? 'genuine' : 'not genuine'
    const isGenuine = verdict === 'genuine'
    return {
      seq: said.seq, minute: said.minute, body, verdict,
      who: isGenuine ? (answer?.name ?? '') : '', isAbout: isGenuine && toLetters(said.sender) === about,
    }
  }))
}
