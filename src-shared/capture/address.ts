// IP addresses as bytes and as text. Used where a conversation, a name record or a synthesised packet needs one.

import { u16be } from './integers.ts'

/**
 * The address of `length` bytes (4 or 16) at `at`: dotted for IPv4, compressed as in RFC 5952 for IPv6.
 * An IPv4 address mapped into IPv6 (::ffff:a.b.c.d) is shown as IPv4.
 */
export function formatAddress(bytes: Uint8Array, at: number, length: number): string {
  if (length === 4) return formatIpv4(bytes, at)
  return isMappedIpv4(bytes, at) ? formatIpv4(bytes, at + 12) : formatIpv6(bytes, at)
}

function formatIpv4(bytes: Uint8Array, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`
}

function isMappedIpv4(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 10; i++) if (bytes[at + i] !== 0) return false
  return bytes[at + 10] === 0xff && bytes[at + 11] === 0xff
}

function formatIpv6(bytes: Uint8Array, at: number): string {
  const groups: string[] = []
  for (let i = 0; i < 8; i++) groups.push(u16be(bytes, at + 2 * i).toString(16))
  // The longest run of zero groups, the first of equals, becomes "::"; a single zero group stays.
  let bestStart = 0
  let bestLength = 1
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (start + length < 8 && groups[start + length] === '0') length++
    if (length > bestLength) {
      bestStart = start
      bestLength = length
    }
  }
  if (bestLength < 2) return groups.join(':')
  return `${groups.slice(0, bestStart).join(':')}::${groups.slice(bestStart + bestLength).join(':')}`
}

/** The 4 or 16 bytes of an address as text, or null when it is none. A zone (%eth0) is ignored. */
export function parseAddress(text: string): Uint8Array | null {
  const address = text.replace(/%.*$/, '')
  return address.includes(':') ? parseIpv6(address) : parseIpv4(address)
}

function parseIpv4(text: string): Uint8Array | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null
  return Uint8Array.from(parts, Number)
}

function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = parseGroups(halves[0]!, halves.length === 1)
  const tail = parseGroups(halves[1] ?? '', true)
  if (head === null || tail === null) return null
  const known = head.length + tail.length
  if (halves.length === 1 ? known !== 16 : known > 14) return null
  const bytes = new Uint8Array(16)
  bytes.set(head)
  bytes.set(tail, 16 - tail.length)
  return bytes
}

/** The bytes of colon-separated groups; the last of the address may be dotted decimal. */
function parseGroups(text: string, isEnd: boolean): number[] | null {
  const bytes: number[] = []
  const groups = text === '' ? [] : text.split(':')
  for (const [i, group] of groups.entries()) {
    if (group.includes('.')) {
      const dotted = isEnd && i === groups.length - 1 ? parseIpv4(group) : null
      if (dotted === null) return null
      bytes.push(...dotted)
    } else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = parseInt(group, 16)
      bytes.push(value >> 8, value & 0xff)
    } else return null
  }
  return bytes.length <= 16 ? bytes : null
}
