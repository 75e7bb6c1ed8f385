// The row caches of the open captures, one each, kept outside the stores. They follow the bridge's events and the person's
// changes of filter and order.
import { bridge } from '../connect.ts'
import { useCaptures, viewOf } from '../store/capture-store.ts'
import { parseTime, type ParsedTime } from './time-column.ts'
import { RowCache } from './row-cache.ts'

interface RowSource {
  cache: RowCache
  revision: number
  view: number
  /** Time of the capture's first frame: undefined until it was asked for. */
  firstTime: ParsedTime | null | undefined
}

const sources = new Map<number, RowSource>()

/** Rows of a capture's current view. */
export function rowsOfCapture(captureId: number): RowCache {
  return sourceOf(captureId).cache
}

/** Time of the capture's first frame, when it is known. */
export function firstTimeOf(captureId: number): ParsedTime | null {
  return sourceOf(captureId).firstTime ?? null
}

function sourceOf(captureId: number): RowSource {
  const known = sources.get(captureId)
  if (known) return known
  const cache = new RowCache(async (first, count) => (await bridge.call('view.rows', { captureId, first, count })).rows)
  const source: RowSource = { cache, revision: 0, view: 0, firstTime: undefined }
  sources.set(captureId, source)
  follow(captureId, source)
  return source
}

/** Brings a source in step with what is known of its capture; forgets it when the capture was closed. */
function follow(captureId: number, source: RowSource): void {
  const store = useCaptures.getState()
  const capture = store.captures.find((one) => one.captureId === captureId)
  if (!capture) {
    sources.delete(captureId)
    return
  }
  const { version } = viewOf(store, captureId)
  if (capture.revision !== source.revision || version !== source.view) {
    source.revision = capture.revision
    source.view = version
    source.firstTime = undefined
    source.cache.invalidate()
  }
  source.cache.setTotal(capture.shown)
  if (source.firstTime === undefined && capture.frames > 0) void readFirstTime(captureId, source)
}

async function readFirstTime(captureId: number, source: RowSource): Promise<void> {
  source.firstTime = null
  const details = await bridge.call('frames.details', { captureId, number: 1 }).catch(() => null)
  const time = details?.frame['time']
  source.firstTime = parseTime(typeof time === 'string' ? time : null)
}

useCaptures.subscribe(() => {
  for (const [captureId, source] of sources) follow(captureId, source)
})
