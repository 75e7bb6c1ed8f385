// 生成报告: what was found in the capture, of a pile or in a charge, as a report to send back: saved or copied.
import { FileText } from 'lucide-react'
import type { CaptureDocument } from '../../src-shared/bridge/calls.ts'
import { copyDocument, saveDocument } from '../app/export-file.ts'
import { MenuButton } from '../app/MenuButton.tsx'
import { useText } from '../i18n/use-text.ts'
import { reportWords } from '../i18n/words-reports.ts'

type Report = Extract<CaptureDocument, { kind: 'report' }>

interface ReportButtonProps {
  captureId: number
  scope: Report['scope']
  /** Of what it is about, for the file. */
  name: string
}

export function ReportButton({ captureId, scope, name }: ReportButtonProps) {
  const text = useText()
  const report = (format: Report['format'], includesPersonal: boolean): Report => ({
    kind: 'report',
    format,
    scope,
    includesPersonal,
  })
  const save = (document: Report) =>
    void saveDocument(captureId, `${name}-${text(reportWords.name)}`, document, text.language)
  const copy = (document: Report) => void copyDocument(captureId, document, text.language)
  return (
    <span data-testid="report">
      <MenuButton
        label={text(reportWords.make)}
        className="button small"
        groups={[
          [
            { id: 'html', text: text(reportWords.saveHtml), run: () => save(report('html', false)) },
            { id: 'markdown', text: text(reportWords.saveMarkdown), run: () => save(report('markdown', false)) },
            { id: 'copy', text: text(reportWords.copyMarkdown), run: () => copy(report('markdown', false)) },
          ],
          [
            { id: 'html-whole', text: text(reportWords.saveWhole), run: () => save(report('html', true)) },
            { id: 'copy-whole', text: text(reportWords.copyWhole), run: () => copy(report('markdown', true)) },
          ],
        ]}
      >
        <FileText size={13} aria-hidden />
        {text(reportWords.make)}
      </MenuButton>
    </span>
  )
}
