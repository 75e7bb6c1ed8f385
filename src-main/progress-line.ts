// Progress of long work on standard error, when it is a terminal: one line that is overwritten.
import { stderr } from 'node:process'

/** Shows at most ten times a second; clear() takes the line away. */
export function progressLine(): { show(read: number, total: number): void; clear(): void } {
  let last = 0
  let shown = false
  return {
    show(read, total) {
      const now = Date.now()
      if (!stderr.isTTY || now - last < 100) return
      last = now
      shown = true
      const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
      stderr.write(
        `\r${total > 0 ? `${Math.floor((read / total) * 100)} % · ${megabytes(read)} / ${megabytes(total)}` : megabytes(read)}  `,
      )
    },
    clear() {
      if (shown) stderr.write('\r\u001b[K')
    },
  }
}
