// The tree as the lines that are open, with findings in place under the fields they are about. Pure: what is open is given.
import type { DisplayNode } from './display-tree.ts'
import type { FindingView } from './frame-view.ts'

export interface TreeLine {
  /** Path of the node; of a finding the node's path and its own number. */
  id: string
  /** From 0. */
  depth: number
  /** Line of the parent, or −1. */
  parent: number
  hasChildren: boolean
  isOpen: boolean
  /** Place among its siblings, from 1, and how many there are. */
  place: number
  siblings: number
  node: DisplayNode
  finding: FindingView | null
}

/** Says whether a node is open; undefined: as by default. */
export type IsOpen = (path: string) => boolean | undefined

/** Groups are open from the start; fields below fields are not, unless they are groups themselves. */
export function isOpenByDefault(node: DisplayNode): boolean {
  return node.field === undefined || node.field.value === undefined
}

export function treeLines(roots: readonly DisplayNode[], findings: readonly FindingView[], isOpen: IsOpen): TreeLine[] {
  const lines: TreeLine[] = []
  const placed = placeFindings(roots, findings)
  const add = (nodes: readonly DisplayNode[], depth: number, parent: number, before: number): void => {
    const siblings = before + nodes.length
    nodes.forEach((node, index) => {
      const own = placed.get(node.path) ?? []
      const hasChildren = node.children.length > 0
      const open = hasChildren && (isOpen(node.path) ?? isOpenByDefault(node))
      const line = lines.length
      lines.push({
        id: node.path,
        depth,
        parent,
        hasChildren,
        isOpen: open,
        place: before + index + 1,
        siblings,
        node,
        finding: null,
      })
      const below = own.length + (open ? node.children.length : 0)
      own.forEach((finding, number) => lines.push(findingLine(node, finding, number, depth + 1, line, below)))
      if (open) add(node.children, depth + 1, line, own.length)
    })
  }
  add(roots, 0, -1, 0)
  return lines
}

function findingLine(
  node: DisplayNode,
  finding: FindingView,
  number: number,
  depth: number,
  parent: number,
  siblings: number,
): TreeLine {
  const id = `${node.path}#${number}`
  return { id, depth, parent, hasChildren: false, isOpen: false, place: number + 1, siblings, node, finding }
}

/** Findings by the path of the field whose bytes they are about. What is about more than one field stands apart only. */
export function placeFindings(
  roots: readonly DisplayNode[],
  findings: readonly FindingView[],
): Map<string, FindingView[]> {
  const placed = new Map<string, FindingView[]>()
  const byRange = new Map<string, DisplayNode>()
  const visit = (node: DisplayNode): void => {
    const key = `${node.start}-${node.end}`
    if (node.field && node.end > node.start && !byRange.has(key)) byRange.set(key, node)
    node.children.forEach(visit)
  }
  roots.forEach(visit)
  for (const finding of findings) {
    const node = byRange.get(`${finding.range[0]}-${finding.range[1]}`)
    if (!node) continue
    placed.set(node.path, [...(placed.get(node.path) ?? []), finding])
  }
  return placed
}

/** What a key does to the selected line of the tree. */
export type TreeMove =
  { kind: 'select'; line: number } | { kind: 'open' | 'close' | 'toggle'; paths: readonly string[] } | { kind: 'none' }

export interface TreeKey {
  key: string
  ctrlKey: boolean
  shiftKey: boolean
}

/** Tree keys as Wireshark has them; `line` is −1 while nothing is selected. `page`: lines that fit. */
export function treeMove(
  lines: readonly TreeLine[],
  line: number,
  { key, ctrlKey, shiftKey }: TreeKey,
  page: number,
): TreeMove {
  const select = (to: number): TreeMove =>
    lines.length === 0 ? { kind: 'none' } : { kind: 'select', line: Math.min(Math.max(to, 0), lines.length - 1) }
  const here = lines[line]
  if (key === 'ArrowDown') return select(line + 1)
  if (key === 'ArrowUp') return select(line < 0 ? 0 : line - 1)
  if (key === 'PageDown') return select(line + page)
  if (key === 'PageUp') return select(line - page)
  if (key === 'Home') return select(0)
  if (key === 'End') return select(lines.length - 1)
  if (key === 'ArrowRight' && ctrlKey) return { kind: 'open', paths: branches(lines.filter((one) => one.parent < 0)) }
  if (key === 'ArrowLeft' && ctrlKey) return { kind: 'close', paths: branches(lines.filter((one) => one.parent < 0)) }
  if (!here) return key === 'ArrowRight' ? select(0) : { kind: 'none' }
  if (key === 'ArrowRight' && shiftKey) return { kind: 'open', paths: branches([here]) }
  if (key === 'ArrowRight') {
    if (!here.hasChildren) return { kind: 'none' }
    return here.isOpen ? select(line + 1) : { kind: 'open', paths: [here.id] }
  }
  if (key === 'ArrowLeft' && here.isOpen) return { kind: 'close', paths: [here.id] }
  if (key === 'ArrowLeft' || key === 'Backspace') return here.parent < 0 ? { kind: 'none' } : select(here.parent)
  if (key === 'Enter' || key === ' ') return here.hasChildren ? { kind: 'toggle', paths: [here.id] } : { kind: 'none' }
  return { kind: 'none' }
}

/** Paths of everything below these lines that can be opened, themselves included. */
function branches(lines: readonly TreeLine[]): string[] {
  const paths: string[] = []
  const visit = (node: DisplayNode): void => {
    if (node.children.length > 0) paths.push(node.path)
    node.children.forEach(visit)
  }
  for (const line of lines) if (!line.finding) visit(line.node)
  return paths
}
