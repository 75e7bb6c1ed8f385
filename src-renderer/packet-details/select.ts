// Selecting in the shown frame, from any pane: a line of the tree, a byte, a stretch of bytes. Each finds its counterpart.
import { selectPart } from '../store/selection-store.ts'
import { shownFrame } from './details-source.ts'
import { nodeAround, nodeAtByte, type DisplayNode } from './display-tree.ts'

export function selectNode(node: DisplayNode): void {
  selectPart({ path: node.path, span: { start: node.start, end: node.end }, caret: node.start })
}

/** Selects the deepest field of a byte, and puts the cursor on the byte. */
export function selectByte(byte: number): void {
  const shown = shownFrame()
  if (!shown || byte < 0 || byte >= shown.frame.bytes.length) return
  const node = nodeAtByte(shown.tree, byte)
  selectPart({
    path: node?.path ?? null,
    span: node ? { start: node.start, end: node.end } : { start: byte, end: byte + 1 },
    caret: byte,
  })
}

/** Selects bytes [start, end), and the field around them where there is one. */
export function selectSpan(start: number, end: number, caret = start): void {
  const shown = shownFrame()
  if (!shown) return
  const node = nodeAround(shown.tree, start, end)
  selectPart({ path: node?.path ?? null, span: { start, end }, caret })
}
