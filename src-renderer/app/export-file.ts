// Hands a file that the screen made to the person: a browser downloads it.
import { say } from '../store/screen-store.ts'

/** Kept long enough for any browser to have begun. */
const keptMillis = 60_000

/** Downloads `content` as `name`, and says so. */
export function exportFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), keptMillis)
  say('done', { zh: `已导出：${name}`, en: `Exported: ${name}` })
}

/** With the mark that tells spreadsheets the encoding. */
export function exportText(name: string, text: string, type: string): void {
  exportFile(name, new Blob([type === 'text/csv' ? '\ufeff' : '', text], { type: `${type};charset=utf-8` }))
}
