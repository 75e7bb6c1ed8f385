// The fields of two readings of a frame, side by side: paired by name and turn, in the order of the first. Pure.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { FieldView } from '../packet-details/frame-view.ts'

export interface FieldPair {
  label: Label
  name: string
  /** From 0. */
  depth: number
  /** null: that reading has no such field. */
  left: FieldView | null
  right: FieldView | null
  /** The bytes say something else, or one of them is missing. */
  isDifferent: boolean
}

interface Line {
  key: string
  depth: number
  field: FieldView
}

export function fieldPairs(left: readonly FieldView[], right: readonly FieldView[]): FieldPair[] {
  const lefts = linesOf(left)
  const rights = linesOf(right)
  const rightOf = new Map(rights.map((line) => [line.key, line.field]))
  const known = new Set(lefts.map(({ key }) => key))
  const pairs = lefts.map(({ key, depth, field }) => pair(depth, field, rightOf.get(key) ?? null))
  // Fields that only the second has stand behind the one they follow there.
  rights.forEach(({ key, depth, field }, index) => {
    if (known.has(key)) return
    const before = rights[index - 1]?.field
    const at = pairs.findIndex((one) => one.right === before) + 1
    pairs.splice(before && at > 0 ? at : pairs.length, 0, pair(depth, null, field))
  })
  return pairs
}

function pair(depth: number, left: FieldView | null, right: FieldView | null): FieldPair {
  const { label, name } = (left ?? right)!
  const isGroup = (left ?? right)!.children.length > 0
  return { label, name, depth, left, right, isDifferent: !left || !right || (!isGroup && left.raw !== right.raw) }
}

/** Every field with a key that tells equal names apart by their turn. */
function linesOf(fields: readonly FieldView[]): Line[] {
  const lines: Line[] = []
  const turns = new Map<string, number>()
  const visit = (field: FieldView, depth: number): void => {
    const turn = turns.get(field.name) ?? 0
    turns.set(field.name, turn + 1)
    lines.push({ key: `${field.name}#${turn}`, depth, field })
    for (const child of field.children) visit(child, depth + 1)
  }
  for (const field of fields) visit(field, 0)
  return lines
}
