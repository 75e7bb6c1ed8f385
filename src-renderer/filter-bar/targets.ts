// From what was pointed at — a cell of the list, a line of the tree, bytes — to the value that a menu applies.
import type { Text } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { formatRange } from '../i18n/numbers.ts'
import type { ShownFrame } from '../packet-details/details-source.ts'
import type { DisplayNode } from '../packet-details/display-tree.ts'
import { formatHex } from '../../src-shared/bytes/hex.ts'
import { fieldOfColumn } from '../../src-shared/view/columns.ts'
import { fieldTarget, type ApplyTarget } from './apply-field.ts'

/** Filter names of the list's columns. */
const columnNames: Record<string, string> = {
  number: 'frame.number',
  time: 'frame.time',
  pile: 'pile_no',
  gun: 'gun_no',
  direction: 'direction',
  protocol: 'protocol',
  type: 'message.type',
  message: 'message.name',
  length: 'frame.len',
  checksum: 'checksum.status',
  info: 'message.name',
}

/** A cell of the list. */
export function cellTarget(captureId: number, number: number, column: string): ApplyTarget | null {
  const name = fieldOfColumn(column) ?? columnNames[column]
  return name === undefined ? null : fieldTarget(captureId, number, { name, title: name })
}

/** A field of the shown frame; null for parts that are no field. */
export function nodeTarget({ frame, tree }: ShownFrame, node: DisplayNode, text: Text): ApplyTarget | null {
  const { field } = node
  if (!field) return null
  const { name } = field
  const title = text.language === 'en' ? field.label.en : field.label.zh
  return fieldTarget(frame.captureId, frame.number, { name, title }, occurrenceOf(tree, node))
}

/** How many fields of the same name stand before it. */
function occurrenceOf(tree: readonly DisplayNode[], wanted: DisplayNode): number {
  let count = 0
  const visit = (nodes: readonly DisplayNode[]): boolean =>
    nodes.some((node) => {
      if (node.path === wanted.path) return true
      if (node.field?.name === wanted.field?.name && node.field?.value !== undefined) count++
      return visit(node.children)
    })
  visit(tree)
  return count
}

/** Bytes [start, end) of the shown frame, by their place and what they are. */
export function bytesTarget({ frame }: ShownFrame, start: number, end: number): ApplyTarget {
  const hex = formatHex(frame.bytes, start, end).replace(/(..)(?=.)/g, '$1:')
  const slice = end - start === 1 ? `[${start}]` : `[${start}:${end - start}]`
  const filter = `frame${slice} == ${end - start === 1 ? `0x${hex}` : hex}`
  return { captureId: frame.captureId, filter: async () => filter, field: null }
}

export const bytesTitle = (start: number, end: number, text: Text): string =>
  text(applyWords.bytes(formatRange(start, end)))
