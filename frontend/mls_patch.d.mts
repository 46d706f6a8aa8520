export interface Correction {
  readonly why: string
  readonly from: string
  readonly to: string
}
export const mended: { readonly file: string; readonly sha256: string }
export const corrections: readonly Correction[]
export function corrected(source: string, as?: { sha256?: string; lines?: readonly Correction[] }): string
