// The import desk: any text on the left with every character coloured by what it is used for, the frames found in it on the
// right. On the data path: clipboard or file → draft → bridge `text.preview` here, `captures.open` when imported.
import { useEffect, useMemo, useState, type DragEvent, type KeyboardEvent } from 'react'
import { CornerDownLeft, TriangleAlert } from 'lucide-react'
import { chooseFiles } from '../app/choose-files.ts'
import { failureLabel, openSource } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { useCaptures } from '../store/capture-store.ts'
import { showPage } from '../store/screen-store.ts'
import { DeskBar } from './DeskBar.tsx'
import { DeskStatus } from './DeskStatus.tsx'
import { editDraft, useImportDraft } from './draft.ts'
import { EmptyEditor, EmptyFrames, NoFrames } from './EmptyDesk.tsx'
import { FrameList } from './FrameList.tsx'
import { FrameTally } from './FrameTally.tsx'
import { Legend } from './Legend.tsx'
import { lineEnd, lineStartsOf, runAt } from './line-index.ts'
import { previewLimit, type PreviewState } from './preview-feed.ts'
import { readDropped } from './read-dropped.ts'
import { takeTie } from './take-tie.ts'
import { TextEditor, type Reveal } from './TextEditor.tsx'
import { SkippedList, TieList } from './TextRemarks.tsx'
import { usePreview, useRuns } from './use-preview.ts'
import { verdictOf } from './verdict.ts'
import './import.css'

/** Characters that `captures.open` takes. */
const importLimit = 32 * 1024 * 1024

export function ImportDesk() {
  const { text, fills, decodeAs } = useImportDraft()
  const state = usePreview(text, decodeAs)
  const runs = useRuns(state, text)
  const [selected, setSelected] = useState<number | null>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const [caret, setCaret] = useState(0)
  const frames = state.preview?.frames ?? []
  const badFrames = useMemo(
    () => new Set(frames.flatMap((frame, i) => (verdictOf(frame).tone === 'bad' ? [i] : []))),
    [frames],
  )

  useEffect(() => {
    setSelected(null)
    setCaret(0)
  }, [fills])

  const selectFrame = (frame: number, isFinal: boolean): void => {
    setSelected(frame)
    const own = runs.filter((run) => run.frame === frame && run.kind === 'hex')
    if (isFinal && own.length > 0) setReveal({ start: own[0]!.start, end: own.at(-1)!.end })
  }
  const showPlace = (line: number, column: number): void => {
    const starts = lineStartsOf(text)
    const start = (starts[line - 1] ?? 0) + column - 1
    setReveal({ start, end: lineEnd(starts, line - 1, text.length) })
  }
  const moveCaret = (position: number): void => {
    setCaret(position)
    const frame = runAt(runs, position)?.frame
    if (frame !== undefined && frame !== null) setSelected(frame)
  }

  return (
    <main className="import-desk" {...dropping} onKeyDown={importKeys}>
      <section className="desk-text">
        <DeskBar onChooseFile={() => void chooseFiles().then(readDropped)} />
        <Legend />
        <TextEditor
          {...{ text, runs, badFrames, reveal, fills }}
          selectedFrame={selected}
          onEdit={editDraft}
          onCaret={moveCaret}
        />
        {text === '' && <EmptyEditor />}
        <DeskStatus text={text} runs={runs} caret={Math.min(caret, text.length)} />
      </section>
      <section className="desk-frames">
        <FrameTally state={state} />
        <Remarks state={state} />
        {state.preview && (
          <TieList
            ties={state.preview.ties}
            onShow={showPlace}
            onTake={(tie) => {
              const next = takeTie(text, tie)
              if (next !== null) editDraft(next)
            }}
          />
        )}
        {frames.length > 0 ? (
          <FrameList frames={frames} selected={selected} onSelect={selectFrame} />
        ) : state.preview && !state.isPending ? (
          <NoFrames />
        ) : (
          <EmptyFrames />
        )}
        {state.preview && <SkippedList skipped={state.preview.skipped} onShow={showPlace} />}
        <ImportBar state={state} />
      </section>
    </main>
  )
}

const dropping = {
  onDragOver: (event: DragEvent) => event.preventDefault(),
  onDrop: (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    void readDropped([...event.dataTransfer.files])
  },
}

function importKeys(event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    void importDraft()
  } else if (event.key === 'Escape') leave()
}

/** Opens what stands on the desk as a capture. The text stays here, to come back to. */
async function importDraft(): Promise<void> {
  const { text, file, decodeAs } = useImportDraft.getState()
  if (text.trim() === '' || text.length > importLimit) return
  const name = file?.name ?? words.pastedName.zh
  await openSource({ kind: 'text', name: name.slice(0, 200), text }, decodeAs)
}

function leave(): void {
  showPage(useCaptures.getState().activeId === null ? 'welcome' : 'capture')
}

/** What is wrong or left out, said above the frames. */
function Remarks({ state }: { state: PreviewState }) {
  const show = useText()
  const length = useImportDraft((draft) => draft.text.length)
  const remarks: string[] = []
  if (state.error !== null) remarks.push(`${show(words.previewFailed)}: ${show(failureLabel(state.error))}`)
  if (length > importLimit) remarks.push(show(words.overLimit))
  else if (length > previewLimit) remarks.push(show(words.tooLong(state.text.length, length)))
  const { frames, frameCount } = state.preview ?? { frames: [], frameCount: 0 }
  if (frameCount > frames.length) remarks.push(show(words.previewLimited(frames.length)))
  return remarks.map((remark) => (
    <p className="desk-remark" role="status" key={remark}>
      <TriangleAlert size={14} aria-hidden="true" /> {remark}
    </p>
  ))
}

function ImportBar({ state }: { state: PreviewState }) {
  const show = useText()
  const [isImporting, setIsImporting] = useState(false)
  const count = state.preview?.frameCount ?? 0
  const start = (): void => {
    setIsImporting(true)
    void importDraft().finally(() => setIsImporting(false))
  }
  return (
    <footer className="desk-actions">
      <button type="button" className="button" onClick={leave}>
        {show(words.cancel)}
      </button>
      <button type="button" className="button primary" disabled={count === 0 || isImporting} onClick={start}>
        {show(isImporting ? words.importing : count > 0 ? words.importFrames(count) : words.import)}
        <CornerDownLeft size={14} aria-hidden="true" />
        <kbd>Ctrl Enter</kbd>
      </button>
    </footer>
  )
}
