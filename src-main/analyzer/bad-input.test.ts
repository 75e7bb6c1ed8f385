// Bad captures and logs: nothing crashes, everything intact is kept, and the message says what is wrong, where, and what
// was kept, in both languages. One case for each kind of damage; exit 0 clean, 1 opened with damage, 2 not opened.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import {
  bytesOf,
  concat,
  heartbeat,
  heartbeatPackets,
  integers,
  interfaceBlock,
  packetBlock,
  pcapHeader,
  pcapngParts,
  pcapParts,
  pcapRecord,
  sectionBlock,
  segmentPacket,
} from './testing/heartbeat-capture.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface BadInput {
  name: string
  file: Uint8Array | string
  /** Name of the file, when it matters. */
  as?: string
  code: number
  /** Frames found. */
  frames: number
  /** What must stand on standard error, in Chinese and in English. */
  words?: string[]
  /** Events that `--events` lists, by kind, and what their messages say. */
  events?: Record<string, number>
  eventWords?: string[]
}

interface Line {
  kind: string
  event?: string
  offset?: number
  length?: number
  message: { zh: string; en: string }
}

const packets = heartbeatPackets(10)
const pcap = pcapParts(packets)
const pcapng = pcapngParts(packets)
/** The parts with part `index` put through `change`. */
const changed = (parts: Uint8Array[], index: number, change: (part: Uint8Array) => Uint8Array): Uint8Array =>
  concat(...parts.map((part, i) => (i === index ? change(part.slice()) : part)))
const set = (part: Uint8Array, at: number, bytes: readonly number[]): Uint8Array => {
  part.set(bytes, at)
  return part
}
const offsetOf = (parts: Uint8Array[], index: number): number => concat(...parts.slice(0, index)).length
const hexLine = (text: string): string => `2025-11-21 10:00:00 recv: ${text}\n`
const stream = (...pieces: [string, number][]): Uint8Array =>
  concat(...pcapParts(pieces.map(([hex, at]) => segmentPacket(bytesOf(hex), { at }))))

