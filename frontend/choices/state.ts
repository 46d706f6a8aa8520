/** How somebody narrows a search, as they asked this device to remember it. */

const form = 1
const longest = 40

/** The answer to each question, by its name; what was left open is not in it. */
export type Choices = Readonly<Record<string, string>>

/** Return the answers to these questions alone, without those left open. */
export function only(names: readonly string[], given: Choices): Choices {
  return Object.fromEntries(names.map((name) => [name, given[name] ?? ''] as const).filter(([, answer]) => answer !== '' && answer.length <= longest))
}

export function written(choices: Choices): string {
  return JSON.stringify({ form, choices })
}

/** Return what was remembered; null where nothing was, or nothing of ours. */
export function read(text: string | null): Choices | null {
  try {
    const said = JSON.parse(text ?? 'null') as { form?: unknown; choices?: unknown } | null
    const choices = said?.form === form ? said.choices : null
    if (typeof choices !== 'object' || choices === null || Array.isArray(choices)) return null
    const answers = Object.entries(choices).filter((one): one is [string, string] => typeof one[1] === 'string')
    return only(answers.map(([name]) => name), Object.fromEntries(answers))
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  }
}
