// 连接: the connections of a capture with their state, and below what happened beside the frames. Live while it is recorded.
import { useState } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { setView } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { connectionsWords as words } from '../i18n/words-connections.ts'
import { setDraft, showView } from '../store/capture-store.ts'
import { ConnectionList } from './ConnectionList.tsx'
import { EventList } from './EventList.tsx'
import './connections.css'

export function ConnectionsView({ capture }: { capture: CaptureState }) {
  const text = useText()
  const [openOnly, setOpenOnly] = useState(false)
  const { captureId } = capture
  return (
    <div className="connections-view" data-testid="connections-view">
      <ConnectionList
        capture={capture}
        openOnly={openOnly}
        tools={
          <label className="connections-open">
            <input type="checkbox" checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)} />
            {text(words.openOnly)}
          </label>
        }
        onChoose={(stream) => void showFramesOf(captureId, stream)}
      />
      <EventList capture={capture} />
    </div>
  )
}

/** Leads to the list, filtered for the frames of one connection. */
async function showFramesOf(captureId: number, stream: number): Promise<void> {
  const filter = `tcp.stream == ${stream}`
  setDraft(captureId, filter)
  showView(captureId, 'frames')
  await setView(captureId, filter)
}
