// Rows that were shown before it was known what other frames make of them: an answer that never came, a bill that does not
// fit its charge. When that is known, those that look different now are to be shown again. Part of analysis.ts.
import { captureKinds, type CaptureView } from '../../src-shared/view/capture-frame.ts'

/** Rows that are remembered; of more than these it is taken for granted that one has changed. */
const most = 4096

export class EarlyRows {
  private readonly view: CaptureView
  /** What was found in each when it was shown. */
  private readonly shown = new Map<number, string>()
  private isOver = false

  constructor(view: CaptureView) {
    this.view = view
  }

  /** A row of the capture is shown now. */
  note(row: number): void {
    if (this.shown.size >= most) this.isOver = true
    else this.shown.set(row, this.kinds(row))
  }

  /** Whether one of them would be shown differently now; forgets them. */
  takeChanged(): boolean {
    const isChanged = this.isOver || [...this.shown].some(([row, kinds]) => this.kinds(row) !== kinds)
    this.shown.clear()
    this.isOver = false
    return isChanged
  }

  private kinds(row: number): string {
    return captureKinds(this.view, row)
      .map(({ code, severity }) => `${code} ${severity}`)
      .join()
  }
}
