// One connection of a pile: reaches the platform, then passes bytes both ways exactly as they come, with their ends and
// resets. Forwarding comes first; each byte is told to the recording after it was handed on.
import type { Socket } from 'node:net'
import type { Remark } from '../../src-shared/capture/recorder-remark.ts'
import { attemptsText, type UpstreamResult } from './connect-upstream.ts'
import { formatEnd, plainAddress, type SocketEnd } from './endpoint-text.ts'
import type { RecordedConnection, RecordFeed } from './record-feed.ts'
import type { RecordFirst } from './record-first.ts'

export interface RelayOptions {
  upstream: { host: string; port: number }
  /** Reaches the platform, until the signal says that nobody waits any more. */
  reach: (signal: AbortSignal) => Promise<UpstreamResult>
  feed: RecordFeed
  /** null: traffic first. */
  recordFirst: RecordFirst | null
  counts: RelayCounts
  /** Told once, when both sockets are closed. */
  ended: (relay: Relay) => void
}

export interface RelayCounts {
  failed: number
  bytesUp: number
  bytesDown: number
}

/** Read from the pile while the platform is being reached; then the pile has to wait. */
const mostEarly = 64 * 1024
/** After a reset, bytes that were just handed to the system get this long to leave: a reset drops what has not left. */
const leaveMillis = 30

const nothing = new Uint8Array(0)

/** 0: the pile, 1: the platform. */
type Side = 0 | 1

export class Relay {
  /** When bytes last moved, in milliseconds of the monotonic clock. */
  lastMoved = performance.now()
  private readonly pile: Socket
  private readonly options: RelayOptions
  private readonly reaching = new AbortController()
  private readonly pileEnd: SocketEnd
  private readonly doorEnd: SocketEnd
  private platform: Socket | null = null
  private connection: RecordedConnection | null = null
  /** What the pile sent before the platform was reached. */
  private early: Buffer[] = []
  private earlyBytes = 0
  private readonly ended: [boolean, boolean] = [false, false]
  private openSockets = 1
  private isBroken = false

  /** `pile`: just accepted, paused, half-open allowed. */
  constructor(pile: Socket, options: RelayOptions) {
    this.pile = pile
    this.options = options
    this.pileEnd = { address: plainAddress(pile.remoteAddress ?? '0.0.0.0'), port: pile.remotePort ?? 0 }
    this.doorEnd = { address: plainAddress(pile.localAddress ?? '0.0.0.0'), port: pile.localPort ?? 0 }
    pile.setNoDelay(true)
    pile.on('close', () => this.socketClosed())
    void this.begin()
  }

  /** One side has ended, or broke off with bytes under way, and the other may never: then silence counts. */
  get isHalfClosed(): boolean {
    return this.isBroken || this.ended[0] !== this.ended[1]
  }

  /** Stops reading from both sides, or goes on; a side whose peer does not take what it has stays stopped. */
  hold(isHeld: boolean): void {
    if (!this.connection || this.isBroken || !this.platform) return
    const ways = [
      [this.pile, this.platform],
      [this.platform, this.pile],
    ] as const
    for (const [from, to] of ways)
      if (isHeld) from.pause()
      else if (!to.writableNeedDrain) from.resume()
  }

  /** Resets both sides, for a reason that is the proxy's own. */
  cut(remark: Remark): void {
    this.reaching.abort()
    if (this.connection && !this.isBroken) this.options.feed.reset(this.connection, 1, remark)
    this.isBroken = true
    resetSocket(this.pile)
    if (this.platform) resetSocket(this.platform)
  }

  private async begin(): Promise<void> {
    const { pile } = this
    let leftBy: string | null = null
    const left = (error: NodeJS.ErrnoException) => {
      leftBy = error.code ?? 'ECONNRESET'
      this.reaching.abort()
    }
    const hold = (bytes: Buffer) => {
      this.early.push(bytes)
      this.earlyBytes += bytes.length
      if (this.earlyBytes >= mostEarly) pile.pause()
    }
    const end = () => (this.ended[0] = true)
    pile.on('error', left).on('data', hold).on('end', end)
    pile.resume()
    const result = await this.options.reach(this.reaching.signal)
    pile.pause()
    pile.off('error', left).off('data', hold).off('end', end)
    if (this.isBroken || leftBy !== null || result.socket === null) return this.giveUp(result, leftBy)
    this.join(result.socket, result.target!)
  }