const captures: BadInput[] = [
  { name: '1 an empty file', file: '', code: 2, frames: 0, words: ['文件为空', 'empty'] },
  { name: '2 a pcap header alone', file: pcapHeader(), code: 0, frames: 0 },
  { name: '2 a pcapng section alone', file: sectionBlock(), code: 0, frames: 0 },
  {
    name: '3 a pcap cut in its last record',
    file: concat(...pcap).subarray(0, -5),
    code: 1,
    frames: 9,
    words: [`${offsetOf(pcap, 10)}`, '文件在记录中间结束', 'ends inside a record', '保留', 'kept'],
  },
  {
    name: '3 a pcapng cut in its last block',
    file: concat(...pcapng).subarray(0, -5),
    code: 1,
    frames: 9,
    words: [`${offsetOf(pcapng, 11)}`, '保留', 'kept'],
  },
  {
    name: '4 a block whose two lengths differ',
    file: changed(pcapng, 5, (part) => set(part, part.length - 4, [0x11])),
    code: 1,
    frames: 9,
    words: [`${offsetOf(pcapng, 5)}`, '首尾长度不一致', 'two lengths differ'],
    events: { hole: 1, gap: 1 },
  },
  {
    name: '5 a block of length zero',
    file: changed(pcapng, 5, (part) => set(part, 4, [0, 0, 0, 0])),
    code: 1,
    frames: 9,
    words: ['块长度无效', 'block length is not valid'],
    events: { hole: 1, gap: 1 },
  },
  {
    name: '6 a block of 2 GiB',
    file: changed(pcapng, 5, (part) => set(part, 4, [0, 0, 0, 0x80])),
    code: 1,
    frames: 9,
    events: { hole: 1, gap: 1 },
  },
  {
    name: '7 a captured length beyond the block',
    file: changed(pcapng, 5, (part) => set(part, 20, [0xff, 0xff])),
    code: 1,
    frames: 9,
    words: ['捕获长度', 'captured length'],
    events: { hole: 1, gap: 1 },
  },
  {
    name: '8 an unknown interface',
    file: concat(...pcapng, packetBlock(7, 0, packets[0]!)),
    code: 0,
    frames: 10,
    words: ['接口 7 没有描述', 'Interface 7 is not described'],
  },
  {
    name: '9 a second section in the other byte order',
    file: concat(...pcapngParts(packets.slice(0, 5)), ...pcapngParts(packets.slice(5), false)),
    code: 0,
    frames: 10,
  },
  {
    name: '10 a hundred thousand interfaces',
    file: concat(sectionBlock(), ...Array.from({ length: 100_000 }, () => interfaceBlock(1)), ...pcapng.slice(2)),
    code: 0,
    frames: 10,
    words: ['保留 10000 个', '10000 kept', '90000'],
  },
  { name: '11 a capture called .txt', file: concat(...pcap), as: 'wrong.txt', code: 0, frames: 10 },
  { name: '11 a log called .pcap', file: hexLine(heartbeat), as: 'wrong.pcap', code: 0, frames: 1 },
  {
    name: '12 a pcap record of more than 256 KiB',
    file: changed(pcap, 5, (part) => set(part, 8, [0, 0, 5, 0])),
    code: 1,
    frames: 9,
    words: ['256 KiB', `${offsetOf(pcap, 5)}`],
    events: { hole: 1, gap: 1 },
  },
  {
    name: '13 time zero, the year 2106 and time running backwards',
    file: concat(
      pcapHeader(),
      ...[0, 0xffff_ffff, 1_763_683_200, 5].map((time, i) => pcapRecord(time, 0, packets[i]!)),
    ),
    code: 0,
    frames: 4,
  },
  {
    name: '13 a time resolution of 2^-64',
    file: concat(
      sectionBlock(),
      interfaceBlock(1, true, concat(integers(true, [9, 2], [1, 2]), Uint8Array.of(0xc0, 0, 0, 0), new Uint8Array(4))),
      ...pcapng.slice(2),
    ),
    code: 0,
    frames: 10,
    words: ['时间分辨率特殊', 'unusual time resolution'],
  },
  {
    name: '14 a tail of zeros',
    file: concat(...pcapng, new Uint8Array(5000)),
    code: 0,
    frames: 10,
    words: ['5000 个零字节', '5000 zero bytes'],
  },
  {
    name: '16 a zip with a path that leads out',
    file: concat(bytesOf('504b030414000000'), new Uint8Array(22), new TextEncoder().encode('../../etc/passwd')),
    as: 'archive.zip',
    code: 2,
    frames: 0,
    words: ['zip 压缩包', 'zip archive'],
  },
  {
    name: '16 gzip in gzip',
    file: gzipSync(gzipSync(concat(...pcap))),
    code: 2,
    frames: 0,
    words: ['gzip'],
  },
  {
    name: '17 a gzip with a wrong checksum',
    file: concat(...[gzipSync(concat(...pcap))].map((all) => set(all, all.length - 8, [1, 2, 3, 4]))),
    code: 1,
    frames: 10,
    words: ['gzip 数据损坏', 'gzip data is damaged', 'kept'],
  },
  {
    name: '17 a gzip that is cut',
    file: gzipSync(concat(...pcapParts(heartbeatPackets(3000)))).subarray(0, 4000),
    code: 1,
    frames: -1,
    words: ['gzip 数据损坏', 'kept'],
  },
]

const texts: BadInput[] = [
  {
    name: '18 a line with an odd number of digits',
    file: hexLine(heartbeat) + hexLine(heartbeat.slice(0, -1)) + hexLine(heartbeat),
    code: 1,
    frames: -2,
  },
  {
    name: '20 GBK',
    file: concat(bytesOf('cad5b5bd20'), Buffer.from(`${heartbeat}\n`)),
    code: 0,
    frames: 1,
    words: ['gb'],
  },
  {
    name: '20 UTF-16 with a byte order mark',
    file: concat(bytesOf('fffe'), Buffer.from(`收到 ${heartbeat}\r\n`, 'utf16le')),
    code: 0,
    frames: 1,
    words: ['utf-16'],
  },
  { name: '20 UTF-8 with a byte order mark', file: `\ufeff收到 ${heartbeat}\n`, code: 0, frames: 1 },
  { name: '20 mixed line ends', file: `${heartbeat}\r\n${heartbeat}\r${heartbeat}\n`, code: 0, frames: 3 },
]

