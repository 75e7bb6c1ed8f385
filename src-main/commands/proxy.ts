// `pilescope proxy`: forwards between piles and platform, records everything, changes nothing. Headless: the recorder runs in
// its process, and --print decodes its file in this one, so that neither can stop the other.
import { stderr, stdout } from 'node:process'
import type { ProxyRoute, RingSize } from '../../src-shared/bridge/proxy.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { CommandError } from '../command-error.ts'
import { parseOptions } from '../options.ts'
import { recorderPath } from '../program-folder.ts'
import { parseEnd } from '../recorder/endpoint-text.ts'
import { launchUnderNode } from '../recorder/launch-recorder.ts'
import { problemOfRoutes, ProxyFailure } from '../recorder/proxy-problems.ts'
import { RecorderClient } from '../recorder/recorder-client.ts'
import type { RecorderMessage, RecorderState } from '../recorder/recorder-messages.ts'
import { useUserDefinitions } from '../user-definitions.ts'
import { FramePrinter } from './print-frames.ts'

const options = {
  listen: { type: 'string', multiple: true },
  upstream: { type: 'string', multiple: true },
  write: { type: 'string' },
  'ring-size': { type: 'string' },
  'ring-files': { type: 'string' },
  'per-source': { type: 'string' },
  'record-first': { type: 'boolean' },
  print: { type: 'boolean' },
} as const

const drainMillis = 5000

/** Runs until it is told to stop; returns the exit code. */
export async function proxyCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('proxy', args, options)
  if (positionals.length > 0) throw new CommandError('proxy 不读文件', 'proxy takes no files')
  const routes = routesOf(values.listen ?? [], values.upstream ?? [])
  if (values.write === undefined)
    throw new CommandError('--write FILE：录到哪个文件', '--write FILE: the file to record into')
  const ring = ringOf(values['ring-size'], values['ring-files'])
  const perSource = perSourceOf(values['per-source'])
  const stop = stopSignal()
  if (values.print) await useUserDefinitions([])
  const printer = values.print ? new FramePrinter() : null
  let lost: (reason: string) => void = () => {}
  const isLost = new Promise<string>((resolve) => (lost = resolve))
  const told = (message: Extract<RecorderMessage, { kind: 'state' | 'file' | 'log' }>) => {
    if (message.kind === 'log') say(message.line)
    if (message.kind !== 'file') return
    say({ zh: `录到 ${message.path}`, en: `recording into ${message.path}` })
    printer?.follow(message.path)
  }
  const recorder = new RecorderClient(() => launchUnderNode(recorderPath), { told, lost })
  const limits = { recordFirst: values['record-first'] ?? false, perSource, cap: null, queueBytes: null }
  const start = { routes, file: values.write, ring, ownPorts: [], ...limits }
  const state = await recorder.ask('start', start).catch((error: unknown) => fail(error, recorder))
  await checkRoutes(state, recorder)
  greet(state)
  const reason = await Promise.race([stop.then(() => null), isLost])
  if (reason !== null) {
    await printer?.end()
    throw new CommandError(
      `录制进程已结束（${reason}），已录的文件完好`,
      `the recorder ended (${reason}); its file is intact`,
    )
  }
  const last = await recorder.ask('end', drainMillis)
  await printer?.end()
  summarize(last)
  return 0
}

/** Each --listen with its --upstream; one --upstream serves them all. */
function routesOf(listens: readonly string[], upstreams: readonly string[]): ProxyRoute[] {
  if (listens.length === 0) throw new CommandError('--listen [地址:]端口 缺失', '--listen [ADDR:]PORT is missing')
  if (upstreams.length !== 1 && upstreams.length !== listens.length)
    throw new CommandError(
      `--listen 有 ${listens.length} 个，--upstream 有 ${upstreams.length} 个：应一一对应，或只给一个 --upstream`,
      `${listens.length} --listen and ${upstreams.length} --upstream: give one for each, or one for all`,
    )
  return listens.map((text, index) => {
    const listen = parseEnd(text, true)
    if (!listen)
      throw new CommandError(`--listen 应为 [地址:]端口，不是“${text}”`, `--listen is [ADDR:]PORT, not "${text}"`)
    const target = upstreams[index] ?? upstreams[0]!
    const upstream = parseEnd(target, false)
    if (!upstream?.host || upstream.port === 0)
      throw new CommandError(`--upstream 应为 主机:端口，不是“${target}”`, `--upstream is HOST:PORT, not "${target}"`)
    return { address: listen.host, port: listen.port, upstreamHost: upstream.host, upstreamPort: upstream.port }
  })
}

function ringOf(size: string | undefined, files: string | undefined): RingSize | null {
  if (size === undefined && files === undefined) return null
  const megabytes = Number(size ?? '100')
  const count = Number(files ?? '10')
  if (megabytes > 0 && megabytes <= 1e6 && Number.isInteger(count) && count >= 2 && count <= 10_000)
    return { megabytes, files: count }
  throw new CommandError(
    '--ring-size 是每个文件的 MB 数，--ring-files 是文件数（至少 2）',
    '--ring-size is MB of each file, --ring-files how many (at least 2)',
  )
}

function perSourceOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const most = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (most >= 1 && most <= 100_000) return most
  throw new CommandError(
    '--per-source 是每个来源地址的最多连接数',
    '--per-source is the most connections of one address',
  )
}

/** All must listen: a proxy that serves half of what was asked for would be taken for whole. */
async function checkRoutes(state: RecorderState, recorder: RecorderClient): Promise<void> {
  const problem = problemOfRoutes(state.routes)
  if (!problem) return
  await recorder.ask('end', 0)
  const { message, remedy, code } = problem
  const exitCode = code === 'port-in-use' ? 3 : 2
  throw new CommandError(`${message.zh}；${remedy.zh}`, `${message.en}. ${remedy.en}`, exitCode)
}

function fail(error: unknown, recorder: RecorderClient): never {
  recorder.kill()
  if (!(error instanceof ProxyFailure)) throw error
  const { message, remedy } = error.problem
  throw new CommandError(`${message.zh}；${remedy.zh}`, `${message.en}. ${remedy.en}`)
}

function greet({ routes }: RecorderState): void {
  for (const { listening, upstreamHost, upstreamPort, isBeyondLoopback } of routes) {
    const doors = listening.join(' ')
    say({ zh: `监听 ${doors} → ${upstreamHost}:${upstreamPort}`, en: `listening on ${doors}` })
    if (isBeyondLoopback)
      say({ zh: '网络上的其他机器也能连这个端口', en: 'other machines on the network can connect to this port' })
  }
}

function summarize({ counts, bytesWritten }: RecorderState): void {
  const { accepted, failed, dropped, bytesUp, bytesDown, bytesUnrecorded } = counts
  say({
    zh: `连接 ${accepted}，平台不通 ${failed}，超限 ${dropped}；上行 ${bytesUp} 字节，下行 ${bytesDown} 字节，未录 ${bytesUnrecorded} 字节；写盘 ${bytesWritten} 字节`,
    en: `${accepted} connections, ${failed} failed, ${dropped} dropped; ${bytesUp} bytes up, ${bytesDown} down, ${bytesUnrecorded} not recorded; ${bytesWritten} written`,
  })
}

function say({ zh, en }: Label): void {
  stderr.write(`pilescope: ${zh} / ${en}\n`)
}

/** Asked for before anything is started, so that it always ends cleanly. A reader of --print that went away is no reason. */
function stopSignal(): Promise<void> {
  stdout.on('error', () => {})
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop())
  })
}
