interface Vector {
  readonly cipher_suite?: number
}
export const files: Readonly<Record<string, readonly [(one: Vector) => Promise<void>, boolean]>>
export function ask(name: string, vectors: readonly Vector[], only?: (one: Vector) => boolean): Promise<number>
