// The self-test: can the platform be reached from here, how fast, and where does it fail? Part of the recorder, so that it
// takes the way that forwarding takes.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { ProxyCheck } from '../../src-shared/bridge/proxy.ts'
import { connectUpstream } from './connect-upstream.ts'
import { formatEnd, type SocketEnd } from './endpoint-text.ts'

/** Connects and closes at once, without a byte. */
export async function checkUpstream(
  host: string,
  port: number,
  millis: number,
  isOwn: (target: SocketEnd) => boolean,
): Promise<ProxyCheck> {
  const begun = performance.now()
  const result = await connectUpstream({ host, port, totalMillis: millis, isOwn })
  result.socket?.on('error', () => {}).destroy()
  const took = Math.round(performance.now() - begun)
  const isReachable = result.socket !== null
  const attempts = result.attempts.map(({ target, millis: one, code }) => ({
    address: formatEnd(target),
    millis: one,
    error: code === null ? null : codeLabel(code),
  }))
  const address = isReachable && result.target ? formatEnd(result.target) : null
  return { isReachable, millis: took, address, attempts, message: messageOf(host, result, took) }
}

function messageOf(host: string, result: Awaited<ReturnType<typeof connectUpstream>>, millis: number): Label {
  if (result.socket) return { zh: `平台可达，用时 ${millis} 毫秒`, en: `platform reachable in ${millis} ms` }
  if (result.nameError !== null)
    return {
      zh: `找不到域名 ${host}（${result.nameError}），检查拼写和 DNS`,
      en: `the name ${host} was not found (${result.nameError}); check spelling and DNS`,
    }
  const reason = codeLabel(result.attempts.at(-1)?.code ?? 'ETIMEDOUT')
  return { zh: `平台不可达：${reason.zh}`, en: `platform not reachable: ${reason.en}` }
}

const codes: Record<string, Label> = {
  ECONNREFUSED: {
    zh: '拒绝连接（端口没有程序在听，或被防火墙拒绝）',
    en: 'refused (nobody listens there, or a firewall)',
  },
  ETIMEDOUT: { zh: '没有应答（地址不对，或被防火墙丢弃）', en: 'no answer (wrong address, or a firewall)' },
  EHOSTUNREACH: { zh: '主机不可达', en: 'host unreachable' },
  ENETUNREACH: { zh: '网络不可达（没有路由）', en: 'network unreachable (no route)' },
  ECONNRESET: { zh: '连接被复位', en: 'connection reset' },
  ELOOP: { zh: '地址就是本代理自己', en: 'the address is this proxy itself' },
}

function codeLabel(code: string): Label {
  return Object.hasOwn(codes, code) ? codes[code]! : { zh: code, en: code }
}
