/** Small hands for the page of kept groups: finding parts, filling them, saying a day. */

/** Return the part of this kind; throws where the page does not bring it. */
export function part<T extends HTMLElement = HTMLElement>(from: ParentNode, name: string): T {
  const found = from.querySelector<T>(`[data-${name}]`)
  if (!found) throw new Error(`no ${name} here`)
  return found
}

/** Return the first element of a copy of a template of the page; throws where there is none. */
export function copyOf(name: string): HTMLElement {
  const template = part<HTMLTemplateElement>(document, name)
  const first = template.content.firstElementChild
  if (!(first instanceof HTMLElement)) throw new Error(`${name} is empty`)
  return document.importNode(first, true)
}

/** Say a day as people do; an empty or odd one stays empty. */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return ''
  const said = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
  return said.format(new Date(year, month - 1, date)).replace(',', '')
}
