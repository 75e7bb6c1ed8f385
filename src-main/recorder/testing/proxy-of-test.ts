// A proxy in front of a platform for each test of a file; both are gone after it. Not for code that ships.
import { afterEach } from 'vitest'
import { dial, listen, type ListeningServer, type Peer } from '../../../bench/simulator/sockets.ts'
import type { RecorderOptions } from '../recorder-messages.ts'
import type { RecorderParts } from '../recorder.ts'
import { ProxyRun } from './proxy-run.ts'

export interface Started {
  run: ProxyRun
  platform: ListeningServer
}

export type Start = (
  options?: Partial<RecorderOptions>,
  parts?: Partial<RecorderParts>,
  platformHost?: string,
) => Promise<Started>

/** Registers the clean-up; what it returns starts a platform and a proxy that leads to it. */
export function proxyOfTest(): Start {
  let started: Started | null = null
  afterEach(async () => {
    await started?.run.recorder.end(0)
    await started?.platform.close()
    started?.run.remove()
    started = null
  })
  return async (options, parts, platformHost) => {
    const platform = await listen(platformHost)
    try {
      started = { run: await ProxyRun.start([platform.port], options, parts), platform }
    } catch (error) {
      await platform.close()
      throw error
    }
    return started
  }
}

/** Both ends of `count` connections through the proxy. */
export async function pairs(count: number, { run, platform }: Started): Promise<[Peer, Peer][]> {
  const made: [Peer, Peer][] = []
  for (let index = 0; index < count; index++) {
    const next = platform.next()
    made.push([await dial(run.port), await next])
  }
  return made
}

/** The recorder's own hold on its connections. */
export function relaysOf({ recorder }: ProxyRun): { platform: { writableLength: number } }[] {
  return [...(recorder as unknown as { relays: Set<{ platform: { writableLength: number } }> }).relays]
}

export const lengthOf = ({ received }: Peer) => received.reduce((sum, { length }) => sum + length, 0)
