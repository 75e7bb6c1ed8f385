// The menu of a field, from the tree or from its bytes: filter by its value, column, colour, search, copy.
import type { MenuGroups } from '../app/Menu.tsx'
import { fieldItems, filterItems } from '../filter-bar/apply-field.ts'
import { nodeTarget } from '../filter-bar/targets.ts'
import type { Text } from '../i18n/use-text.ts'
import { copyItems } from './copy-items.ts'
import type { ShownFrame } from './details-source.ts'
import type { DisplayNode } from './display-tree.ts'

export function fieldMenu(shown: ShownFrame, node: DisplayNode, text: Text): MenuGroups {
  const target = nodeTarget(shown, node, text)
  const copies = copyItems(shown, node, text)
  return target ? [filterItems(target, text), fieldItems(target, text), copies] : [copies]
}
