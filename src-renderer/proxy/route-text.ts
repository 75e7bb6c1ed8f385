// Doors and platforms of a proxy as short texts: `0.0.0.0:8767 → 10.0.0.2:8767`.
import type { LocalAddress, ProxyRoute, RouteState } from '../../src-shared/bridge/proxy.ts'
import { isLoopback } from './proxy-draft.ts'

/** `ADDRESS:PORT`, an IPv6 address in brackets. */
export const endText = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

/** Where piles connect: `0.0.0.0:8767` for all addresses, as it is usually written. The port is the one that was got. */
export function doorText({ address, port, listening }: RouteState): string {
  const [first] = listening
  const got = first === undefined ? port : Number(first.slice(first.lastIndexOf(':') + 1))
  return endText(address ?? '0.0.0.0', got)
}

export const platformText = ({ upstreamHost, upstreamPort }: ProxyRoute): string => endText(upstreamHost, upstreamPort)

export const routeText = (route: RouteState): string => `${doorText(route)} → ${platformText(route)}`

/** An address that a pile may be given, on which network it is, and what is typed in. */
export interface PileAddress {
  network: string
  address: string
  port: number
  isLoopback: boolean
}

/**
 * What to type into a pile, by network interface: for doors on all addresses every address of a network, this machine's own
 * only when there is no other.
 */
export function pileAddresses(
  doors: readonly Pick<ProxyRoute, 'address' | 'port'>[],
  interfaces: readonly LocalAddress[],
): PileAddress[] {
  const networks = interfaces.filter((one) => !one.isLoopback)
  const all = networks.length > 0 ? networks : interfaces
  return doors.flatMap(({ address, port }) => {
    if (address === null) return all.map((one) => ({ ...one, network: one.name, port }))
    const network = interfaces.find((one) => one.address === address)?.name ?? ''
    return [{ network, address, port, isLoopback: isLoopback(address) }]
  })
}
