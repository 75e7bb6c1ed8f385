// Tells from a file's first bytes which reader it needs: the content decides, never the name.
// Counterparts: read-pcap.ts, read-pcapng.ts.

import type { Label } from '../bytes/range.ts'
import type { CaptureReader, CaptureSink } from './capture-sink.ts'
import { u32be, u32le } from './integers.ts'
import { pcapMagic, PcapReader } from './read-pcap.ts'
import { PcapngReader } from './read-pcapng.ts'

export type CaptureFormatKind = 'pcap' | 'pcapng' | 'gzip' | 'zip' | 'zstd' | 'lz4' | 'xz' | 'empty' | 'none'

export interface CaptureFormat {
  kind: CaptureFormatKind
  label: Label
}

const labels: Record<CaptureFormatKind, Label> = {
  pcap: { zh: 'pcap 抓包文件', en: 'pcap capture' },
  pcapng: { zh: 'pcapng 抓包文件', en: 'pcapng capture' },
  gzip: { zh: 'gzip 压缩文件', en: 'gzip-compressed file' },
  zip: { zh: 'zip 压缩包', en: 'zip archive' },
  zstd: { zh: 'zstd 压缩文件', en: 'zstd-compressed file' },
  lz4: { zh: 'lz4 压缩文件', en: 'lz4-compressed file' },
  xz: { zh: 'xz 压缩文件', en: 'xz-compressed file' },
  empty: { zh: '文件为空', en: 'File is empty' },
  none: { zh: '不是抓包文件', en: 'Not a capture' },
}

/** How many first bytes of a file `detectFormat` wants to see. Fewer are enough where the file has no more. */
export const detectFormatLength = 12

/** Compressed kinds are for the host to inflate and detect again. */
export function detectFormat(firstBytes: Uint8Array): CaptureFormat {
  const kind = kindOf(firstBytes)
  return { kind, label: labels[kind] }
}

/** The reader for an uncompressed capture, or null for any other kind. */
export function createCaptureReader(kind: CaptureFormatKind, sink: CaptureSink): CaptureReader | null {
  if (kind === 'pcap') return new PcapReader(sink)
  if (kind === 'pcapng') return new PcapngReader(sink)
  return null
}

function kindOf(bytes: Uint8Array): CaptureFormatKind {
  if (bytes.length === 0) return 'empty'
  if (bytes.length >= 3 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return 'gzip'
  if (bytes.length < 4) return 'none'
  if (pcapMagic(bytes, 0) !== null) return 'pcap'
  const first = u32be(bytes, 0)
  if (first === 0x0a0d0d0a) return isByteOrderMark(bytes) ? 'pcapng' : 'none'
  if (first === 0x504b0304 || first === 0x504b0506) return 'zip'
  if (first === 0x28b52ffd) return 'zstd'
  if (first === 0x04224d18) return 'lz4'
  if (first === 0xfd377a58) return 'xz'
  return 'none'
}

function isByteOrderMark(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return true
  return u32le(bytes, 8) === 0x1a2b3c4d || u32be(bytes, 8) === 0x1a2b3c4d
}
