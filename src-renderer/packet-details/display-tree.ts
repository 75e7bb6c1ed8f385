// The fields of a frame under header, body and trailer, each with a path that names it. Both the tree and the byte pane
// work on this. Pure.
import type { Label } from '../../src-shared/bytes/range.ts'
import { detailsWords } from '../i18n/words-details.ts'
import type { FieldView, FrameView } from './frame-view.ts'

export interface DisplayNode {
  /** Places in the tree, from the root: `1.4.0`. */
  path: string
  label: Label
  /** Half-open, in bytes. */
  start: number
  end: number
  /** Absent for header, body and trailer. */
  field?: FieldView
  children: DisplayNode[]
}

/** Roots of the tree. Without a known layout the fields stand by themselves. */
export function displayTree(frame: FrameView): DisplayNode[] {
  const { layout, fields } = frame
  if (!layout) return fields.map((field, place) => fieldNode(field, String(place)))
  const inHeader = (field: FieldView) => field.range[0] < layout.header[1]
  const inTrailer = (field: FieldView) => !inHeader(field) && field.range[0] >= layout.trailer[0]
  const parts: { label: Label; range: [number, number]; fields: FieldView[] }[] = [
    { label: detailsWords.header, range: layout.header, fields: fields.filter(inHeader) },
    {
      label: detailsWords.body,
      range: layout.body,
      fields: fields.filter((field) => !inHeader(field) && !inTrailer(field)),
    },
    { label: detailsWords.trailer, range: layout.trailer, fields: fields.filter(inTrailer) },
  ]
  return parts
    .filter((part) => part.fields.length > 0)
    .map((part, place) => ({
      path: String(place),
      label: part.label,
      start: part.range[0],
      end: part.range[1],
      children: part.fields.map((field, index) => fieldNode(field, `${place}.${index}`)),
    }))
}

function fieldNode(field: FieldView, path: string): DisplayNode {
  return {
    path,
    label: field.label,
    start: field.range[0],
    end: field.range[1],
    field,
    children: field.children.map((child, index) => fieldNode(child, `${path}.${index}`)),
  }
}

/** True for lines that have no bytes of their own: worked out values, and bits that share a byte with others. */
function sharesBytes({ field }: DisplayNode): boolean {
  return field?.generated === true || field?.bits !== undefined
}

/** The deepest node that alone holds the byte; of bits that share it, their number. null: no field has it. */
export function nodeAtByte(roots: readonly DisplayNode[], byte: number): DisplayNode | null {
  let found: DisplayNode | null = null
  let level = roots
  for (;;) {
    const inside: DisplayNode | undefined = level.find(
      (node) => byte >= node.start && byte < node.end && !sharesBytes(node),
    )
    if (!inside) return found
    found = inside
    level = inside.children
  }
}

/** The deepest node that holds all bytes [start, end), or null. */
export function nodeAround(roots: readonly DisplayNode[], start: number, end: number): DisplayNode | null {
  let found: DisplayNode | null = null
  let level = roots
  for (;;) {
    const inside: DisplayNode | undefined = level.find(
      (node) => start >= node.start && end <= node.end && !sharesBytes(node),
    )
    if (!inside) return found
    found = inside
    level = inside.children
  }
}

/** The node of a path, or null. */
export function nodeOfPath(roots: readonly DisplayNode[], path: string): DisplayNode | null {
  let level = roots
  let node: DisplayNode | null = null
  for (const place of path.split('.')) {
    node = level[Number(place)] ?? null
    if (!node) return null
    level = node.children
  }
  return node
}

/** The node and its ancestors, outermost first. */
export function nodesTo(roots: readonly DisplayNode[], path: string): DisplayNode[] {
  const places = path.split('.')
  return places.flatMap((_place, index) => nodeOfPath(roots, places.slice(0, index + 1).join('.')) ?? [])
}

/** Nodes without children that own bytes, in the order of the bytes: what the byte pane tints. */
export function leavesOf(roots: readonly DisplayNode[]): DisplayNode[] {
  return roots.flatMap((node) => {
    const children = node.children.filter((child) => !sharesBytes(child))
    return children.length > 0 ? leavesOf(children) : sharesBytes(node) || node.end <= node.start ? [] : [node]
  })
}
