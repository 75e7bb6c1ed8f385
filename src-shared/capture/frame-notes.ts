// What a person notes about the frames of a capture: marks, ignored frames, time references, comments. Beside the store;
// note-comment.ts writes them into packet comments and reads them back.

/** What was noted about one frame. */
export interface FrameNote {
  isMarked: boolean
  isIgnored: boolean
  isReference: boolean
  /** null: none. */
  comment: string | null
}

/** Notes by row of the capture, from 0. */
export class FrameNotes {
  readonly marked = new Set<number>()
  readonly ignored = new Set<number>()
  readonly comments = new Map<number, string>()
  private readonly references = new Set<number>()
  /** Rows of the references in ascending order; null: not known. */
  private ascending: number[] | null = []

  /** Rows that something was noted about, in ascending order. */
  rows(): number[] {
    const rows = new Set([...this.marked, ...this.ignored, ...this.references, ...this.comments.keys()])
    return [...rows].sort((a, b) => a - b)
  }

  of(row: number): FrameNote {
    return {
      isMarked: this.marked.has(row),
      isIgnored: this.ignored.has(row),
      isReference: this.references.has(row),
      comment: this.comments.get(row) ?? null,
    }
  }

  /** Changes what is given; an empty comment takes the comment away. */
  change(row: number, change: Partial<FrameNote>): void {
    if (change.isMarked !== undefined) put(this.marked, row, change.isMarked)
    if (change.isIgnored !== undefined) put(this.ignored, row, change.isIgnored)
    if (change.isReference !== undefined) {
      put(this.references, row, change.isReference)
      this.ascending = null
    }
    if (change.comment === undefined) return
    if (change.comment === null || change.comment.trim() === '') this.comments.delete(row)
    else this.comments.set(row, change.comment)
  }

  /** Notes what is set in `note`, and leaves what was noted before. */
  add(row: number, note: FrameNote): void {
    this.change(row, {
      ...(note.isMarked ? { isMarked: true } : {}),
      ...(note.isIgnored ? { isIgnored: true } : {}),
      ...(note.isReference ? { isReference: true } : {}),
      ...(note.comment !== null && !this.comments.has(row) ? { comment: note.comment } : {}),
    })
  }

  /** The last time reference at or before `row`; −1: none, times are relative to the first frame. */
  referenceOf(row: number): number {
    this.ascending ??= [...this.references].sort((a, b) => a - b)
    let [low, high] = [0, this.ascending.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.ascending[middle]! <= row) low = middle + 1
      else high = middle
    }
    return low === 0 ? -1 : this.ascending[low - 1]!
  }
}

function put(set: Set<number>, row: number, isIn: boolean): void {
  if (isIn) set.add(row)
  else set.delete(row)
}
