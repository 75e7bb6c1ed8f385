// What stands on the import desk: kept while the person looks at something else, so that nothing pasted is lost.
// On the data path: clipboard or file → here → preview and import.
import { create } from 'zustand'
import { decodeText, guessEncoding, withPlainLineEnds, type Encoding } from './text-encoding.ts'

export interface Draft {
  text: string
  /** The file that the text came from. Its bytes stay, so that another encoding can be tried. */
  file: { name: string; bytes: Uint8Array; encoding: Encoding } | null
  /** `PROTOCOL[/DIALECT]`, or null: recognised. */
  decodeAs: string | null
  /** Counts texts that replaced all there was: the editor then goes back to its top. */
  fills: number
}

export const emptyDraft: Draft = { text: '', file: null, decodeAs: null, fills: 0 }

export const useImportDraft = create<Draft>(() => emptyDraft)

const change = (part: Partial<Draft>): void => useImportDraft.setState(part)
const nextFill = (): number => useImportDraft.getState().fills + 1

/** Puts text on the desk in place of what is there: a paste outside the editor, an example. */
export function fillDraft(text: string): void {
  change({ text: withPlainLineEnds(text), file: null, fills: nextFill() })
}

/** The person edits; where the text came from still holds. */
export function editDraft(text: string): void {
  change({ text })
}

/** Reads a file's bytes as text, in the encoding that they seem to have. */
export function fillDraftFromFile(name: string, bytes: Uint8Array): void {
  const encoding = guessEncoding(bytes)
  change({ text: decodeText(bytes, encoding), file: { name, bytes, encoding }, fills: nextFill() })
}

/** Reads the file again in another encoding; edits of the text are dropped. */
export function changeEncoding(encoding: Encoding): void {
  const { file } = useImportDraft.getState()
  if (file) change({ text: decodeText(file.bytes, encoding), file: { ...file, encoding }, fills: nextFill() })
}

export function changeDraftDecodeAs(decodeAs: string | null): void {
  change({ decodeAs })
}

export function clearDraft(): void {
  change({ text: '', file: null, fills: nextFill() })
}
