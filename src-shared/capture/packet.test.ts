import { describe, expect, test } from 'vitest'
import { PacketDecoder } from './packet.ts'
import {
  be,
  concat,
  ipv4Fragments,
  ipv4Packet,
  ipv6Fragments,
  ipv6Packet,
  linkLayers,
  tcpSegment,
  udpDatagram,
  type IpFields,
} from './testing/packet-builder.ts'
import { createRandom } from './testing/random.ts'
import { TransportRecorder } from './testing/transport-recorder.ts'

const v4: IpFields = { source: '192.0.2.1', destination: '198.51.100.2', protocol: 6 }
const v6: IpFields = { source: '2001:db8::1', destination: '2001:db8::2', protocol: 6 }
const ports = { sourcePort: 40_001, destinationPort: 8767 }
const payload = createRandom(3).bytes(17)
const segment = tcpSegment({ ...ports, sequence: 77 }, payload)

/** Decodes packets of one link type, each placed at 1000 × its number in the file. */
function decode(linkType: number, packets: readonly Uint8Array[], originalLengths: readonly number[] = []) {
  const recorder = new TransportRecorder()
  const decoder = new PacketDecoder(recorder)
  packets.forEach((packet, i) => {
    // Surrounded by other bytes, as in a file.
    const bytes = concat(new Uint8Array(5).fill(0x45), packet, new Uint8Array(7).fill(0x99))
    const original = originalLengths[i] ?? packet.length
    decoder.packet(bytes, 5, 5 + packet.length, original, 1_700_000_000 + i, 0, 1000 * (i + 1), linkType)
  })
  decoder.end()
  return { ...recorder, counts: decoder.counts, fragments: decoder.fragments }
}

describe.each(Object.entries(linkLayers))('%s', (_, wrap) => {
  test.each([
    ['IPv4', ipv4Packet(v4, segment), v4],
    ['IPv6', ipv6Packet(v6, segment), v6],
  ])('%s', (_, ip, fields) => {
    const { linkType, packet } = wrap(ip)
    const result = decode(linkType, [packet])
    const place = concat(packet).join().indexOf(payload.join())
    const fileOffset = 1000 + packet.join().slice(0, place).split(',').length - 1
    expect(result.segments).toEqual([
      {
        source: fields.source,
        destination: fields.destination,
        ...ports,
        payload,
        missing: 0,
        fileOffset,
        packetNumber: 1,
        sequence: 77,
        flags: 0x18,
      },
    ])
  })
})

describe('IP', () => {
  test('IPv4 options', () => {
    const result = decode(101, [ipv4Packet({ ...v4, options: new Uint8Array(40).fill(1) }, segment)])
    expect(result.segments.map(({ payload }) => payload)).toEqual([payload])
  })

  test('TCP options', () => {
    const withOptions = tcpSegment({ ...ports, sequence: 1, options: new Uint8Array(40).fill(1) }, payload)
    expect(decode(101, [ipv4Packet(v4, withOptions)]).segments[0]!.payload).toEqual(payload)
  })

  test('IPv6 extension headers of every kind, in a chain', () => {
    const chain = concat(
      be([43, 1], [0, 1], [0, 6]), // hop by hop → routing
      be([60, 1], [1, 1], [0, 6], [0, 8]), // routing, 16 bytes → destination
      be([51, 1], [0, 1], [0, 6]), // destination → authentication
      be([135, 1], [4, 1], [0, 6], [0, 8], [0, 8]), // authentication, 24 bytes → mobility
      be([44, 1], [0, 1], [0, 6]), // mobility → fragment
      be([6, 1], [0, 1], [0, 2], [9, 4]), // an atomic fragment → TCP
    )
    expect(decode(101, [ipv6Packet(v6, concat(chain, segment), 0)]).segments[0]!.payload).toEqual(payload)
  })

  test('a chain of extension headers that does not end is malformed', () => {
    const chain = concat(...Array.from({ length: 100 }, () => be([60, 1], [0, 1], [0, 6])))
    expect(decode(101, [ipv6Packet(v6, chain, 60)]).others).toEqual(['malformed'])
  })

  test('a total length of 0 (segmentation offload) takes what was captured', () => {
    const packets = [ipv4Packet({ ...v4, totalLength: 0 }, segment), ipv6Packet({ ...v6, totalLength: 0 }, segment)]
    expect(decode(101, packets).segments.map(({ payload }) => payload)).toEqual([payload, payload])
  })

  test('a packet cut by the capture says how many bytes are missing', () => {
    const whole = linkLayers.ethernet!(ipv4Packet(v4, segment)).packet
    const cut = whole.slice(0, whole.length - 6)
    expect(decode(1, [cut], [whole.length]).segments).toMatchObject([{ payload: payload.slice(0, 11), missing: 6 }])
  })

  test('cut within the TCP options: all payload is missing', () => {
    const withOptions = tcpSegment({ ...ports, sequence: 1, options: new Uint8Array(12).fill(1) }, payload)
    const whole = ipv4Packet(v4, withOptions)
    expect(decode(101, [whole.slice(0, 44)], [whole.length]).segments).toMatchObject([
      { payload: new Uint8Array(0), missing: 17 },
    ])
  })

  test('a length that claims more than the packet had on the wire adds nothing', () => {
    const packet = ipv4Packet({ ...v4, totalLength: 1500 }, segment)
    expect(decode(101, [packet]).segments).toMatchObject([{ payload, missing: 0 }])
  })

  test('UDP is passed on with its ports, padding trimmed', () => {
    const datagram = concat(udpDatagram({ sourcePort: 53, destinationPort: 5353 }, payload), new Uint8Array(9))
    expect(decode(101, [ipv4Packet({ ...v4, protocol: 17 }, datagram)]).datagrams).toMatchObject([
      { sourcePort: 53, destinationPort: 5353, payload, missing: 0 },
    ])
  })

  test('what is neither TCP nor UDP is counted by kind', () => {
    const arp = concat(new Uint8Array(12), be([0x0806, 2]), new Uint8Array(28))
    const icmp = linkLayers.ethernet!(ipv4Packet({ ...v4, protocol: 1 }, payload)).packet
    const stp = concat(new Uint8Array(12), be([38, 2], [0x424203, 3]), new Uint8Array(35))
    const result = decode(1, [arp, icmp, stp, new Uint8Array(13), new Uint8Array(0)])
    expect(result.others).toEqual(['not_ip', 'other_transport', 'not_ip', 'malformed', 'malformed'])
    expect(result.counts).toEqual({
      packets: 5,
      tcp: 0,
      udp: 0,
      otherTransport: 1,
      notIp: 2,
      linkUnknown: 0,
      malformed: 2,
      fragments: 0,
    })
    expect(decode(147, [icmp]).others).toEqual(['link_unknown'])
    expect(decode(-1, [icmp]).others).toEqual(['link_unknown'])
  })
})

