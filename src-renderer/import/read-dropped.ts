// A file that was dropped on the import desk or chosen there: text goes on the desk, a capture is opened as one.
import { bridgeError } from '../../src-shared/bridge/bridge-error.ts'
import { sayFailure } from '../app/actions.ts'
import { openFiles } from '../app/open-files.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { fillDraftFromFile } from './draft.ts'
import { looksLikeCapture } from './text-encoding.ts'

/** Bytes that are read into the page. */
const largest = 64 * 1024 * 1024

export async function readDropped(files: readonly File[]): Promise<void> {
  const [file] = files
  if (!file) return
  try {
    if (files.length > 1 || looksLikeCapture(new Uint8Array(await file.slice(0, 16).arrayBuffer()))) {
      return await openFiles(files)
    }
    if (file.size > largest) {
      return sayFailure(bridgeError('too-large', words.fileTooLarge.zh, words.fileTooLarge.en))
    }
    fillDraftFromFile(file.name, new Uint8Array(await file.arrayBuffer()))
  } catch (error) {
    sayFailure(error)
  }
}
