// The button above the minimap: which columns are shown, and how times are written.
import { Columns3 } from 'lucide-react'
import { MenuButton } from '../app/MenuButton.tsx'
import { useText } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { useColumnMenu } from './column-menu.ts'
import type { Column } from './columns.ts'

export function ColumnsButton({ captureId, columns }: { captureId: number; columns: readonly Column[] }) {
  const text = useText()
  const groups = useColumnMenu(captureId, columns, null)
  return (
    <MenuButton label={text(listWords.columnMenu)} groups={groups} className="list-columns" hasIconOnly>
      <Columns3 size={12} aria-hidden />
    </MenuButton>
  )
}
