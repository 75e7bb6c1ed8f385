// Hands what the screen made to the person: a browser downloads it. The desktop window refuses downloads, so texts go to
// the clipboard there.
import { isDesktop } from '../connect.ts'
import { say } from '../store/screen-store.ts'
import { copy } from './actions.ts'

/** Kept long enough for any browser to have begun. */
const keptMillis = 60_000

/** True where files can be handed over. */
export const canExportFiles = (): boolean => !isDesktop()

/** Downloads `content` as `name`, and says so. */
export function exportFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), keptMillis)
  say('done', { zh: `已导出：${name}`, en: `Exported: ${name}` })
}

/** Downloads a text, with the mark that tells spreadsheets the encoding; on the desktop copies it. */
export function exportText(name: string, text: string, type: 'text/csv' | 'text/markdown'): void {
  if (!canExportFiles()) return void copy(text)
  exportFile(name, new Blob([type === 'text/csv' ? '\ufeff' : '', text], { type: `${type};charset=utf-8` }))
}
