// Network addresses as logs write them: whose bytes they are not, and between whom a frame travels.

import type { TextEndpoints } from './text-result.ts'

const ipv4 = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?: ?: ?(\d{1,5})(?![\d:.])|\.(\d{2,5})(?![\d.]))?(?!\w|\.\w)/y
const ipv6 = /\[([0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,8})(?:%\w{1,16})?\](?::(\d{1,5}))?/y

export interface EndpointFound {
  end: number
  text: string
}

/** The address that begins at `at`, or null. `host:port`, with a blank around the colon, or tcpdump's `host.port`. */
export function endpointAt(text: string, at: number): EndpointFound | null {
  if (text[at] === '[') {
    ipv6.lastIndex = at
    const m = ipv6.exec(text)
    return m && m[1]!.includes(':') && (m[2] !== undefined || m[1]!.includes('::'))
      ? { end: at + m[0].length, text: m[0] }
      : null
  }
  // In bytes with dots between, more of them stand before.
  if (text[at - 1] === '.') return null
  ipv4.lastIndex = at
  const m = ipv4.exec(text)
  if (!m || ![m[1], m[2], m[3], m[4]].every((part) => Number(part) < 256)) return null
  const port = m[5] ?? m[6]
  if (port !== undefined && Number(port) > 65535) return null
  const host = `${m[1]}.${m[2]}.${m[3]}.${m[4]}`
  return { end: at + m[0].length, text: port === undefined ? host : `${host}:${port}` }
}

export interface EndpointSpan {
  start: number
  end: number
  text: string
}

const noEndpoints: TextEndpoints = { source: null, destination: null, peer: null }

/** Who sends to whom, from the addresses of a line and the words before and between them. */
export function relateEndpoints(
  text: string,
  spans: readonly EndpointSpan[],
  observed: 'received' | 'sent' | null,
): TextEndpoints {
  const first = spans[0]
  if (!first) return noEndpoints
  const second = spans.find((span) => span.text !== first.text)
  const before = text.slice(Math.max(0, first.start - 16), first.start)
  if (second) {
    const between = text.slice(first.end, second.start).slice(0, 40)
    const netty = /L:\/?$/.test(before) && /R:\/?$/.test(between)
    if (netty) return byObservation(first.text, second.text, observed)
    if (/-+>|=+>|>|→|⇒|\bto\b|到|至|发往/i.test(between))
      return { source: first.text, destination: second.text, peer: null }
    if (/<[-=]+|<|←|⇐|\bfrom\b/i.test(between)) return { source: second.text, destination: first.text, peer: null }
    if (/(?:src|source|from|源)\W{0,4}$/i.test(before))
      return { source: first.text, destination: second.text, peer: null }
    return { source: null, destination: null, peer: first.text }
  }
  if (/(?:from|src|source|来自|源)\W{0,4}$/i.test(before))
    return { source: first.text, destination: null, peer: first.text }
  if (/(?:\bto|dst|dest\w*|发往|目的|目标)\W{0,4}$/i.test(before))
    return { source: null, destination: first.text, peer: first.text }
  return byObservation(null, first.text, observed)
}

function byObservation(local: string | null, remote: string, observed: 'received' | 'sent' | null): TextEndpoints {
  if (observed === 'received') return { source: remote, destination: local, peer: remote }
  if (observed === 'sent') return { source: local, destination: remote, peer: remote }
  return { source: null, destination: null, peer: remote }
}
