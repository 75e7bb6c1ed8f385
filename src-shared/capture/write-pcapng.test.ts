import { describe, expect, test } from 'vitest'
import type { Endpoint, Sender } from './conversation.ts'
import { finishChecksum, sumWords } from './internet-checksum.ts'
import { PacketDecoder } from './packet.ts'
import { PcapngReader } from './read-pcapng.ts'
import { TcpReassembler } from './stream.ts'
import { readFile } from './testing/capture-builder.ts'
import { concat } from './testing/packet-builder.ts'
import { createRandom } from './testing/random.ts'
import { PcapngWriter } from './write-pcapng.ts'
import { TcpWriter } from './write-tcp.ts'

const pile: Endpoint = { address: '192.0.2.1', port: 40_001 }
const platform: Endpoint = { address: '198.51.100.1', port: 8767 }

/** Reads a file back into events and each direction's bytes. */
function readBack(file: Uint8Array) {
  const sink = readFile((sink) => new PcapngReader(sink), file)
  const streams: [number[], number[]] = [[], []]
  const events: string[] = []
  const conversations: unknown[] = []
  const reassembler = new TcpReassembler({
    conversation: (conversation) => conversations.push(conversation),
    data: (_, sender, bytes, start, end) => streams[sender].push(...bytes.subarray(start, end)),
    gap: (_, sender, position, length) => events.push(`gap ${sender} ${position} ${length}`),
    conflict: () => events.push('conflict'),
    event: (_, sender, kind) => events.push(`${sender} ${kind}`),
  })
  const decoder = new PacketDecoder({ tcp: (view) => reassembler.segment(view), udp: () => {}, other: () => {} })
  for (const packet of sink.packets) {
    const { bytes } = packet
    decoder.packet(bytes, 0, bytes.length, packet.originalLength, packet.seconds, packet.nanos, 0, packet.linkType)
  }
  reassembler.end()
  return { sink, streams, events, conversations, counts: decoder.counts }
}

function write(build: (tcp: TcpWriter) => void, a = pile, b = platform): Uint8Array {
  const blocks: Uint8Array[] = []
  const writer = new PcapngWriter((block) => blocks.push(block))
  const number = writer.addInterface(101)
  build(new TcpWriter(a, b, (packet) => writer.packet(number, 1_700_000_000, 5, packet)))
  return concat(...blocks)
}

describe('blocks', () => {
  test('texts, link type, times to the nanosecond and comments come back', () => {
    const blocks: Uint8Array[] = []
    const texts = { comment: '导入自日志', hardware: 'h', system: 's', application: 'Pilescope' }
    const writer = new PcapngWriter((block) => blocks.push(block), texts)
    expect(writer.addInterface(101, { name: 'import', description: '文本' })).toBe(0)
    expect(writer.addInterface(1, {}, 96)).toBe(1)
    writer.packet(0, 1_700_000_000, 123_456_789, Uint8Array.of(1, 2, 3), '第一行\npilescope:line=12')
    writer.packet(1, 4_294_967_295, 999_999_999, Uint8Array.of(1, 2, 3, 4), null, 60)
    writer.packet(1, 0, 0, new Uint8Array(0))
    const sink = readFile((sink) => new PcapngReader(sink), concat(...blocks))
    expect(sink.sections).toMatchObject([texts])
    expect(sink.interfaces).toMatchObject([
      { linkType: 101, name: 'import', description: '文本', snapLength: 0 },
      { linkType: 1, name: null, snapLength: 96 },
    ])
    expect(sink.packets).toMatchObject([
      {
        bytes: Uint8Array.of(1, 2, 3),
        seconds: 1_700_000_000,
        nanos: 123_456_789,
        comment: '第一行\npilescope:line=12',
        interfaceIndex: 0,
      },
      { originalLength: 60, seconds: 4_294_967_295, nanos: 999_999_999, comment: null, interfaceIndex: 1 },
      { bytes: new Uint8Array(0), seconds: 0, nanos: 0 },
    ])
    expect([sink.holes, sink.notes]).toEqual([[], []])
  })

  test('a comment longer than an option can hold is cut between characters', () => {
    const blocks: Uint8Array[] = []
    const writer = new PcapngWriter((block) => blocks.push(block))
    writer.addInterface(101)
    writer.packet(0, 1, 0, Uint8Array.of(1), '桩'.repeat(30_000))
    const sink = readFile((sink) => new PcapngReader(sink), concat(...blocks))
    expect(sink.packets[0]!.comment).toBe('桩'.repeat(21_845))
  })

  test('times agree with exact arithmetic', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(seed)
      const seconds = random.below(2 ** 33)
      const nanos = random.below(1_000_000_000)
      const blocks: Uint8Array[] = []
      const writer = new PcapngWriter((block) => blocks.push(block))
      writer.addInterface(101)
      writer.packet(0, seconds, nanos, new Uint8Array(0))
      const view = new DataView(blocks[2]!.buffer)
      const ticks = (BigInt(view.getUint32(12, true)) << 32n) | BigInt(view.getUint32(16, true))
      expect(ticks, `seed ${seed}`).toBe(BigInt(seconds) * 1_000_000_000n + BigInt(nanos))
    }
  })
})

