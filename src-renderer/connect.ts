// The only transport code of the screen: the preload's channel (desktop) or a WebSocket to the page's own origin (web host).
// Both carry the same messages; src-shared/bridge/client.ts makes a Bridge of a channel. A socket that breaks is opened
// again, and listeners hear of both.
import { bridgeError } from '../src-shared/bridge/bridge-error.ts'
import type { Bridge, BridgeEvent } from '../src-shared/bridge/bridge.ts'
import type { Channel } from '../src-shared/bridge/channel.ts'
import { bridgeClient } from '../src-shared/bridge/client.ts'

declare global {
  interface Window {
    /** What the preload exposes: functions only. */
    bridge?: Omit<Channel, 'onClose'> & Partial<Pick<Channel, 'onClose'>> & { pathOf?: (file: File) => string }
  }
}

const firstRetryMillis = 300
const slowestRetryMillis = 5000

const listeners = new Set<(event: BridgeEvent) => void>()
const emit = (event: BridgeEvent) => listeners.forEach((listener) => listener(event))

let client: Bridge | null = null
let connecting: Promise<Bridge> | null = null

/** The one bridge. Connects when it is first used; calls made while the connection is broken are rejected. */
export const bridge: Bridge = {
  call: async (name, parameters) => (await connected()).call(name, parameters),
  subscribe: (listener) => {
    listeners.add(listener)
    void connected().catch(() => {})
    return () => listeners.delete(listener)
  },
}

/** True on the desktop, where the preload stands behind the page. */
export const isDesktop = (): boolean => window.bridge !== undefined

/** Path of a dropped file on this machine; null in a browser, which does not tell. */
export function pathOf(file: File): string | null {
  return window.bridge?.pathOf?.(file) || null
}

function connected(): Promise<Bridge> {
  if (client) return Promise.resolve(client)
  connecting ??= window.bridge ? Promise.resolve(attach(fromPreload(window.bridge))) : openSocket(firstRetryMillis)
  return connecting
}

function attach(channel: Channel): Bridge {
  client = bridgeClient(channel)
  client.subscribe(emit)
  return client
}

function fromPreload({ send, onMessage, onClose }: NonNullable<Window['bridge']>): Channel {
  return { send, onMessage, onClose: onClose ?? (() => {}) }
}

/** Opens the socket; when it fails or breaks, tries again, more slowly each time. */
function openSocket(retryMillis: number): Promise<Bridge> {
  const address = new URL('bridge', location.href)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  address.search = ''
  address.hash = ''
  const socket = new WebSocket(address)
  return new Promise<Bridge>((resolve, reject) => {
    const closed: (() => void)[] = []
    socket.addEventListener('open', () => {
      resolve(attach(socketChannel(socket, closed)))
      emit({ kind: 'connection', isConnected: true })
    })
    socket.addEventListener('close', () => {
      const wasOpen = client !== null
      client = null
      connecting = null
      closed.forEach((listener) => listener())
      if (!wasOpen) emit({ kind: 'connection', isConnected: false })
      reject(bridgeError('connection-lost', '连不上分析进程。', 'The analyzer cannot be reached.'))
      const wait = wasOpen ? firstRetryMillis : retryMillis
      setTimeout(() => {
        connecting ??= openSocket(Math.min(wait * 2, slowestRetryMillis))
        connecting.catch(() => {})
      }, wait)
    })
  })
}

function socketChannel(socket: WebSocket, closed: (() => void)[]): Channel {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) =>
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') listener(JSON.parse(event.data))
      }),
    onClose: (listener) => closed.push(listener),
  }
}

/** Sends a file to the web host; answers with the id that `captures.open` takes. */
export async function uploadFile(file: File): Promise<string> {
  const address = new URL('upload', location.href)
  address.search = new URLSearchParams({ name: file.name }).toString()
  const reply = await fetch(address, { method: 'POST', body: file, headers: { 'X-Pilescope': '1' } })
  if (!reply.ok)
    throw bridgeError('no-such-upload', `上传失败（${reply.status}）。`, `The upload failed (${reply.status}).`)
  return ((await reply.json()) as { uploadId: string }).uploadId
}
