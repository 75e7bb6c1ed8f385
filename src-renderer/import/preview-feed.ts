// Asks for the preview while the user types: waits for a pause, one question at a time, the newest text wins. On the data
// path: editor → here → bridge `text.preview` → colours and frames.
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'

/** Longest text that `text.preview` takes, in UTF-16 units; more is imported but not previewed. */
export const previewLimit = 4 * 1024 * 1024

export interface PreviewState {
  /** The newest preview there is; null before the first. */
  preview: TextPreview | null
  /** The text that `preview` describes. */
  text: string
  /** A newer text waits for its preview. */
  isPending: boolean
  /** The newest question failed; the preview is an older one's. */
  error: unknown
}

export const nothingPreviewed: PreviewState = { preview: null, text: '', isPending: false, error: null }

interface Question {
  text: string
  decodeAs: string | null
  /** A layout that is being taught. */
  trial: LayoutRule | null
}

export type AskPreview = (question: Question) => Promise<TextPreview>

export class PreviewFeed {
  private readonly ask: AskPreview
  private readonly changed: (state: PreviewState) => void
  private state = nothingPreviewed
  private wanted: Question | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private isAsking = false
  private isStopped = false

  constructor(ask: AskPreview, changed: (state: PreviewState) => void) {
    this.ask = ask
    this.changed = changed
  }

  /** The editor's text, the choice of protocol or a layout changed. */
  request(text: string, decodeAs: string | null, trial: LayoutRule | null = null): void {
    this.cancelTimer()
    this.wanted = null
    if (text.trim() === '') return this.set(nothingPreviewed)
    const question = { text: previewPart(text), decodeAs, trial }
    this.wanted = question
    this.set({ ...this.state, isPending: true })
    // The first paste is answered at once; typing waits for a pause, longer when the text is long.
    const delay = this.state.preview === null ? 0 : text.length > 100_000 ? 300 : 120
    this.timer = setTimeout(() => this.send(), delay)
  }

  /** No more news. */
  stop(): void {
    this.isStopped = true
    this.cancelTimer()
  }

  /** The analyzer is never asked a second question while it works at one. */
  private send(): void {
    this.timer = null
    const question = this.wanted
    if (question === null || this.isAsking || this.isStopped) return
    this.isAsking = true
    this.ask(question).then(
      (preview) => this.answered(question, preview, null),
      (error: unknown) => this.answered(question, null, error ?? new Error('no reason given')),
    )
  }

  private answered(question: Question, preview: TextPreview | null, error: unknown): void {
    this.isAsking = false
    if (this.isStopped) return
    if (question === this.wanted) {
      this.wanted = null
      if (preview) this.set({ preview, text: question.text, isPending: false, error: null })
      else this.set({ ...this.state, isPending: false, error })
    } else if (this.wanted !== null && this.timer === null) this.send()
  }

  private set(state: PreviewState): void {
    this.state = state
    this.changed(state)
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

/** The text as far as it can be previewed, cut at a line's end where there is one. */
export function previewPart(text: string): string {
  if (text.length <= previewLimit) return text
  const cut = text.lastIndexOf('\n', previewLimit - 1) + 1
  return text.slice(0, cut > previewLimit / 2 ? cut : previewLimit)
}
