// A table of the statistics view into a file.
import { Download } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { CaptureDocument } from '../../src-shared/bridge/calls.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { saveDocument } from '../app/export-file.ts'
import { useText } from '../i18n/use-text.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'

interface ExportButtonProps {
  capture: CaptureState
  document: CaptureDocument
  /** Of the table. */
  table: Label
  /** Behind the name of the file. */
  detail?: string | undefined
  testId: string
}

export function ExportButton({ capture, document, table, detail, testId }: ExportButtonProps) {
  const text = useText()
  const name = [capture.name, text(table), detail].filter(Boolean).join('-')
  return (
    <button
      type="button"
      className="button"
      data-testid={testId}
      onClick={() => void saveDocument(capture.captureId, name, document, text.language)}
    >
      <Download size={14} aria-hidden />
      {text(document.format === 'markdown' ? statisticsWords.exportMarkdown : statisticsWords.exportCsv)}
    </button>
  )
}
