// The one wrapper around messages from the window: who may send, and how much. Events of Electron end here; only plain
// messages pass on. What a message says is checked behind it, by the bridge. Counterparts: preload.ts, screen-link.ts.
import { appOrigin } from './app-scheme.ts'

/** Characters and bytes of one message; a little more than the largest text that a call takes. */
export const largestMessage = 33 * 1024 * 1024
const mostValues = 200_000
const deepest = 32

/** As much of WebContents and its frames as the check looks at. */
export interface SenderFrame {
  readonly parent: unknown
  readonly origin: string
  readonly detached: boolean
}
export interface SenderEvent {
  readonly sender: object
  readonly senderFrame: SenderFrame | null
}

/** Why a message is refused, or null: it comes from the main frame of this window, and that shows our own page. */
export function refusedSender(event: SenderEvent, webContents: object): string | null {
  if (event.sender !== webContents) return 'another window'
  const frame = event.senderFrame
  if (frame === null || frame.detached) return 'no frame'
  if (frame.parent !== null) return 'not the main frame'
  return frame.origin === appOrigin ? null : 'a foreign page'
}

/** Why a message is refused, or null: plain values of bounded size. */
export function refusedMessage(message: unknown): string | null {
  let size = 0
  let values = 0
  const waiting: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next
    if (++values > mostValues) return 'too many values'
    if (depth > deepest) return 'too deep'
    if (typeof value === 'string') size += value.length
    else if (typeof value === 'object' && value !== null) {
      if (!isPlain(value)) return 'not plain values'
      for (const [key, child] of Object.entries(value)) {
        size += Array.isArray(value) ? 8 : key.length
        waiting.push({ value: child, depth: depth + 1 })
      }
    } else size += 8
    if (size > largestMessage) return 'too large'
  }
  return null
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** What ipcMain is here. */
export interface MessageSource {
  on(channel: string, listener: (event: SenderEvent, ...values: unknown[]) => void): void
}

/** Passes on one value a message, from our own page alone. `refuse` hears the reason, never the content. */
export function listenGuarded(
  source: MessageSource,
  name: string,
  webContents: () => object | null,
  hear: (message: unknown) => void,
  refuse: (reason: string) => void,
): void {
  source.on(name, (event, ...values) => {
    const expected = webContents()
    const reason =
      expected === null
        ? 'no window'
        : (refusedSender(event, expected) ?? (values.length === 1 ? refusedMessage(values[0]) : 'not one value'))
    if (reason === null) hear(values[0])
    else refuse(`${name}: ${reason}`)
  })
}
