// The two ways off the import desk: importing what stands on it, and going back. The text stays, to come back to.
import { openSource } from '../app/actions.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { useCaptures } from '../store/capture-store.ts'
import { showPage } from '../store/screen-store.ts'
import { useImportDraft } from './draft.ts'

/** Characters that `captures.open` takes. */
export const importLimit = 32 * 1024 * 1024

/** Opens what stands on the desk as a capture. */
export async function importDraft(): Promise<void> {
  const { text, file, decodeAs } = useImportDraft.getState()
  if (text.trim() === '' || text.length > importLimit) return
  const name = file?.name ?? words.pastedName.zh
  await openSource({ kind: 'text', name: name.slice(0, 200), text }, decodeAs)
}

/** Back to the capture, or to the first page. */
export function leaveDesk(): void {
  showPage(useCaptures.getState().activeId === null ? 'welcome' : 'capture')
}
