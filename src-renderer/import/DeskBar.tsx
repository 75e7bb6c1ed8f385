// The import desk's head: what it is, where the text came from, its encoding, the protocol.
import { FolderOpen, ScanText, Trash2 } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { teachWords } from '../i18n/words-teach.ts'
import { DecodeAsSelect } from './DecodeAsSelect.tsx'
import { changeDraftDecodeAs, changeEncoding, clearDraft, useImportDraft } from './draft.ts'
import { encodings, type Encoding } from './text-encoding.ts'

const encodingNames: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  gb18030: 'GBK',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
}

export function DeskBar({ onChooseFile, onTeach }: { onChooseFile(): void; onTeach(): void }) {
  const show = useText()
  const { text, file, decodeAs } = useImportDraft()
  return (
    <header className="desk-bar">
      <h1>{show(words.title)}</h1>
      <span className="desk-subtitle cut">{file ? file.name : show(words.subtitle)}</span>
      {file && (
        <select
          className="input"
          aria-label={show(words.encoding)}
          value={file.encoding}
          onChange={(event) => changeEncoding(event.target.value as Encoding)}
        >
          {encodings.map((encoding) => (
            <option key={encoding} value={encoding}>
              {encodingNames[encoding]}
            </option>
          ))}
        </select>
      )}
      <DecodeAsSelect name={show(words.decodeAs)} value={decodeAs} allowsAutomatic onChange={changeDraftDecodeAs} />
      <button
        type="button"
        className="icon-button"
        title={show(teachWords.open)}
        aria-label={show(teachWords.open)}
        disabled={text === ''}
        onClick={onTeach}
      >
        <ScanText size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button"
        title={show(words.openFile)}
        aria-label={show(words.openFile)}
        onClick={onChooseFile}
      >
        <FolderOpen size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button"
        title={show(words.clear)}
        aria-label={show(words.clear)}
        disabled={text === ''}
        onClick={clearDraft}
      >
        <Trash2 size={16} aria-hidden="true" />
      </button>
    </header>
  )
}
