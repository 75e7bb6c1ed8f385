// What reports and exports do not show of people: fields that their definition calls sensitive (card, VIN, plate, phone …), in the
// tree, in the bytes, and wherever a sentence quotes their value.
import type { FieldNode } from '../protocol/tree.ts'
import type { DecodedFrame } from './decoded-frame.ts'

const mark = '··'
/** Shorter values say nothing about anybody and stand in too many other numbers. */
const leastLength = 4

export class Privacy {
  /** Something was hidden. */
  isUsed = false
  readonly isRaw: boolean
  private readonly values = new Set<string>()

  /** `isRaw`: nothing is hidden. */
  constructor(isRaw: boolean) {
    this.isRaw = isRaw
  }

  /** Notes what must not be quoted of a frame. */
  note(fields: readonly FieldNode[]): void {
    if (!this.isRaw) for (const node of fields) this.noteNode(node)
  }

  /** Positions of bytes that are hidden. */
  hiddenBytes(fields: readonly FieldNode[], into = new Set<number>()): Set<number> {
    if (this.isRaw) return into
    for (const node of fields) {
      if (node.sensitive && !isBlank(node)) for (let at = node.range.start; at < node.range.end; at++) into.add(at)
      else this.hiddenBytes(node.children, into)
    }
    return into
  }

  /** The frame as it may be shown. */
  shown(frame: DecodedFrame): { frame: DecodedFrame; hidden: ReadonlySet<number> } {
    const { envelope, bytes, decoded, direction, fields, expert, missing } = frame
    const hidden = this.hiddenBytes(fields)
    if (hidden.size === 0) return { frame, hidden }
    this.isUsed = true
    const findings = expert.map(({ repair: _hidden, ...rest }) => rest)
    return {
      frame: { envelope, bytes, decoded, direction, fields: this.hide(fields, hidden), expert: findings, missing },
      hidden,
    }
  }

  /** The text without any value that was noted. */
  clean(text: string): string {
    let clean = text
    for (const value of this.values) clean = clean.replaceAll(value, mark)
    if (clean !== text) this.isUsed = true
    return clean
  }

  /** Forgets the values noted so far: what follows does not quote them. */
  forget(): void {
    this.values.clear()
  }

  private hide(fields: readonly FieldNode[], hidden: ReadonlySet<number>): FieldNode[] {
    return fields.map((node) => {
      const isHidden = node.sensitive !== undefined && !isBlank(node)
      const raw = node.range.bits ? node.raw : hideHex(node.raw, node.range.start, hidden)
      if (isHidden) return { ...node, raw, value: mark, text: { zh: mark, en: mark }, children: [] }
      const shown = { ...node, raw, children: this.hide(node.children, hidden) }
      if (raw === node.raw) return shown
      // What is made of hidden bytes may quote them.
      const text = { zh: this.clean(node.text.zh), en: this.clean(node.text.en) }
      return typeof node.value === 'string' ? { ...shown, text, value: this.clean(node.value) } : { ...shown, text }
    })
  }

  private noteNode(node: FieldNode): void {
    if (!node.sensitive) {
      for (const child of node.children) this.noteNode(child)
      return
    }
    if (isBlank(node)) return
    const spaced = node.raw.replace(/../g, '$& ')
    const hex = [node.raw, node.raw.toUpperCase(), spaced, spaced.toUpperCase()]
    for (const text of [String(node.value ?? ''), node.text.zh, node.text.en, ...hex])
      if (text.trim().length >= leastLength) this.values.add(text.trim())
  }
}

/** Zeros or blanks stand for nothing: they are not hidden. */
const isBlank = ({ raw }: FieldNode): boolean => /^(?:00|20|ff)*$/i.test(raw)

/** Hex of bytes from `start` on, with the hidden ones as dots. */
export function hideHex(hex: string, start: number, hidden: ReadonlySet<number>): string {
  return hex.replace(/../g, (pair: string, offset: number) => (hidden.has(start + offset / 2) ? mark : pair))
}
