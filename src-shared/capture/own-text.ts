// Short texts out of long ones. The engine keeps all of a text alive as long as a piece of it is: what stays in memory is
// copied, and equal pieces are kept once.

/** After so many different texts the earlier ones are forgotten: they are copied again when they come back. */
const mostKnown = 65_536

export class OwnTexts {
  private readonly known = new Map<string, string>()

  /** The same text, on its own. */
  of<T extends string | null>(text: T): T {
    if (text === null) return text
    const before = this.known.get(text)
    if (before !== undefined) return before as T
    if (this.known.size >= mostKnown) this.known.clear()
    const own = Array.from(text).join('')
    this.known.set(own, own)
    return own as T
  }
}
