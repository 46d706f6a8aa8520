/** Writing small things close together, and reading them back; what does not fit its frame throws. */

export class NotOurs extends Error {}

export class Writer {
  private readonly kept: number[] = []

  byte(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 255) throw new NotOurs('byte')
    this.kept.push(value)
    return this
  }

  /** A number in groups of seven bits, the low ones first (LEB128). */
  number(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new NotOurs('number')
    let rest = value
    while (rest > 127) {
      this.kept.push(128 + (rest % 128))
      rest = Math.floor(rest / 128)
    }
    this.kept.push(rest)
    return this
  }

  text(value: string): this {
    const bytes = new TextEncoder().encode(value)
    this.number(bytes.length)
    for (const one of bytes) this.kept.push(one)
    return this
  }

  list<T>(values: readonly T[], write: (value: T) => void): this {
    this.number(values.length)
    values.forEach(write)
    return this
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.kept)
  }
}

export class Reader {
  private at = 0
  constructor(private readonly bytes: Uint8Array) {}

  byte(most = 255): number {
    const value = this.bytes[this.at]
    if (value === undefined || value > most) throw new NotOurs('byte')
    this.at += 1
    return value
  }

  number(most: number): number {
    let value = 0
    for (let place = 1; ; place *= 128) {
      const one = this.byte()
      value += (one % 128) * place
      if (value > most) throw new NotOurs('number')
      if (one < 128) return value
    }
  }

  text(most: number): string {
    const length = this.number(most)
    const part = this.bytes.subarray(this.at, this.at + length)
    if (part.length !== length) throw new NotOurs('text')
    this.at += length
    return new TextDecoder('utf-8', { fatal: true }).decode(part)
  }

  list<T>(most: number, read: () => T): T[] {
    return Array.from({ length: this.number(most) }, read)
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new NotOurs('more')
  }
}
