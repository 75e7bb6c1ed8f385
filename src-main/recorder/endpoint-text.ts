// Addresses and ports as text, and back: `10.0.0.1:8767`, `[fe80::1%eth0]:8767`. IPv4 mapped into IPv6 is shown as IPv4.
import { isIPv6 } from 'node:net'

export interface SocketEnd {
  address: string
  port: number
}

export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

export function formatEnd({ address, port }: SocketEnd): string {
  const plain = plainAddress(address)
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`
}

/** `HOST:PORT` or `[IPV6]:PORT`; with `hostOptional` also `PORT` alone, whose host is null. null: neither. */
export function parseEnd(text: string, hostOptional: boolean): { host: string | null; port: number } | null {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)|):?(\d{1,5})$/.exec(text)
  if (!match) return null
  const [, bracketed, plain, digits] = match
  const port = Number(digits)
  const hasColon = text.length > digits!.length
  const host = bracketed ?? plain ?? null
  if (port > 65_535 || (host === null) === hasColon || (host === null && !hostOptional)) return null
  // `8767` matches as host `876` and port `7`: a host needs its colon.
  if (host !== null && text.at(-digits!.length - 1) !== ':')
    return /^\d{1,5}$/.test(text) && hostOptional ? whole(text) : null
  if (bracketed !== undefined && !isIPv6(bracketed.replace(/%.*$/, ''))) return null
  return { host, port }
}

function whole(text: string): { host: null; port: number } | null {
  return Number(text) <= 65_535 ? { host: null, port: Number(text) } : null
}
