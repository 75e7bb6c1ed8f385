// What a capture keeps beside its packets is there again after it was saved: sections, names of hosts, comments, counters,
// and that a packet has no time.
import { expect, test } from 'vitest'
import type { CaptureSink } from './capture-sink.ts'
import { PacketCopy } from './copy-packets.ts'
import { PcapngReader } from './read-pcapng.ts'
import { PcapngWriter } from './write-pcapng.ts'

/** Everything that a reader tells of the blocks, but for their places in the file. */
function told(blocks: readonly Uint8Array[]): unknown[] {
  const all: unknown[] = []
  const sink: CaptureSink = {
    packet: (bytes, start, end, original, seconds, nanos, _offset, link, index, comment) => {
      const time = nanos < 0 ? null : [seconds, nanos]
      all.push(['packet', [...bytes.subarray(start, end)], original, time, link, index, comment])
    },
    hole: (hole) => all.push(['hole', hole.code]),
    note: (note) => all.push(['note', note.code]),
    section: ({ index, comment, hardware, system }) => all.push(['section', index, comment, hardware, system]),
    interface: ({ index, section, linkType, snapLength, name, description, comment }) =>
      all.push(['interface', index, section, linkType, snapLength, name, description, comment]),
    name: (address, name) => all.push(['name', address, name]),
    statistics: (statistics) => all.push(['statistics', statistics]),
  }
  const reader = new PcapngReader(sink)
  for (const block of blocks) reader.push(block)
  reader.end()
  return all
}

test('a saved capture tells the same as the one it was read from', () => {
  const source: Uint8Array[] = []
  const writer = new PcapngWriter((block) => source.push(block), { comment: '第一段', hardware: 'x', system: 'y' })
  const first = writer.addInterface(1, { name: 'eth0', description: '上联口', comment: '备注' }, 200)
  const second = writer.addInterface(101)
  writer.name(Uint8Array.of(10, 0, 0, 2), '平台')
  writer.name(
    Uint8Array.from({ length: 16 }, (_, i) => i + 1),
    'pile-17',
  )
  writer.packet(second, 1_700_000_000, 5, Uint8Array.of(1, 2, 3), '心跳\n第二行', 9)
  writer.simplePacket(Uint8Array.of(4, 5, 6, 7, 8))
  writer.statistics(first, { comment: null, received: 2, droppedByInterface: 0, droppedBySystem: 2 ** 40 })
  writer.section({})
  writer.packet(writer.addInterface(276), 1_700_000_001, 0, Uint8Array.of(9))

  const saved: Uint8Array[] = []
  const copy = new PacketCopy('test', (block) => saved.push(block))
  const reader = new PcapngReader(copy)
  for (const block of source) reader.push(block)
  reader.end()

  expect(told(source)).toHaveLength(11)
  expect(told(saved)).toEqual(told(source))
})
