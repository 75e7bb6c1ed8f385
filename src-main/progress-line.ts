// Progress of long work on standard error, when it is a terminal: one line that is overwritten.
import { stderr } from 'node:process'

export interface ProgressLine {
  /** Bytes read, of how many (0: not known). */
  show(read: number, total: number): void
  /** Frames looked at, of how many. */
  showFrames(looked: number, total: number): void
  clear(): void
}

/** Shows at most ten times a second; clear() takes the line away. */
export function progressLine(): ProgressLine {
  let last = 0
  let shown = false
  const write = (text: () => string) => {
    const now = Date.now()
    if (!stderr.isTTY || now - last < 100) return
    last = now
    shown = true
    stderr.write(`\r${text()}  `)
  }
  const percent = (part: number, whole: number) => `${Math.floor((part / whole) * 100)} %`
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  return {
    show: (read, total) =>
      write(() => (total > 0 ? `${percent(read, total)} · ${megabytes(read)} / ${megabytes(total)}` : megabytes(read))),
    showFrames: (looked, total) =>
      write(() => `诊断 findings · ${percent(looked, total)} · ${looked} / ${total} 帧 frames`),
    clear() {
      if (shown) stderr.write('\r\u001b[K')
    },
  }
}
