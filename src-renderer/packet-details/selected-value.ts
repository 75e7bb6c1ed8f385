// Texts of the selected field for the clipboard. Pure but for what is selected now.
import { formatHex } from '../../src-shared/bytes/hex.ts'
import type { Language } from '../../src-shared/bridge/bridge.ts'
import { inBoth } from '../i18n/language.ts'
import { useSelection } from '../store/selection-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { shownFrame, type ShownFrame } from './details-source.ts'
import { nodeOfPath, nodesTo, type DisplayNode } from './display-tree.ts'

export type CopyKind = 'value' | 'name' | 'path' | 'raw' | 'line'

/** Value of the selected field, or the selected bytes; null when nothing is selected. */
export function selectedValue(): string | null {
  const shown = shownFrame()
  const { part } = useSelection.getState()
  if (!shown || !part) return null
  const node = part.path === null ? null : nodeOfPath(shown.tree, part.path)
  if (node) return copyTextOf(shown, node, 'value', usePreferences.getState().language)
  return part.span && formatHex(shown.frame.bytes, part.span.start, part.span.end)
}

/** A field as text of one kind. */
export function copyTextOf({ frame, tree }: ShownFrame, node: DisplayNode, kind: CopyKind, language: Language): string {
  const { field } = node
  const raw = field?.bits ? field.raw : formatHex(frame.bytes, node.start, node.end)
  switch (kind) {
    case 'value':
      return field?.value === undefined ? raw : inBoth(field.text, language, ' / ')
    case 'name':
      return field?.name ?? inBoth(node.label, language)
    case 'path':
      return nodesTo(tree, node.path)
        .map(({ label }) => inBoth(label, language))
        .join(' › ')
    case 'raw':
      return raw
    case 'line':
      return `${inBoth(node.label, language)}\t${field?.value === undefined ? '' : inBoth(field.text, language, ' / ')}\t${raw}`
  }
}
