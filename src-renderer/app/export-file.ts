// Tables, reports and pictures on their way out: into a file where the host's save dialog says, or as a download of the
// browser; reports also to the clipboard. The analyzer makes the texts.
import type { Language } from '../../src-shared/bridge/bridge.ts'
import type { CaptureDocument } from '../../src-shared/bridge/calls.ts'
import { bridge } from '../connect.ts'
import { useCaptures } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { copy, keepFile, sayFailure } from './actions.ts'

/** Texts are in one language: Chinese where the window shows both. */
const wordsIn = (language: Language) => ({
  language: language === 'en' ? ('en' as const) : ('zh' as const),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
})

/** Saves a table or a report of the capture; `name` without extension. */
export async function saveDocument(
  captureId: number,
  name: string,
  document: CaptureDocument,
  language: Language,
): Promise<void> {
  await keepFile(bridge.call('document.save', { captureId, name: fileName(name), document, ...wordsIn(language) }))
}

/** Saves what the list shows as a table. */
export async function exportFrames(captureId: number): Promise<void> {
  const name = useCaptures.getState().captures.find((one) => one.captureId === captureId)?.name ?? ''
  const { language } = usePreferences.getState()
  await saveDocument(captureId, `${name}-frames`, { kind: 'frames', format: 'csv' }, language)
}

/** Puts it on the clipboard. */
export async function copyDocument(captureId: number, document: CaptureDocument, language: Language): Promise<void> {
  try {
    const text = await bridge.call('document.text', { captureId, document, ...wordsIn(language) })
    if (text !== null) await copy(text)
  } catch (error) {
    sayFailure(error)
  }
}

/** Saves a picture; `name` without extension. */
export async function savePicture(name: string, picture: Blob): Promise<void> {
  try {
    const png = await base64Of(picture)
    await keepFile(bridge.call('picture.save', { name: fileName(name), png }))
  } catch (error) {
    sayFailure(error)
  }
}

/** Without what file systems refuse. */
const fileName = (name: string): string => name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').slice(0, 120) || 'pilescope'

async function base64Of(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer())
  let binary = ''
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}
