// The menu of selected bytes: as the field that they are, or as bytes by their place in the frame.
import { formatHex } from '../../src-shared/bytes/hex.ts'
import { copy } from '../app/actions.ts'
import type { MenuGroups, MenuItem } from '../app/Menu.tsx'
import { filterItems } from '../filter-bar/apply-field.ts'
import { findThis } from '../find-bar/find.ts'
import { bytesTarget, bytesTitle } from '../filter-bar/targets.ts'
import { spacedHex } from '../i18n/numbers.ts'
import type { Text } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { fieldMenu } from '../packet-details/field-menu.ts'
import type { ShownFrame } from '../packet-details/details-source.ts'
import { nodeOfPath } from '../packet-details/display-tree.ts'
import type { Span } from '../store/selection-store.ts'

/** Bytes that a filter compares at most. */
const mostBytes = 256

/** `path`: field that the bytes belong to; null: none alone. */
export function bytesMenu(shown: ShownFrame, path: string | null, { start, end }: Span, text: Text): MenuGroups {
  const node = path === null ? null : nodeOfPath(shown.tree, path)
  const isWholeField = node !== null && node.start === start && node.end === end
  const hex = formatHex(shown.frame.bytes, start, end)
  const target = bytesTarget(shown, start, Math.min(end, start + mostBytes))
  const title = bytesTitle(start, end, text)
  const ofBytes: MenuItem[] = filterItems(target, text)
    .slice(0, 4)
    .map((item) => ({ ...item, id: `bytes-${item.id}`, text: `${title} · ${item.text}` }))
  const find: MenuItem[] = [
    {
      id: 'find-bytes',
      text: `${title} · ${text(applyWords.find)}`,
      run: () => findThis(shown.frame.captureId, 'hex', spacedHex(hex)),
    },
    { id: 'copy-bytes', text: `${title} · ${text(detailsWords.copyRaw)}`, run: () => void copy(hex) },
  ]
  return [...(node && isWholeField ? fieldMenu(shown, node, text) : []), ofBytes, find]
}