describe('TCP', () => {
  test.each([
    ['IPv4', pile, platform],
    ['IPv6', { address: '2001:db8::1', port: 40_001 }, { address: '2001:db8::2', port: 8767 }],
  ])('a conversation over %s comes back byte for byte', (_, a, b) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed)
      const expected: [number[], number[]] = [[], []]
      const file = write(
        (tcp) => {
          tcp.open()
          for (let i = 0; i < 10; i++) {
            const sender = random.pick<Sender>([0, 1])
            const bytes = random.bytes(random.below(5000))
            expected[sender].push(...bytes)
            tcp.data(sender, bytes)
          }
          tcp.finish(0)
          tcp.finish(1)
        },
        a,
        b,
      )
      const { streams, events, conversations, sink } = readBack(file)
      expect(streams, `seed ${seed}`).toEqual(expected)
      expect(events).toEqual(['0 syn', '1 synack', '0 established', '0 fin', '1 fin'])
      expect(conversations).toMatchObject([{ a, b, opener: 'a' }])
      expect(Math.max(...sink.packets.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1460 + 60)
    }
  })

  test('checksums of IP and TCP are right', () => {
    const bodies = [Uint8Array.of(1, 2, 3), Uint8Array.of(0xff, 0xff), new Uint8Array(1460).fill(0xff)]
    for (const [a, b] of [
      [pile, platform],
      [
        { address: '2001:db8::1', port: 1 },
        { address: '::2', port: 65_535 },
      ],
    ] as const) {
      for (const body of bodies) {
        const { sink } = readBack(write((tcp) => tcp.data(0, body), a, b))
        const { bytes } = sink.packets[0]!
        const isIpv4 = bytes[0]! >> 4 === 4
        if (isIpv4) expect(finishChecksum(sumWords(bytes, 0, 20))).toBe(0)
        const start = isIpv4 ? 20 : 40
        const pseudo = sumWords(bytes, isIpv4 ? 12 : 8, start, 6 + bytes.length - start)
        expect(finishChecksum(sumWords(bytes, start, bytes.length, pseudo))).toBe(0)
      }
    }
  })

  test('a known packet: checksums worked out by hand', () => {
    // 192.0.2.1:1 → 198.51.100.1:2, SYN, sequence 0, no payload, identification 0.
    const packets: Uint8Array[] = []
    const b = { address: '198.51.100.1', port: 2 }
    new TcpWriter({ address: '192.0.2.1', port: 1 }, b, (packet) => packets.push(packet), [0, 0]).attempt()
    const view = new DataView(packets[0]!.buffer)
    // 4500+0028+0000+4000+4006+c000+0201+c633+6401 = 2b163 → b165, inverted.
    expect(view.getUint16(10)).toBe(0x4e9a)
    // Addresses c000+0201+c633+6401 = 1ec35; 0006+0014; 0001+0002+5002+ffff = 15004 → 33c53 → 3c56, inverted.
    expect(view.getUint16(36)).toBe(0xc3a9)
  })

  test('reset, refusal and a gap', () => {
    const { events, streams } = readBack(
      write((tcp) => {
        tcp.open()
        tcp.data(0, Uint8Array.of(1))
        tcp.skip(0, 9)
        tcp.data(0, Uint8Array.of(2))
        tcp.reset(1)
      }),
    )
    expect(streams[0]).toEqual([1, 2])
    expect(events).toEqual(['0 syn', '1 synack', '0 established', '1 rst', 'gap 0 1 9'])
  })

  test('addresses of two families are both written as IPv6, and text that is no address as zeros', () => {
    const mixed = readBack(write((tcp) => tcp.open(), pile, { address: '2001:db8::2', port: 8767 }))
    expect(mixed.conversations).toMatchObject([{ a: { address: '192.0.2.1' }, b: { address: '2001:db8::2' } }])
    const named = readBack(write((tcp) => tcp.open(), { address: 'pile-7', port: 1 }))
    expect(named.conversations).toMatchObject([{ a: { address: '0.0.0.0', port: 1 } }])
  })
})