describe('fragments', () => {
  const long = createRandom(4).bytes(3000)
  const longSegment = tcpSegment({ ...ports, sequence: 5 }, long)

  test.each([
    ['IPv4', ipv4Fragments(v4, longSegment, 400)],
    ['IPv6', ipv6Fragments(v6, longSegment, 400)],
  ])('%s in any order, with repeats and others between', (_, fragments) => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = createRandom(seed)
      const other = ipv4Fragments({ ...v4, identification: 2 }, longSegment, 400).slice(1)
      const order = random.shuffle([...fragments, ...other])
      const last = order.findLastIndex((packet) => fragments.includes(packet))
      const result = decode(101, [...order.slice(0, last), random.pick(order.slice(0, last)), ...order.slice(last)])
      expect(result.segments, `seed ${seed}`).toMatchObject([{ payload: long, fileOffset: -1, packetNumber: last + 2 }])
      expect(result.counts.fragments, `seed ${seed}`).toBe(order.length)
      expect(result.fragments.dropped, `seed ${seed}`).toBe(1)
    }
  })

  test('of bytes that overlap, the first to come holds', () => {
    const [first, second] = ipv4Fragments(v4, longSegment, 1600)
    const forged = ipv4Packet({ ...v4, fragmentOffset: 800, moreFragments: true }, new Uint8Array(1600).fill(0xff))
    const result = decode(101, [first!, second!.slice(0, 20), forged, second!])
    expect(result.segments.length).toBe(1)
    const { payload } = result.segments[0]!
    expect(payload.slice(0, 1580)).toEqual(long.slice(0, 1580))
    expect(payload.slice(1580, 2380)).toEqual(new Uint8Array(800).fill(0xff))
    expect(payload.slice(2380)).toEqual(long.slice(2380))
    expect(result.fragments.overlaps).toBe(2)
  })

  test('a flood of fragments that never complete stays within its limits', () => {
    const recorder = new TransportRecorder()
    const decoder = new PacketDecoder(recorder)
    const packet = ipv4Packet({ ...v4, fragmentOffset: 800, moreFragments: true }, new Uint8Array(1400))
    for (let i = 0; i < 20_000; i++) {
      packet[4] = i >> 8
      packet[5] = i & 0xff
      decoder.packet(packet, 0, packet.length, packet.length, 0, 0, 0, 101)
    }
    expect(decoder.fragments.dropped).toBe(20_000 - 256)
  })

  test('after 30 seconds the same identification is another datagram', () => {
    const recorder = new TransportRecorder()
    const decoder = new PacketDecoder(recorder)
    const fragments = ipv4Fragments(v4, longSegment, 1600)
    decoder.packet(fragments[0]!, 0, fragments[0]!.length, 0, 1000, 0, 0, 101)
    decoder.packet(fragments[1]!, 0, fragments[1]!.length, 0, 1031, 0, 0, 101)
    expect(recorder.segments).toEqual([])
    decoder.packet(fragments[0]!, 0, fragments[0]!.length, 0, 1032, 0, 0, 101)
    expect(recorder.segments.length).toBe(1)
  })
})

test('10,000 random packets of every link type never throw', () => {
  const types = [0, 1, 9, 12, 14, 101, 108, 113, 228, 229, 276, 9999]
  for (let seed = 1; seed <= 10_000; seed++) {
    const random = createRandom(seed)
    const bytes = random.bytes(random.below(120))
    // Mostly something like IP, so that more than the first check is reached.
    if (random.chance(0.7)) {
      const good = random.pick(Object.values(linkLayers))(
        random.chance(0.5) ? ipv4Packet(v4, segment) : ipv6Packet(v6, concat(be([6, 1], [0, 7]), segment), 44),
      )
      const spoilt = good.packet.slice(0, random.between(1, good.packet.length))
      for (let i = random.below(4); i > 0; i--) spoilt[random.below(spoilt.length)] = random.below(256)
      expect(decode(good.linkType, [spoilt]).counts.packets, `seed ${seed}`).toBe(1)
    } else expect(decode(random.pick(types), [bytes]).counts.packets, `seed ${seed}`).toBe(1)
  }
})