  /** The platform was not reached, or the pile did not wait: the pile hears it at once, the recording tells why. */
  private giveUp(result: UpstreamResult, leftBy: string | null): void {
    const { feed, counts, upstream } = this.options
    const reason = leftBy !== null || this.isBroken ? 'pile_left' : (result.failure ?? 'unreachable')
    if (result.socket) resetSocket(result.socket)
    if (leftBy === null && !this.isBroken) counts.failed++
    const connection = feed.open({
      isAnswered: false,
      pile: this.pileEnd,
      platform: result.target ?? this.doorEnd,
      listener: this.doorEnd,
      remark: {
        event: reason,
        attempts: attemptsText(result, upstream.host),
        undelivered: String(this.earlyBytes),
        listener: formatEnd(this.doorEnd),
        upstream: `${upstream.host}:${upstream.port}`,
      },
    })
    for (const bytes of this.early) feed.data(connection, 0, bytes)
    feed.reset(connection, leftBy === null ? 1 : 0, null)
    this.early = []
    this.isBroken = true
    resetSocket(this.pile)
  }

  private join(platform: Socket, target: SocketEnd): void {
    const { feed, upstream } = this.options
    this.platform = platform
    this.openSockets++
    platform.on('close', () => this.socketClosed())
    this.connection = feed.open({
      isAnswered: true,
      pile: this.pileEnd,
      platform: target,
      listener: this.doorEnd,
      remark: { event: 'connect', listener: formatEnd(this.doorEnd), upstream: `${upstream.host}:${upstream.port}` },
    })
    this.pass(0, this.pile, platform)
    this.pass(1, platform, this.pile)
    for (const bytes of this.early) this.forward(0, bytes, this.pile, platform)
    this.early = []
    if (this.ended[0]) this.sawEnd(0, this.pile, platform)
    if (this.options.recordFirst?.isHeld) return
    if (!platform.writableNeedDrain) this.pile.resume()
    platform.resume()
  }

  /** Passes on what `from` sends. At most what both sockets buffer is held: a stream's high-water marks, under 256 KiB. */
  private pass(side: Side, from: Socket, to: Socket): void {
    from.setKeepAlive(true, 60_000)
    from.on('data', (bytes: Buffer) => this.forward(side, bytes, from, to))
    from.on('end', () => {
      if (this.ended[side]) return
      this.ended[side] = true
      this.sawEnd(side, from, to)
    })
    from.on('error', (error: NodeJS.ErrnoException) => this.broke(side, error.code ?? 'ECONNRESET', to))
    to.on('drain', () => {
      if (!this.options.recordFirst?.isHeld) from.resume()
    })
  }

  private forward(side: Side, bytes: Buffer, from: Socket, to: Socket): void {
    const { counts, feed, recordFirst } = this.options
    if (recordFirst) feed.data(this.connection!, side, bytes)
    if (!to.write(bytes)) from.pause()
    if (side === 0) counts.bytesUp += bytes.length
    else counts.bytesDown += bytes.length
    this.lastMoved = performance.now()
    if (recordFirst) recordFirst.check()
    else feed.data(this.connection!, side, bytes)
  }

  /**
   * `from` seems to have ended. When its reset comes together with its last bytes, the event loop (libuv) reports the bytes
   * and an end, not the reset; only the next use of the socket tells. So an empty write, which sends nothing, asks.
   */
  private sawEnd(side: Side, from: Socket, to: Socket): void {
    if (from.writableEnded || from.writableLength > 0) return this.finish(side, to)
    from.write(nothing, (error) => {
      if (!error && !this.isBroken) this.finish(side, to)
    })
  }

  private finish(side: Side, to: Socket): void {
    to.end()
    this.lastMoved = performance.now()
    this.options.feed.finish(this.connection!, side)
  }

  /** `side` reset the connection, or its network did: the other side gets what was read, and then the same. */
  private broke(side: Side, code: string, other: Socket): void {
    if (this.isBroken) return
    this.isBroken = true
    const remark = { event: 'reset', by: side === 0 ? 'pile' : 'platform', reason: code }
    // Bytes on their way to the one that broke off have nowhere to go.
    other.removeAllListeners('data')
    other.pause()
    other.on('error', () => {})
    this.options.feed.reset(this.connection!, side, remark)
    const reset = () => resetSocket(other)
    const late = () => setTimeout(reset, leaveMillis)
    if (other.writableLength === 0 && performance.now() - this.lastMoved > leaveMillis) reset()
    else if (other.writableFinished) late()
    else if (other.writableEnded) other.once('finish', late)
    else other.write(nothing, late)
  }

  private socketClosed(): void {
    if (--this.openSockets > 0) return
    // While the platform is being reached, begin() has the last word.
    this.options.ended(this)
  }
}

/** Ends a socket with a reset. Where the system is still sending its end, which cannot be taken back, it is only closed. */
function resetSocket(socket: Socket): void {
  socket.on('error', () => {})
  if (socket.writableEnded && !socket.writableFinished) socket.destroy()
  else socket.resetAndDestroy()
}
