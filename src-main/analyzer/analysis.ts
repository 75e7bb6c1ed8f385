// One open capture as the analyzer's worker keeps it: loads it, answers for rows, frames, filters and counts while it
// loads and after, saves it. The only owner of a Capture; analyzer-client.ts reaches it from the other threads.
import type { Label } from '../../src-shared/bytes/range.ts'
import { FrameFilter } from '../../src-shared/capture/frame-filter.ts'
import { captureFrame, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import { frameToJson } from '../../src-shared/view/frame-json.ts'
import { rowsOf, type Row } from '../../src-shared/view/row.ts'
import { summarize, type Summary } from '../../src-shared/view/summary.ts'
import { decodeAsAll } from '../decode-as.ts'
import { bundledProtocols } from '../definitions.ts'
import { openFile, type OpenedFile } from './open-file.ts'

export interface LoadProgress {
  read: number
  /** 0: not known. */
  total: number
  frames: number
}

export interface LoadResult {
  kind: 'capture' | 'text'
  frames: number
  remarks: Label[]
  damaged: boolean
  cancelled: boolean
}

/** What a filter selects, or where and how it is wrong. */
export type FilterResult =
  { rows: Uint32Array } | { errors: { message: Label; start: number; end: number; suggestion: string | null }[] }

export class Analysis {
  private opened: OpenedFile | null = null
  private readonly cancelling = new AbortController()
  private readonly progress: (progress: LoadProgress) => void

  constructor(progress: (progress: LoadProgress) => void) {
    this.progress = progress
  }

  /** Loads a file; rows can be asked for before it is done. */
  async open(path: string, decodeAs: string | null): Promise<LoadResult> {
    const opened = await openFile(path, {
      protocols: bundledProtocols(),
      input: 'auto',
      signal: this.cancelling.signal,
      begun: (begun) => (this.opened = begun),
      progress: (read, total) => this.progress({ read, total, frames: this.opened?.capture.frames.count ?? 0 }),
      ...decodeAsAll(decodeAs ?? undefined),
    })
    const { kind, remarks, damaged, capture } = opened
    return { kind, frames: capture.frames.count, remarks, damaged, cancelled: this.cancelling.signal.aborted }
  }

  /** Stops loading; what was read stays. */
  cancel(): void {
    this.cancelling.abort()
  }

  rows(first: number, count: number): Row[] {
    return this.opened ? rowsOf(this.view(this.opened), first, Math.min(count, 10_000)) : []
  }

  /** The frame as JSON of the CLI contract, or null when there is no such frame. */
  frame(number: number): Record<string, unknown> | null {
    if (!this.opened || number < 1 || number > this.opened.capture.frames.count) return null
    return frameToJson(captureFrame(this.view(this.opened), number - 1))
  }

  summary(): Summary | null {
    return this.opened && summarize(this.opened.capture, this.opened.captureImport)
  }

  /** Rows (from 0) that pass. */
  filter(text: string): FilterResult {
    if (!this.opened) return { rows: new Uint32Array(0) }
    const compiled = FrameFilter.compile(text, this.opened.capture, this.opened.origins)
    if ('errors' in compiled) {
      return {
        errors: compiled.errors.map((error) => ({
          message: error.message,
          start: error.range.start,
          end: error.range.end,
          suggestion: error.suggestion ?? null,
        })),
      }
    }
    const rows: number[] = []
    for (let row = 0; row < this.opened.capture.frames.count; row++) if (compiled.filter.matches(row)) rows.push(row)
    return { rows: Uint32Array.from(rows) }
  }

  close(): void {
    this.cancel()
    this.opened?.close()
    this.opened = null
  }

  private view({ capture, origins }: OpenedFile): CaptureView {
    return { capture, origins, zone: 'utc' }
  }
}
