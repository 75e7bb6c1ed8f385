// The import desk: any text on the left with every character coloured by what it is used for, the frames found in it on the
// right. On the data path: clipboard or file → draft → bridge `text.preview` here, `captures.open` when imported.
import type { KeyboardEvent } from 'react'
import { chooseFiles } from '../app/choose-files.ts'
import { DeskBar } from './DeskBar.tsx'
import { DeskStatus } from './DeskStatus.tsx'
import { editDraft } from './draft.ts'
import { EmptyEditor } from './EmptyDesk.tsx'
import { FramesPane } from './FramesPane.tsx'
import { importDraft, leaveDesk } from './leave-desk.ts'
import { Legend } from './Legend.tsx'
import { readDropped } from './read-dropped.ts'
import { TeachPanel } from './TeachPanel.tsx'
import { stopTeaching, teachLine, useTeaching } from './teaching.ts'
import { TextEditor } from './TextEditor.tsx'
import { useDesk } from './use-desk.ts'
import { useDropping } from './use-dropping.ts'
import './import.css'
import './editor.css'
import './empty-desk.css'
import './frames.css'

export function ImportDesk() {
  const desk = useDesk()
  const { isOver, handlers } = useDropping()
  const { text, runs, badFrames, reveal, fills, selected, caret, moveCaret } = desk
  return (
    <main
      className={isOver ? 'import-desk is-over' : 'import-desk'}
      data-testid="import-desk"
      {...handlers}
      onKeyDown={pressed}
    >
      <section className="desk-text">
        <DeskBar
          onChooseFile={() => void chooseFiles().then(readDropped)}
          onTeach={() => {
            const { line, marks } = desk.lineAtCaret()
            teachLine(line, marks)
          }}
        />
        <Legend />
        {desk.isTeaching && <TeachPanel lineAtCaret={desk.lineAtCaret} fitting={desk.fitting} />}
        <TextEditor
          {...{ text, runs, badFrames, reveal, fills }}
          selectedFrame={selected}
          onEdit={editDraft}
          onCaret={moveCaret}
        />
        {text === '' && <EmptyEditor />}
        <DeskStatus text={text} runs={runs} caret={caret} />
      </section>
      <FramesPane desk={desk} />
    </main>
  )
}

function pressed(event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    void importDraft()
  } else if (event.key === 'Escape') {
    if (useTeaching.getState().isOpen) stopTeaching()
    else leaveDesk()
  }
}