const streams: BadInput[] = [
  {
    name: '24 an overlap with other bytes',
    file: stream([heartbeat, 0], [heartbeat.replace(/00a38d$/, '01a38d'), 0], [heartbeat, 17]),
    code: 0,
    frames: 2,
    events: { 'event conflict': 1 },
    eventWords: ['保留先到的', 'first ones are kept'],
  },
  {
    name: '25 a gap',
    file: stream([heartbeat, 0], [heartbeat, 34], [heartbeat, 51]),
    code: 1,
    frames: 3,
    events: { gap: 1 },
    eventWords: ['缺 17 字节', '17 bytes of the TCP stream are missing'],
  },
  {
    name: '25 sequence numbers that wrap',
    file: concat(
      ...pcapParts([0, 17, 34].map((at) => segmentPacket(bytesOf(heartbeat), { at, sequence: 0xffff_fff0 }))),
    ),
    code: 0,
    frames: 3,
  },
  {
    name: '25 a missing SYN, in the middle of a frame',
    file: stream([heartbeat.slice(10), 5], [heartbeat, 17]),
    code: 1,
    frames: 1,
    events: { skipped: 1 },
  },
  {
    name: '26 a frame of length 0',
    file: stream([heartbeat, 0], ['6800140000031031904280000301', 17], [heartbeat, 31]),
    code: 1,
    frames: 2,
    events: { skipped: 1 },
  },
  {
    name: '26 a frame of the greatest length',
    file: stream([heartbeat, 0], ['68ff14000003103190428000030100', 17], [heartbeat, 32], [heartbeat, 49]),
    code: 1,
    frames: 4,
  },
]

describe.each([
  ['captures', captures],
  ['texts', texts],
  ['streams', streams],
])('%s', (_kind, cases) => {
  test.each(cases)('$name', (bad) => {
    const path = join(folder, bad.as ?? 'input')
    writeFileSync(path, bad.file)
    const run = runCli(['decode', path, '--format', 'ndjson', '--events'])
    const lines = run.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
    const frames = lines.filter((line) => line.kind === 'frame')
    if (bad.frames === -1) expect(frames.length).toBeGreaterThan(0)
    else if (bad.frames === -2) expect(frames.length).toBeGreaterThanOrEqual(2)
    else expect(frames.length, run.stderr).toBe(bad.frames)
    expect(run.code, run.stderr).toBe(bad.code)
    expect(run.stderr).not.toContain('    at ')
    for (const word of bad.words ?? []) expect(run.stderr).toContain(word)
    for (const [kind, count] of Object.entries(bad.events ?? {})) {
      const found = lines.filter((line) => [line.kind, line.event].filter(Boolean).join(' ') === kind)
      expect(found.length, `${kind} in ${run.stdout}`).toBe(count)
    }
    for (const word of bad.eventWords ?? []) expect(run.stdout).toContain(word)
  })
})

describe('what is no file', () => {
  test('22 a folder, a device and a pipe are refused before reading', () => {
    const pipe = join(folder, 'pipe')
    const inside = join(folder, 'folder')
    mkdirSync(inside)
    spawnSync('mkfifo', [pipe])
    for (const [path, zh, en] of [
      [inside, '文件夹', 'folder'],
      ['/dev/zero', '不是普通文件', 'not a regular file'],
      [pipe, '不是普通文件', 'not a regular file'],
    ] as const) {
      const run = runCli(['decode', path])
      expect(run.code, path).toBe(2)
      expect(run.stderr).toContain(zh)
      expect(run.stderr).toContain(en)
      expect(run.stdout).toBe('')
    }
  })
})
