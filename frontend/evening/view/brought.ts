/** What the page brings: tonight's facts, and the sentences this screen says. */
import type { Step } from '../state/order'
import type { Standing } from '../state/phone'

/** Tonight, as the contract says it (docs/decisions/0012-holding-an-evening.md). */
export interface Tonight extends Standing {
  readonly id: string
  readonly group: string
  readonly starts: string
  /** Before this moment nobody can open it, here or on the server. */
  readonly opens: string
  readonly ends: string
  readonly zone: string
  readonly opening_words: string
  readonly closing_words: string
  readonly agreement: { readonly promises: readonly string[]; readonly changed_on: string }
  readonly steps: readonly Step[]
  readonly seats: number
  readonly waits_name: string
  readonly urls: { readonly sync: string; readonly state: string; readonly evening: string; readonly paper: string; readonly help: string }
  /** What has to be here for this page to open without signal. */
  readonly files: readonly string[]
}

/** Every sentence the screen fills in by itself; web/facilitator/run_words.py says them. */
export interface Words {
  readonly seat: string
  readonly has_piece: string
  readonly nobody_yet: string
  readonly not_begun: string
  readonly round_over: string
  readonly just_listening: string
  readonly is_out: string
  readonly passed: string
  readonly has_spoken: string
  readonly start: string
  readonly next: string
  readonly ask_again: string
  readonly new_round: string
  readonly closing_round: string
  readonly cue: string
  readonly wants_listen: string
  readonly wants_thoughts: string
  readonly waits_one: string
  readonly waits_many: string
  readonly soon: string
  readonly by_the_order: string
  readonly until: string
  readonly go_to: string
  readonly last_part: string
  readonly circle: string
  readonly you_are_many: string
  readonly move_to: string
  readonly is_back: string
  readonly taken_away: string
  readonly all_taken: string
  readonly bag_state: string
  readonly bag_full: string
  readonly bag_empty: string
  readonly question_in: string
  readonly no_signal: string
  readonly to_tell: string
  readonly not_signed_in: string
  readonly ready: string
  readonly not_ready: string
  readonly cannot_keep: string
  readonly no_key: string
  readonly dense: string
  readonly not_opened_here: string
  readonly bad_picture: string
  readonly gone_people: string
  readonly gone_questions: string
  readonly gone_page: string
  readonly still_people: string
  readonly looking: string
  readonly still_page: string
  readonly sums_left: string
  readonly sums_told: string
  readonly checked_out: string
}

/** Read one of the blocks of facts in the page. */
export function brought<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null') as T
}

/** Fill the gaps of a sentence: {name}, {count}. */
export function fill(sentence: string, gaps: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole))
}
