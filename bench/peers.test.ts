// Other programs read the same captures: tshark agrees on every byte of every TCP stream, pcap-parser on every packet,
// and what editcap and text2pcap make of a capture reads the same.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, type ParsedPacket } from 'pcap-parser'
import { afterAll, describe, expect, test } from 'vitest'
import { PcapReader } from '../src-shared/capture/read-pcap.ts'
import { readFile } from '../src-shared/capture/testing/capture-builder.ts'
import { decodeJson, runCli } from '../src-main/testing/run-cli.ts'
import { reasonToSkip } from '../scripts/install-test-tools.mjs'
import { usualRates, type TrafficOptions } from './generator/options.ts'
import { makeCapture, streamBytes } from './testing/read-capture.ts'
import { countWithTshark, followWithTshark } from './testing/tshark.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
afterAll(() => rmSync(folder, { recursive: true }))

const skipped = reasonToSkip()
if (skipped !== null) console.warn(`tests beside Wireshark’s tools are skipped: ${skipped}`)

// What the peers must agree on: no bytes lost, and none sent twice with other values. tshark takes bytes that were
// acknowledged before the capture shows them for lost.
const rates = {
  ...usualRates,
  loss: 0,
  conflict: 0,
  earlyAck: 0,
  reorder: 0.05,
  retransmit: 0.03,
  overlap: 0.01,
  ipv6: 0.2,
}

function write(name: string, options: Partial<TrafficOptions>) {
  const made = makeCapture({ frames: 1500, piles: 14, foreign: 2, rates, ...options })
  const path = join(folder, name)
  writeFileSync(path, made.file)
  return { path, ...made }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe.skipIf(skipped !== null)('tshark', () => {
  const cases: [string, Partial<TrafficOptions>][] = [
    ['Ethernet', { links: ['ethernet'], format: 'pcap' }],
    ['Ethernet, big-endian nanoseconds', { links: ['ethernet'], format: 'pcap-ns', littleEndian: false }],
    ['802.1Q', { links: ['vlan'], format: 'pcap' }],
    ['QinQ', { links: ['qinq'] }],
    ['Linux cooked', { links: ['sll'], format: 'pcap' }],
    ['Linux cooked v2', { links: ['sll2'] }],
    ['loopback', { links: ['null'], format: 'pcap' }],
    ['raw IP', { links: ['raw'], format: 'pcap' }],
    ['IPv6', { links: ['ethernet'], rates: { ...rates, ipv6: 1 } }],
    ['several interfaces', { links: ['ethernet', 'sll', 'raw', 'null'] }],
  ]
  test.each(cases)('agrees on the bytes of every stream: %s', (name, options) => {
    const seed = 300 + cases.findIndex(([one]) => one === name)
    const { path, file, manifest } = write('follow.cap', { ...options, seed, networkSeed: seed })
    const { packets, conversations } = manifest
    expect(countWithTshark(path)).toEqual({ packets, conversations })
    const ours = streamBytes(file)
    followWithTshark(path, conversations).forEach((stream, index) => {
      const { pile, up, down } = manifest.streams[index]!
      const pilePort = pile.split(' ')[1]
      const isPileFirst = stream.first.split(' ')[1] === pilePort
      const theirs = isPileFirst ? [stream.fromFirst, stream.fromSecond] : [stream.fromSecond, stream.fromFirst]
      const where = `seed ${seed}, conversation ${index}`
      expect(theirs.map(sha256), where).toEqual([up.sha256, down.sha256])
      expect(
        ours[index]!.map((one) => one.sha256),
        where,
      ).toEqual([up.sha256, down.sha256])
    })
  })

  test('editcap makes other files of the same packets', () => {
    const { path } = write('plain.pcapng', { links: ['ethernet'], seed: 40 })
    const summaryOf = (file: string) => {
      const summary = JSON.parse(runCli(['summary', '--json', file]).stdout) as Record<string, unknown>
      return { ...summary, file: null }
    }
    // What an hour's delay changes: the times themselves, and how far the piles' clocks are from them.
    const timeless = (summary: object) => ({ ...summary, first_time: 0, last_time: 0, piles: 0, sessions: 0 })
    const expected = summaryOf(path)
    const variants: [string[], (summary: object) => object][] = [
      [['-F', 'pcap'], (summary) => summary],
      [['-F', 'nsecpcap'], (summary) => summary],
      [['-F', 'pcapng', '-t', '3600'], timeless],
    ]
    for (const [variant, compared] of variants) {
      const target = join(folder, 'variant.cap')
      expect(spawnSync('editcap', [...variant, path, target]).status, variant.join(' ')).toBe(0)
      expect(compared(summaryOf(target)), variant.join(' ')).toEqual(compared(expected))
    }
  })

  test('packets cut by editcap become gaps of the right size', () => {
    const { path, manifest } = write('whole.pcap', { links: ['raw'], format: 'pcap', seed: 41, foreign: 0 })
    const target = join(folder, 'cut.pcap')
    expect(spawnSync('editcap', ['-s', '100', path, target]).status).toBe(0)
    const { checksum, tcp } = JSON.parse(runCli(['summary', '--json', target]).stdout) as {
      checksum: { good: number }
      tcp: { gaps: number; gap_bytes: number }
    }
    expect(tcp.gaps).toBeGreaterThan(0)
    expect(tcp.gap_bytes).toBeGreaterThan(0)
    expect(checksum.good).toBeGreaterThan(0)
    expect(checksum.good).toBeLessThan(manifest.checksum.good)
  })

  test('text2pcap makes a capture of a hex dump', () => {
    const hex = '680d14000003103190428000030100a38d'
    const dump = `000000 ${hex.replace(/../g, '$& ')}\n`
    for (const port of ['40000,8767', '8767,40000']) {
      const target = join(folder, `text-${port}.pcap`)
      expect(spawnSync('text2pcap', ['-q', '-T', port, '-', target], { input: dump }).status).toBe(0)
      const frames = decodeJson([target])
      expect(frames.map((frame) => [frame.hex, frame.message?.id, frame.direction])).toEqual([[hex, 'heartbeat', 'up']])
    }
  })
})

describe('pcap-parser', () => {
  test.each(['little', 'big'])('agrees packet by packet on a %s-endian file', async (order) => {
    const { path, file } = write('plain.pcap', { format: 'pcap', littleEndian: order === 'little', seed: 50 })
    const theirs = await new Promise<ParsedPacket[]>((resolve, reject) => {
      const packets: ParsedPacket[] = []
      parse(path)
        .on('packet', (packet: ParsedPacket) => packets.push(packet))
        .on('end', () => resolve(packets))
        .on('error', reject)
    })
    const ours = readFile((sink) => new PcapReader(sink), file, [64 * 1024])
    expect(ours.holes).toEqual([])
    expect(ours.packets.length).toBe(theirs.length)
    ours.packets.forEach(({ bytes, originalLength, seconds, nanos }, index) => {
      const { header, data } = theirs[index]!
      const { timestampSeconds, timestampMicroseconds } = header
      expect({ seconds, nanos, originalLength, length: bytes.length }, `packet ${index + 1}`).toEqual({
        seconds: timestampSeconds,
        nanos: timestampMicroseconds * 1000,
        originalLength: header.originalLength,
        length: header.capturedLength,
      })
      if (Buffer.compare(bytes, data) !== 0) expect.fail(`packet ${index + 1} differs`)
    })
  })
})
