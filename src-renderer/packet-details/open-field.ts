// Leads from any view to a field of a frame: the frame in the list, the field in tree and bytes.
import { openFrame } from '../packet-list/navigate.ts'
import { selectPart, useSelection } from '../store/selection-store.ts'
import { loadFrame } from './details-source.ts'
import { nodeAround, type DisplayNode } from './display-tree.ts'

/** A field by its name, as filters know it, and its bytes in the frame, half-open. */
export interface FieldPlace {
  frame: number
  field: string
  range: { start: number; end: number }
}

/** Shows the frame among the others and selects the field in it. */
export async function openField(captureId: number, { frame, field, range: { start, end } }: FieldPlace): Promise<void> {
  if (!(await openFrame(captureId, frame))) return
  const shown = await loadFrame(captureId, frame)
  // The person may have gone on meanwhile.
  if (!shown || useSelection.getState().frames[captureId]?.frame !== frame) return
  const node = fieldNode(shown.tree, field, start, end) ?? nodeAround(shown.tree, start, end)
  selectPart({ path: node?.path ?? null, span: { start, end }, caret: start })
}

function fieldNode(tree: readonly DisplayNode[], field: string, start: number, end: number): DisplayNode | null {
  for (const node of tree) {
    if (node.field?.name === field && node.start === start && node.end === end) return node
    const found = fieldNode(node.children, field, start, end)
    if (found) return found
  }
  return null
}
