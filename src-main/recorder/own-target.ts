// Is an address this machine's own? A proxy that leads to itself, or to the web host beside it, would call itself without end.
import { networkInterfaces } from 'node:os'
import { plainAddress, type SocketEnd } from './endpoint-text.ts'

/** Where this program is reached: an address, or null for all of them, and a port. */
export interface OwnDoor {
  address: string | null
  port: number
}

/** True when `target` leads to one of `doors`. `local`: all addresses of this machine. */
export function leadsToOwnDoor(
  target: SocketEnd,
  doors: readonly OwnDoor[],
  local: ReadonlySet<string> = localAddresses(),
): boolean {
  const address = bare(target.address)
  return doors.some((door) => {
    if (door.port !== target.port) return false
    const own = door.address === null ? null : bare(door.address)
    if (own === null || isUnspecified(own)) return isUnspecified(address) || isLoopback(address) || local.has(address)
    return own === address || (isUnspecified(address) && isLoopback(own))
  })
}

/** All addresses of this machine, without scopes. */
export function localAddresses(): Set<string> {
  return new Set(Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => bare(address))))
}

export function isLoopback(address: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(address) || address === '::1' || address === 'localhost'
}

function isUnspecified(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

function bare(address: string): string {
  return plainAddress(address).replace(/%.*$/, '').toLowerCase()
}
