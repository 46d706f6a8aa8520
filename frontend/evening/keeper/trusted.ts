/** Trusted Types: this page parses no HTML at all, and runs one script of ours beside itself. */

interface Rules {
  createScriptURL: (address: string) => string | null
}
interface Factory {
  createPolicy(name: string, rules: Rules): unknown
}

export function trustOnlyTheKeeper(): void {
  const types = (window as unknown as { trustedTypes?: Factory }).trustedTypes
  types?.createPolicy('default', {
    createScriptURL: (address) => (address === '/hold/keeper.js' ? address : null),
  })
}
