// Stepping through frames of one message type keeps the same field selected, so that its values can be compared.
import { useEffect, useRef } from 'react'
import { selectPart, useSelection } from '../store/selection-store.ts'
import type { ShownFrame } from './details-source.ts'
import { nodeOfPath } from './display-tree.ts'

/** Selects in a new frame what was selected in the one before, where both are of one type. */
export function useKeptPart(shown: ShownFrame | 'gone' | null): void {
  const kept = useRef<{ typeKey: string; path: string } | null>(null)
  const path = useSelection((store) => store.part?.path ?? null)
  const frame = shown === null || shown === 'gone' ? null : shown
  useEffect(() => {
    if (frame && path !== null) kept.current = { typeKey: frame.frame.typeKey, path }
  }, [frame, path])
  useEffect(() => {
    if (!frame || useSelection.getState().part || kept.current?.typeKey !== frame.frame.typeKey) return
    const node = nodeOfPath(frame.tree, kept.current.path)
    if (node) selectPart({ path: node.path, span: { start: node.start, end: node.end }, caret: node.start })
  }, [frame])
}
