// The groups: one for each cause, worst first, with how many frames show it and what was said of the first.
import { Fragment, useRef, type KeyboardEvent } from 'react'
import { Download } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { DiagnosisSummary } from '../../src-shared/bridge/results.ts'
import type { FindingSummary } from '../../src-shared/diagnosis/finding-index.ts'
import { saveDocument } from '../app/export-file.ts'
import { MenuButton } from '../app/MenuButton.tsx'
import { formatCount, formatCountSoFar } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { SeverityIcon } from '../packet-details/FindingsList.tsx'
import { ReportButton } from '../reports/ReportButton.tsx'
import { IgnoredNote } from '../statistics/IgnoredNote.tsx'
import { showInGroup } from './group-frames.ts'

interface GroupListProps {
  capture: CaptureState
  summary: DiagnosisSummary
  chosen: string | null
}

export function GroupList({ capture, summary, chosen }: GroupListProps) {
  const { captureId, name } = capture
  const text = useText()
  const list = useRef<HTMLDivElement>(null)
  const { isComplete, looked, frames } = summary
  const [causes, facts] = causesAndFacts(summary)
  const findings = [...causes, ...facts]
  const choose = (code: string) => void showInGroup(captureId, code, 0)
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = findings[findings.findIndex(({ code }) => code === chosen) + step]
    if (!next) return
    choose(next.code)
    list.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(next.code)}"]`)?.focus()
  }
  return (
    <section className="finding-groups" aria-label={text(findingsWords.byCause)}>
      <header className="pane-head">
        <h2>{text(findingsWords.view)}</h2>
        <span className="pane-facts cut dim" aria-live="polite">
          {text(isComplete ? findingsWords.byCause : findingsWords.looking(formatCount(looked), formatCount(frames)))}
        </span>
        <span className="pane-tools">
          <ReportButton captureId={captureId} scope={{ kind: 'capture' }} name={name} />
          <ExportButton captureId={captureId} name={name} />
        </span>
      </header>
      <div ref={list} className="finding-groups-scroller" onKeyDown={press} data-testid="finding-groups">
        {[causes, facts].map(
          (groups, index) =>
            groups.length > 0 && (
              <Fragment key={index}>
                {index === 1 && causes.length > 0 && <h3>{text(findingsWords.bareFacts)}</h3>}
                <ul>
                  {groups.map((group) => (
                    <li key={group.code}>
                      <Group group={group} isChosen={group.code === chosen} isComplete={isComplete} onChoose={choose} />
                    </li>
                  ))}
                </ul>
              </Fragment>
            ),
        )}
        <IgnoredNote capture={capture} />
      </div>
    </section>
  )
}

/** What is the diagnosis of some frame; and what only stands behind a cause wherever it was found. */
export function causesAndFacts({ findings }: DiagnosisSummary): [FindingSummary[], FindingSummary[]] {
  return [findings.filter(({ first }) => first > 0), findings.filter(({ first }) => first === 0)]
}

interface GroupProps {
  group: FindingSummary
  isChosen: boolean
  isComplete: boolean
  onChoose: (code: string) => void
}

function Group({ group, isChosen, isComplete, onChoose }: GroupProps) {
  const text = useText()
  const { code, name, message, severity, frames } = group
  const second = text.second(name ?? message)
  return (
    <button
      type="button"
      className="finding-group"
      data-code={code}
      aria-current={isChosen ? 'true' : undefined}
      title={text.both(message, '\n')}
      onClick={() => onChoose(code)}
    >
      <SeverityIcon severity={severity} size={16} />
      <span className="finding-group-words">
        <span className="cut">
          <strong>{text(name ?? message)}</strong>
          {second && name && (
            <span className="dim" lang="en">
              {' '}
              {second}
            </span>
          )}
        </span>
        <span className="cut dim finding-hint">{text(message)}</span>
      </span>
      <span className={`finding-count ${severity}`}>{formatCountSoFar(frames, isComplete)}</span>
    </button>
  )
}

function ExportButton({ captureId, name }: { captureId: number; name: string }) {
  const text = useText()
  const save = (format: 'csv' | 'json') =>
    void saveDocument(captureId, `${name}-findings`, { kind: 'findings', format }, text.language)
  return (
    <MenuButton
      label={text(findingsWords.export)}
      className="icon-button small"
      hasIconOnly
      groups={[
        [
          { id: 'csv', text: text(findingsWords.exportCsv), run: () => save('csv') },
          { id: 'json', text: text(findingsWords.exportJson), run: () => save('json') },
        ],
      ]}
    >
      <Download size={14} aria-hidden />
    </MenuButton>
  )
}
