// The groups of findings of a capture, kept up to date while it loads: asked anew when the analyzer tells of news, a few
// times a second at most.
import { useEffect, useState } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { DiagnosisSummary } from '../../src-shared/bridge/results.ts'
import { bridge } from '../connect.ts'

/** Between two questions while news keep coming. */
const restMillis = 400

/** null: not asked yet. */
export function useFindings(capture: CaptureState): DiagnosisSummary | null {
  const { captureId, revision, frames, findings } = capture
  const [known, setKnown] = useState<DiagnosisSummary | null>(null)
  const news = `${captureId} ${revision} ${frames} ${Object.values(findings).join(' ')}`
  useEffect(() => {
    let isStale = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const summary = await bridge.call('diagnosis.summary', { captureId }).catch(() => null)
      if (isStale || !summary) return
      setKnown(summary)
      if (!summary.isComplete) timer = setTimeout(() => void ask(), restMillis)
    }
    void ask()
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [captureId, news])
  return known?.captureId === captureId ? known : null
}
