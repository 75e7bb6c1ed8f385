// A frame as text for the clipboard: what is pasted into a chat, a ticket or a program.
import type { DecodedFrame } from '../../src-shared/view/decoded-frame.ts'
import { frameToJson } from '../../src-shared/view/frame-json.ts'
import { formatTree, type Language } from '../../src-shared/view/tree-text.ts'
import { formatHex } from '../../src-shared/bytes/hex.ts'

export type TextFormat = 'hex' | 'tree' | 'json'

/** hex: bytes with spaces; tree: as the command line prints it; json: as its JSON, indented. */
export function frameText(frame: DecodedFrame, format: TextFormat, language: Language): string {
  switch (format) {
    case 'hex':
      return formatHex(frame.bytes).replace(/..(?=.)/g, '$& ')
    case 'tree':
      return formatTree(frame, language)
    case 'json':
      return JSON.stringify(frameToJson(frame), null, 2)
  }
}
