// The pcapng blocks that describe the capture rather than carry packets: section header, names, statistics.
// Used by read-pcapng.

import { formatAddress } from './address.ts'
import type { CaptureSection, CaptureSink } from './capture-sink.ts'
import { u16, u32, u64 } from './integers.ts'
import { forEachOption, optionText, padded } from './pcapng-blocks.ts'

/** Reads a whole Section Header Block [start, end). */
export function readSection(
  bytes: Uint8Array,
  start: number,
  end: number,
  littleEndian: boolean,
  index: number,
  fileOffset: number,
): CaptureSection {
  const version = { major: u16(bytes, start + 12, littleEndian), minor: u16(bytes, start + 14, littleEndian) }
  const section: CaptureSection = {
    index,
    fileOffset,
    format: 'pcapng',
    littleEndian,
    version,
    comment: null,
    hardware: null,
    system: null,
    application: null,
  }
  forEachOption(bytes, start + 24, end - 4, littleEndian, (code, from, to) => {
    const text = code >= 1 && code <= 4 ? optionText(bytes, from, to) : ''
    if (code === 1) section.comment = section.comment === null ? text : `${section.comment}\n${text}`
    else if (code === 2) section.hardware = text
    else if (code === 3) section.system = text
    else if (code === 4) section.application = text
  })
  return section
}

/** Gives the sink every name of a whole Name Resolution Block [start, end). */
export function readNames(
  bytes: Uint8Array,
  start: number,
  end: number,
  littleEndian: boolean,
  sink: CaptureSink,
): void {
  for (let at = start + 8; at + 4 <= end - 4;) {
    const type = u16(bytes, at, littleEndian)
    const length = u16(bytes, at + 2, littleEndian)
    const valueEnd = at + 4 + length
    if (type === 0 || valueEnd > end - 4) return
    const addressLength = type === 1 ? 4 : type === 2 ? 16 : 0
    if (addressLength > 0 && length > addressLength) {
      const address = formatAddress(bytes, at + 4, addressLength)
      // An address may have several names, each ended by a NUL.
      for (const name of optionText(bytes, at + 4 + addressLength, valueEnd).split('\0')) {
        if (name !== '') sink.name(address, name)
      }
    }
    at += 4 + padded(length)
  }
}

/** Gives the sink the counters of a whole Interface Statistics Block [start, end). */
export function readStatistics(
  bytes: Uint8Array,
  start: number,
  end: number,
  littleEndian: boolean,
  interfaceIndex: number,
  sink: CaptureSink,
): void {
  let received: number | null = null
  let droppedByInterface: number | null = null
  let droppedBySystem: number | null = null
  let comment: string | null = null
  forEachOption(bytes, start + 20, end - 4, littleEndian, (code, from, to) => {
    if (code === 1) comment = optionText(bytes, from, to)
    else if (to - from < 8) return
    else if (code === 4) received = u64(bytes, from, littleEndian)
    else if (code === 5) droppedByInterface = u64(bytes, from, littleEndian)
    else if (code === 7) droppedBySystem = u64(bytes, from, littleEndian)
  })
  sink.statistics({ interfaceIndex, received, droppedByInterface, droppedBySystem, comment })
}

/** Number of the interface that a statistics block speaks of. */
export function statisticsInterface(bytes: Uint8Array, start: number, littleEndian: boolean): number {
  return u32(bytes, start + 8, littleEndian)
}
