// What can be copied of a field, as menu items.
import { copy } from '../app/actions.ts'
import type { MenuItem } from '../app/Menu.tsx'
import type { Text } from '../i18n/use-text.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { shownKeys } from '../app/shown-keys.ts'
import type { ShownFrame } from './details-source.ts'
import type { DisplayNode } from './display-tree.ts'
import { copyTextOf, type CopyKind } from './selected-value.ts'

const kinds = {
  value: detailsWords.copyValue,
  name: detailsWords.copyName,
  path: detailsWords.copyPath,
  raw: detailsWords.copyRaw,
  line: detailsWords.copyLine,
}

export function copyItems(shown: ShownFrame, node: DisplayNode, text: Text): MenuItem[] {
  return (Object.keys(kinds) as CopyKind[]).map((kind) => ({
    id: kind,
    text: text(kinds[kind]),
    ...(kind === 'value' ? { keys: shownKeys('edit.copy-value') } : {}),
    run: () => void copy(copyTextOf(shown, node, kind, text.language)),
  }))
}
