// The bridge to the page in the window, over IPC. A page that loads anew gets a channel of its own. Commands of menus and
// of the system wait until the page listens. Counterparts: preload.ts, src-renderer/connect.ts.
import type { Bridge } from '../../src-shared/bridge/bridge.ts'
import type { Channel } from '../../src-shared/bridge/channel.ts'
import { serveBridge, type ServedChannel } from '../../src-shared/bridge/server.ts'

/** More commands than this wait for no page; the oldest are dropped. */
const mostWaiting = 100

export class ScreenLink {
  private readonly bridge: Bridge
  private readonly deliver: (message: unknown) => void
  private readonly waiting: { command: string; argument: string | null }[] = []
  private page: { channel: PageChannel; served: ServedChannel } | null = null

  /** `deliver` sends to the page that is in the window. */
  constructor(bridge: Bridge, deliver: (message: unknown) => void) {
    this.bridge = bridge
    this.deliver = deliver
  }

  /** A checked message from the page. Its first one says that it listens. */
  receive(message: unknown): void {
    this.page ??= this.serve()
    this.page.channel.receive(message)
    for (const { command, argument } of this.waiting.splice(0)) this.run(command, argument)
  }

  /** Has the screen do something, now or as soon as it is there. */
  run(command: string, argument: string | null = null): void {
    if (this.page) return this.page.served.emit({ kind: 'command', command, argument })
    this.waiting.push({ command, argument })
    if (this.waiting.length > mostWaiting) this.waiting.shift()
  }

  /** The page is gone or about to be replaced: nothing more is sent to it. */
  end(): void {
    this.page?.channel.close()
    this.page = null
  }

  private serve(): { channel: PageChannel; served: ServedChannel } {
    const channel = new PageChannel(this.deliver)
    return { channel, served: serveBridge(this.bridge, channel) }
  }
}

/** One page's end of the bridge. */
class PageChannel implements Channel {
  private readonly deliver: (message: unknown) => void
  private listener: (message: unknown) => void = () => {}
  private closed: () => void = () => {}
  private isOpen = true

  constructor(deliver: (message: unknown) => void) {
    this.deliver = deliver
  }

  send(message: unknown): void {
    if (this.isOpen) this.deliver(message)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.listener = listener
  }

  onClose(listener: () => void): void {
    this.closed = listener
  }

  receive(message: unknown): void {
    if (this.isOpen) this.listener(message)
  }

  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.closed()
  }
}
