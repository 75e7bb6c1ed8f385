// The right side of the import desk: how many frames there are and how they are, questions, the frames, hex that made none.
import { ScanText, TriangleAlert } from 'lucide-react'
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import { failureLabel } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { teachWords } from '../i18n/words-teach.ts'
import { editDraft, useImportDraft } from './draft.ts'
import { EmptyFrames, NoFrames } from './EmptyDesk.tsx'
import { FrameList } from './FrameList.tsx'
import { FrameTally } from './FrameTally.tsx'
import { ImportBar } from './ImportBar.tsx'
import { importLimit } from './leave-desk.ts'
import { previewLimit, type PreviewState } from './preview-feed.ts'
import { takeTie } from './take-tie.ts'
import { useTeaching } from './teaching.ts'
import { SkippedList, TieList, type Tie } from './TextRemarks.tsx'
import type { Desk } from './use-desk.ts'

export function FramesPane({ desk }: { desk: Desk }) {
  const { state, frames, text, selected, selectFrame, showPlace } = desk
  const { preview } = state
  const take = (tie: Tie): void => {
    const next = takeTie(text, tie)
    if (next !== null) editDraft(next)
  }
  return (
    <section className="desk-frames">
      <FrameTally state={state} />
      <Remarks state={state} />
      {preview && <ReadBy layouts={preview.layouts} />}
      {preview && <TieList ties={preview.ties} onShow={showPlace} onTake={take} />}
      {frames.length > 0 ? (
        <FrameList frames={frames} selected={selected} onSelect={selectFrame} />
      ) : preview && !state.isPending ? (
        <NoFrames />
      ) : (
        <EmptyFrames />
      )}
      {preview && <SkippedList skipped={preview.skipped} onShow={showPlace} />}
      <ImportBar count={preview?.frameCount ?? 0} />
    </section>
  )
}

/** Which kept layouts read how many lines: nothing is read by a rule unsaid. */
function ReadBy({ layouts }: { layouts: TextPreview['layouts'] }) {
  const show = useText()
  const isTeaching = useTeaching((teaching) => teaching.isOpen)
  if (isTeaching) return null
  return layouts.map(({ name, lines }) => (
    <p className="desk-remark is-note" key={name}>
      <ScanText size={14} aria-hidden="true" /> {show(teachWords.readBy(name, lines))}
    </p>
  ))
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
