// Names in pieces of definitions that were taken out because of a mistake: what only they define is not really missing.
// Part of load.ts.

const words = /[\w.-]*\{|[\w.-]+/g

export class LostWords {
  private readonly whole = new Set<string>()
  /** What stands before the `{n}` of names that are filled in. */
  private readonly beginnings = new Set<string>()

  /** Adds all names in a piece: its keys and texts. */
  add(piece: unknown): void {
    const text = typeof piece === 'string' ? piece : JSON.stringify(piece)
    for (const [word] of (text ?? '').matchAll(words))
      if (word.endsWith('{')) this.addBeginning(word.slice(0, -1))
      else this.whole.add(word)
  }

  private addBeginning(word: string): void {
    if (word !== '') this.beginnings.add(word)
  }

  /** Whether a name, or a name in an expression, may be one of them. */
  mayHold(text: string): boolean {
    const names = text.match(/[\w.-]+/g) ?? []
    return names.some(
      (name) => this.whole.has(name) || [...this.beginnings].some((beginning) => name.startsWith(beginning)),
    )
  }
}
