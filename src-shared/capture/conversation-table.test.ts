import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { ConversationTable } from './conversation-table.ts'
import { ConversationState, noTcpCounts } from './conversation.ts'
import { concat } from './testing/packet-builder.ts'
import type { TransportView } from './transport.ts'

function view(source: string, sourcePort: number, destination: string, destinationPort: number): TransportView {
  const from = parseAddress(source)!
  const times = { seconds: 0, nanos: 0, packetNumber: 1, fileOffset: 0 }
  const tcp = { sequence: 0, acknowledgment: 0, flags: 0, window: 0 }
  const payload = { start: 0, end: 0, missing: 0 }
  return {
    bytes: concat(from, parseAddress(destination)!),
    source: 0,
    destination: from.length,
    addressLength: from.length,
    sourcePort,
    destinationPort,
    ...payload,
    ...times,
    ...tcp,
  }
}

function stateOf(index: number): ConversationState {
  const endpoint = { address: '', port: 0 }
  const counts = noTcpCounts()
  return new ConversationState(
    { index, a: endpoint, b: endpoint, opener: 'unknown', firstPacket: 1, packets: 1, counts },
    true,
  )
}

test('both directions share a slot and are told apart', () => {
  const pairs: [string, number, string, number][] = [
    ['192.0.2.1', 1, '198.51.100.1', 2],
    ['192.0.2.1', 1, '192.0.2.1', 2],
    ['2001:db8::1', 7, '2001:db8::2', 7],
    ['2001:db8:1::1', 7, '2001:db8:2::1', 7],
  ]
  for (const [source, sourcePort, destination, destinationPort] of pairs) {
    const table = new ConversationTable()
    const slot = table.locate(view(source, sourcePort, destination, destinationPort))
    const forward = table.sourceIsFirst
    expect(table.locate(view(destination, destinationPort, source, sourcePort))).toBe(slot)
    expect(table.sourceIsFirst).toBe(!forward)
  }
})

test('an IPv4 address and the same one mapped into IPv6 are one endpoint', () => {
  const table = new ConversationTable()
  const slot = table.locate(view('192.0.2.1', 1, '198.51.100.1', 2))
  expect(table.locate(view('::ffff:198.51.100.1', 2, '::ffff:192.0.2.1', 1))).toBe(slot)
  expect(table.locate(view('::192.0.2.1', 1, '::198.51.100.1', 2))).not.toBe(slot)
})

test('ten thousand pairs that differ in one place keep slots of their own, also after some are forgotten', () => {
  const table = new ConversationTable()
  for (let i = 0; i < 10_000; i++) {
    const slot = table.locate(view('192.0.2.1', i, '198.51.100.1', 8767))
    expect(table.get(slot)).toBeNull()
    table.set(slot, stateOf(i))
  }
  table.forget((state) => state.record.index % 3 !== 0)
  expect(table.count).toBe(3334)
  for (let i = 0; i < 10_000; i += 3)
    expect(table.get(table.locate(view('192.0.2.1', i, '198.51.100.1', 8767)))!.record.index).toBe(i)
})
