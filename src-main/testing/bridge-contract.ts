// What carries the bridge, for the contract's tests: in-process, a message port that stands for Electron's IPC, and a WebSocket
// of the web host. Each test file of the contract runs over all of them.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe } from 'vitest'
import { WebSocket } from 'ws'
import type { Bridge, BridgeEvent, CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Channel } from '../../src-shared/bridge/channel.ts'
import { bridgeClient } from '../../src-shared/bridge/client.ts'
import { serveBridge } from '../../src-shared/bridge/server.ts'
import { Service, type Dialogs } from '../service.ts'
import { launchRecorder, serviceOptions, temporaryFolder, workerPath } from './service-options.ts'
import { startWebHost } from '../web.ts'

export const heartbeat = '680d14000003103190428000030100a38d'
/** Two frames, the second with a wrong checksum. */
export const text = `${heartbeat}\n${heartbeat.replace(/a38d$/, '0000')}\n`

interface Carried {
  bridge: Bridge
  service: Service
  hasDialogs: boolean
  /** What a call that saves has saved, from where it says. */
  saved(path: string): Promise<Buffer>
  close(): Promise<void>
}

/** Dialogs of a host where somebody always says yes. */
const dialogsIn = (folder: string): Dialogs => ({
  open: () => Promise.resolve(null),
  save: (_suggested, extension = 'pcapng') => Promise.resolve(join(folder, `saved.${extension}`)),
})

const readSaved = (path: string) => Promise.resolve(readFileSync(path))

function inProcess(folder: string): Promise<Carried> {
  const service = new Service(serviceOptions(folder, { dialogs: dialogsIn(folder) }))
  return Promise.resolve({
    bridge: service,
    service,
    hasDialogs: true,
    saved: readSaved,
    close: () => service.close(),
  })
}

function overMessagePort(folder: string): Promise<Carried> {
  const service = new Service(serviceOptions(folder, { dialogs: dialogsIn(folder) }))
  const { port1, port2 } = new MessageChannel()
  const channel = (port: typeof port1): Channel => ({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
  })
  serveBridge(service, channel(port1))
  return Promise.resolve({
    bridge: bridgeClient(channel(port2)),
    service,
    hasDialogs: true,
    saved: readSaved,
    close: async () => {
      port2.close()
      await service.close()
    },
  })
}

async function overWebSocket(folder: string): Promise<Carried> {
  const { version, samplesFolder } = serviceOptions(folder)
  const host = await startWebHost({
    service: { version, workerPath, samplesFolder, configFolder: folder, launchRecorder },
    screenFolder: resolve('src-main/testing/screen'),
    port: 0,
    bind: null,
  })
  const link = new URL(host.newLink())
  const reply = await fetch(link, { redirect: 'manual' })
  const cookie = reply.headers.get('set-cookie')!.split(';')[0]!
  const socket = new WebSocket(`ws://${link.host}/bridge`, { headers: { cookie, origin: link.origin } })
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed))
  const channel: Channel = {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => socket.on('message', (data) => listener(JSON.parse(String(data)))),
    onClose: (listener) => socket.on('close', listener),
  }
  return {
    bridge: bridgeClient(channel),
    service: host.service,
    hasDialogs: false,
    saved: async (address) => {
      const file = await fetch(new URL(address, link), { headers: { cookie } })
      return Buffer.from(await file.arrayBuffer())
    },
    close: () => host.close(),
  }
}

const carriers: [string, (folder: string) => Promise<Carried>][] = [
  ['in-process', inProcess],
  ['message port', overMessagePort],
  ['WebSocket', overWebSocket],
]

/** One carrier while its tests run. */
export class Contract {
  readonly folder = temporaryFolder()
  readonly events: BridgeEvent[] = []
  private carried!: Carried

  get bridge(): Bridge {
    return this.carried.bridge
  }

  get service(): Service {
    return this.carried.service
  }

  get hasDialogs(): boolean {
    return this.carried.hasDialogs
  }

  saved(path: string | null): Promise<Buffer> {
    if (path === null) throw new Error('nothing was saved')
    return this.carried.saved(path)
  }

  async begin(carry: (folder: string) => Promise<Carried>): Promise<void> {
    this.carried = await carry(join(this.folder.path, 'config'))
    this.bridge.subscribe((event) => this.events.push(event))
  }

  async end(): Promise<void> {
    await this.carried.close()
    this.folder.remove()
  }

  /** Resolves with the first state of a capture that fits. */
  state(captureId: number, fits: (state: CaptureState) => boolean): Promise<CaptureState> {
    const { bridge } = this
    return new Promise((found) => {
      const stop = bridge.subscribe((event) => {
        if (event.kind !== 'capture' || event.capture.captureId !== captureId || !fits(event.capture)) return
        stop()
        found(event.capture)
      })
      void bridge.call('captures.list', {}).then((captures) => {
        const now = captures.find((capture) => capture.captureId === captureId)
        if (now && fits(now)) found(now)
      })
    })
  }

  /** Resolves when it is loaded or has failed. */
  ended(capture: CaptureState): Promise<CaptureState> {
    return this.state(capture.captureId, ({ status }) => status !== 'loading')
  }

  async openText(content = text): Promise<CaptureState> {
    const source = { kind: 'text', name: 'pasted', text: content } as const
    return this.ended(await this.bridge.call('captures.open', { source, decodeAs: null }))
  }
}

/** Runs tests over everything that carries the bridge. */
export function overEachCarrier(tests: (contract: Contract) => void): void {
  describe.each(carriers)('the bridge over %s', (_name, carry) => {
    const contract = new Contract()
    beforeAll(() => contract.begin(carry))
    afterAll(() => contract.end())
    tests(contract)
  })
}
