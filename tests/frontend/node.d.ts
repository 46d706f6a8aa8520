/** The little of Node these tests use. */
declare module 'node:test' {
  export default function test(name: string, body: () => void | Promise<void>): void
  export function beforeEach(body: () => void): void
}
declare module 'node:assert/strict' {
  const assert: {
    (value: unknown, why?: string): asserts value
    equal(actual: unknown, expected: unknown, why?: string): void
    notEqual(actual: unknown, expected: unknown, why?: string): void
    deepEqual(actual: unknown, expected: unknown, why?: string): void
    throws(body: () => unknown, kind?: unknown): void
    rejects(body: Promise<unknown>, kind?: unknown): Promise<void>
  }
  export default assert
}
declare module 'node:fs' {
  export function readFileSync(path: string): Uint8Array
  export function readFileSync(path: string, as: 'utf8'): string
  export function existsSync(path: string): boolean
  export function writeFileSync(path: string, said: string): void
}
declare const process: { readonly stdin: AsyncIterable<string> & { setEncoding(as: string): void }; readonly env: Record<string, string | undefined>; readonly argv: readonly string[]; exit(code: number): never; cpuUsage(since?: { user: number; system: number }): { user: number; system: number }; cwd(): string }
