// Zips as they come by mail: several logs, captures rolled over, and what must not be followed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { heartbeatPackets, pcapParts } from './testing/heartbeat-capture.ts'
import { summarize } from '../../src-shared/view/summary.ts'
import { bundledProtocols } from '../definitions.ts'
import { CommandError } from '../command-error.ts'
import { openFile, type OpenedFile } from './open-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-zip-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Member {
  name: string | Uint8Array
  data: string | Uint8Array
  mode?: number
  flags?: number
  method?: number
  crc?: number
}

/** The bytes of a zip, member by member, without the help of what reads it. */
function zip(members: readonly Member[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, data, mode = 0o100644, flags = 0, method = 8, crc } of members) {
    const nameBytes = Buffer.from(name as string)
    const plain = Buffer.from(data as string)
    const packed = deflateRawSync(plain)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(flags, 2)
    fixed.writeUInt16LE(method, 4)
    fixed.writeUInt32LE(crc ?? crc32(plain), 10)
    fixed.writeUInt32LE(packed.length, 14)
    fixed.writeUInt32LE(plain.length, 18)
    fixed.writeUInt16LE(nameBytes.length, 22)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(mode * 65536, 6)
    entry.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, nameBytes, packed])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fixed, entry, nameBytes]))
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end])
}

async function open(members: readonly Member[], inflateLimit?: number): Promise<OpenedFile> {
  const path = join(folder, 'a.zip')
  writeFileSync(path, zip(members))
  const opened = await openFile(path, {
    protocols: bundledProtocols(),
    input: 'auto',
    ...(inflateLimit !== undefined && { inflateLimit }),
  })
  opened.close()
  return opened
}

const said = (opened: OpenedFile) => opened.remarks.map(({ zh, en }) => `${zh} ${en}`).join('\n')
const frame = '680d02010003320106000192360201d21e'
const pcap = Buffer.concat(pcapParts(heartbeatPackets(10)))

describe('a zip', () => {
  test('of logs is read as one log in the order of their names, each in its own encoding', async () => {
    const opened = await open([
      { name: '日志-10.log', data: `收到 ${frame}\n` },
      { name: Buffer.from('c8d5d6be2d322e6c6f67', 'hex'), data: Buffer.from(`cad5b5bd20${'363830643032'}`, 'hex') },
      { name: '日志-3.log', data: `发送 ${frame}\n\n收到 ${frame}\n` },
      { name: '截图.png', data: Buffer.from('89504e470d0a1a0a0000000d0102030405060708', 'hex') },
    ])
    expect(opened.origins?.map((origin) => origin?.line)).toEqual([1, 3, 1])
    expect(said(opened)).toContain('日志-2.log、日志-3.log、日志-10.log')
    expect(said(opened)).toContain('Not read: 截图.png (neither a capture nor text)')
    expect(opened.damaged).toBe(false)
  })

  test('of captures of one format is read as one capture', async () => {
    const opened = await open([
      { name: 'b.pcap', data: pcap },
      { name: 'a.pcap', data: pcap },
      { name: 'readme.txt', data: 'recorded today' },
    ])
    expect(opened.kind).toBe('capture')
    expect(opened.capture.frames.count).toBeGreaterThanOrEqual(10)
    expect(opened.captureImport!.holes).toBe(0)
    expect(summarize(opened.capture, opened.captureImport).packets).toBe(20)
    expect(said(opened)).toContain('没有读取 readme.txt')
  })

  test('names that lead out are only names; links, archives and locked files are not read', async () => {
    const opened = await open([
      { name: '../../outside.log', data: frame },
      { name: 'link.log', data: '/etc/passwd', mode: 0o120777 },
      { name: 'inner.zip', data: zip([{ name: 'a', data: frame }]) },
      { name: 'inner.gz', data: gzipSync(frame) },
      { name: 'locked.log', data: frame, flags: 1 },
      { name: 'odd.log', data: frame, method: 14 },
    ])
    expect(opened.capture.frames.count).toBe(1)
    for (const words of ['../../outside.log', 'a symbolic link', 'archive within the archive', '已加密', 'method 14'])
      expect(said(opened)).toContain(words)
  })

  test('stops at the limit, keeps what came before, and tells a wrong checksum', async () => {
    const large = await open([{ name: 'a.log', data: `${frame}\n`.repeat(100_000) }], 200_000)
    expect(large.capture.frames.count).toBeGreaterThan(1000)
    expect(said(large)).toContain('超过上限 200000 字节')
    const wrong = await open([{ name: 'a.log', data: frame, crc: 1 }])
    expect([wrong.capture.frames.count, wrong.damaged]).toEqual([1, true])
    expect(said(wrong)).toContain('"a.log" in the archive is damaged (CRC-32)')
  })

  test.each([
    ['empty', [], '压缩包是空的'],
    ['locked', [{ name: 'a.log', data: frame, flags: 1 }], 'encrypted; unpack it with its password first'],
  ] as [string, Member[], string][])('that is %s says so', async (_what, members, words) => {
    const error = await open(members).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CommandError)
    expect(`${(error as CommandError).label.zh} ${(error as CommandError).label.en}`).toContain(words)
  })
})
