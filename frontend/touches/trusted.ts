/** Trusted Types: the only HTML that may be parsed is the page our own server just sent; two scripts beside it. */

interface Policy {
  createHTML: (html: string) => string | null
  createScriptURL: (address: string) => string | null
}
interface TrustedTypes {
  createPolicy(name: string, policy: Policy): unknown
}
declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes
  }
}

/** Where an answer came from, as htmx tells it just before it swaps. */
interface Answer {
  readonly xhr: XMLHttpRequest
  readonly serverResponse: string
}

const keepers = ['/mine/plan/keeper.js', '/kept/keeper.js']

const head = /<head(\s[^>]*)?>[\s\S]*?<\/head>/i

/** Return whether an address lies on our own server. */
function isOurs(address: string): boolean {
  return new URL(address, location.href).origin === location.origin
}

/** Let through one answer of our own server at a time; anything else is refused. */
export function trustOnlyOurPages(): void {
  if (!window.trustedTypes) return
  let expected: string | null = null
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { xhr, serverResponse } = (event as CustomEvent<Answer>).detail
    expected = isOurs(xhr.responseURL) ? serverResponse.replace(head, '') : null
  })
  document.addEventListener('htmx:afterSwap', () => {
    expected = null
  })
  window.trustedTypes.createPolicy('default', {
    // Null means no: the browser then throws, and the old page stays as it was.
    createHTML: (html) =>
      expected !== null && html.replace(head, '').includes(expected) ? html : null,
    // The scripts that run beside a page of ours: they keep the plan, and pages, for use without signal.
    createScriptURL: (address) => (keepers.includes(address) ? address : null),
  })
}
