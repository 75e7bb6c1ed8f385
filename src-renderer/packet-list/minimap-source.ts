// The minimap of the view that is shown: asked for again when the view or the strip's height changes. At most two a second
// while a capture grows.
import { useEffect, useRef, useState } from 'react'
import type { Minimap } from '../../src-shared/bridge/results.ts'
import { bridge } from '../connect.ts'

const slowestMillis = 500
const known = new Map<string, Minimap>()

/** Asks for the minimap with this many stretches; answers of one view are kept. */
export async function askMinimap(captureId: number, viewKey: string, buckets: number): Promise<Minimap> {
  const key = `${captureId} ${viewKey} ${buckets}`
  const before = known.get(key)
  if (before) return before
  const minimap = await bridge.call('view.minimap', { captureId, buckets })
  if (known.size > 8) known.clear()
  known.set(key, minimap)
  return minimap
}

/** The minimap, or null until it is known. `viewKey` names the view and how many rows it has. */
export function useMinimap(captureId: number, viewKey: string, buckets: number): Minimap | null {
  const [minimap, setMinimap] = useState<Minimap | null>(null)
  const askedAt = useRef(-slowestMillis)
  useEffect(() => {
    if (buckets < 1) return
    let isCurrent = true
    const wait = Math.max(askedAt.current + slowestMillis - performance.now(), 0)
    const timer = setTimeout(() => {
      askedAt.current = performance.now()
      askMinimap(captureId, viewKey, buckets).then(
        (answer) => isCurrent && setMinimap(answer),
        () => {},
      )
    }, wait)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [captureId, viewKey, buckets])
  return minimap
}
