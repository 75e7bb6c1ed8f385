import { expect, test } from 'vitest'
import { parseHex } from '../bytes/hex.ts'
import { detectFormat } from './capture-format.ts'

test.each([
  ['d4c3b2a1 02000400', 'pcap'],
  ['a1b2c3d4 00020004', 'pcap'],
  ['4d3cb2a1 02000400', 'pcap'],
  ['a1b23c4d 00020004', 'pcap'],
  ['34cdb2a1 02000400', 'pcap'],
  ['0a0d0d0a 1c000000 4d3c2b1a', 'pcapng'],
  ['0a0d0d0a 0000001c 1a2b3c4d', 'pcapng'],
  ['0a0d0d0a 1c000000', 'pcapng'],
  ['0a0d0d0a 1c000000 00000000', 'none'],
  ['1f8b0800', 'gzip'],
  ['504b0304', 'zip'],
  ['28b52ffd', 'zstd'],
  ['04224d18', 'lz4'],
  ['fd377a58', 'xz'],
  ['680d1400', 'none'],
  ['d4c3', 'none'],
])('%s is %s', (hex, kind) => {
  const { bytes } = parseHex(hex) as { bytes: Uint8Array }
  expect(detectFormat(bytes).kind).toBe(kind)
})

test('an empty file is called empty, in both languages', () => {
  expect(detectFormat(new Uint8Array(0))).toEqual({ kind: 'empty', label: { zh: '文件为空', en: 'File is empty' } })
})
