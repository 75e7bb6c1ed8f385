// Reaches the platform: the name is resolved, and every address tried in turn until one answers or the time is over.
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { formatEnd, type SocketEnd } from './endpoint-text.ts'

/** One address and how it went. */
export interface Attempt {
  target: SocketEnd
  millis: number
  /** `ECONNREFUSED`, `ETIMEDOUT` …; null: it answered. */
  code: string | null
}

export type UpstreamFailure = 'refused' | 'timeout' | 'unreachable' | 'name_not_found' | 'target_is_self'

export interface UpstreamResult {
  /** null: not reached. It is paused: nothing was read. */
  socket: Socket | null
  target: SocketEnd | null
  attempts: Attempt[]
  failure: UpstreamFailure | null
  /** The resolver's error code. */
  nameError: string | null
}

export interface UpstreamOptions {
  host: string
  port: number
  /** For all addresses together. */
  totalMillis: number
  /** Refuses addresses of this program itself. */
  isOwn: (target: SocketEnd) => boolean
  signal?: AbortSignal
  /** Finds the addresses of a name; the system's resolver when absent. */
  resolve?: ResolveHost
}

/** The addresses of a name in the order in which they are tried, or the resolver's error code. */
export type ResolveHost = (host: string, millis: number) => Promise<{ addresses: string[] } | { error: string }>

/** With several addresses, a silent one does not use up the time of the others. */
const leastMillis = 2000

/** Never rejects. */
export async function connectUpstream(options: UpstreamOptions): Promise<UpstreamResult> {
  const deadline = performance.now() + options.totalMillis
  const result: UpstreamResult = { socket: null, target: null, attempts: [], failure: null, nameError: null }
  const found = await (options.resolve ?? resolveHost)(options.host, options.totalMillis)
  if ('error' in found) return { ...result, failure: 'name_not_found', nameError: found.error }
  const targets = found.addresses.map((address) => ({ address, port: options.port }))
  for (const [index, target] of targets.entries()) {
    const left = deadline - performance.now()
    if (left <= 0 || options.signal?.aborted) break
    if (options.isOwn(target)) {
      result.attempts.push({ target, millis: 0, code: 'ELOOP' })
      continue
    }
    const share = Math.min(left, Math.max(leastMillis, left / (targets.length - index)))
    const begun = performance.now()
    const reached = await attempt(target, share, options.signal)
    const millis = Math.round(performance.now() - begun)
    if (typeof reached !== 'string') {
      result.attempts.push({ target, millis, code: null })
      return { ...result, socket: reached, target }
    }
    result.attempts.push({ target, millis, code: reached })
  }
  return { ...result, target: result.attempts.at(-1)?.target ?? null, failure: failureOf(result.attempts) }
}

/** The addresses of a name in the resolver's order; those of an address, itself. */
export async function resolveHost(host: string, millis: number): Promise<{ addresses: string[] } | { error: string }> {
  if (isIP(host.replace(/%.*$/, '')) !== 0) return { addresses: [host] }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), millis)
  })
  try {
    const found = await Promise.race([lookup(host, { all: true, verbatim: true }), late])
    return { addresses: [...new Set(found.map(({ address }) => address))] }
  } catch (error) {
    return { error: (error as NodeJS.ErrnoException).code ?? 'EAI_FAIL' }
  } finally {
    clearTimeout(timer)
  }
}

/** The connected socket, or the error's code. */
function attempt(target: SocketEnd, millis: number, signal: AbortSignal | undefined): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = connect({ host: target.address, port: target.port, allowHalfOpen: true, noDelay: true })
    const end = (outcome: Socket | string) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      // A socket that fails later must not end the program.
      if (typeof outcome === 'string') socket.on('error', () => {}).destroy()
      socket.off('error', failed).off('connect', connected)
      resolve(outcome)
    }
    const abort = () => end('ECANCELED')
    const timer = setTimeout(() => end('ETIMEDOUT'), millis)
    signal?.addEventListener('abort', abort)
    const failed = (error: NodeJS.ErrnoException) => end(error.code ?? 'EFAILED')
    const connected = () => end(socket.pause())
    socket.once('error', failed).once('connect', connected)
  })
}

function failureOf(attempts: readonly Attempt[]): UpstreamFailure {
  const codes = attempts.map(({ code }) => code)
  if (codes.length > 0 && codes.every((code) => code === 'ELOOP')) return 'target_is_self'
  if (codes.some((code) => code === 'ECONNREFUSED')) return 'refused'
  if (codes.length === 0 || codes.some((code) => code === 'ETIMEDOUT')) return 'timeout'
  return 'unreachable'
}

/** `10.0.0.1:8767 ECONNREFUSED 1 ms; …`; for a name that was not found, the name and why. */
export function attemptsText(result: UpstreamResult, host: string): string {
  if (result.nameError !== null) return `${host} ${result.nameError}`
  return result.attempts
    .map(({ target, millis, code }) => `${formatEnd(target)} ${code ?? 'ok'} ${millis} ms`)
    .join('; ')
}
