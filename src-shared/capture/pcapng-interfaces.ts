// The interfaces of the section being read: link type, packet limit and clock of each. Used by read-pcapng.

import { unknownLinkType, type CaptureSink } from './capture-sink.ts'
import type { Damage } from './damage.ts'
import { u16, u32, u64 } from './integers.ts'
import { forEachOption, optionText } from './pcapng-blocks.ts'
import { TickClock } from './ticks.ts'

/** Described interfaces that are kept, in a file and in a section. A file of sensible origin has a handful. */
const maxInterfaces = 10_000

export interface SectionInterface {
  /** Counted through the file, or −1 when more than `maxInterfaces` came before. */
  index: number
  linkType: number
  snapLength: number
  /** Null when its resolution was lost with a damaged block: then packets have no time. */
  clock: TickClock | null
}

export class InterfaceTable {
  /** Interfaces described but not kept. */
  dropped = 0
  private readonly sink: CaptureSink
  private readonly damage: Damage
  private entries: SectionInterface[] = []
  private announced = 0
  private section = 0
  private unknownSeen = false

  constructor(sink: CaptureSink, damage: Damage) {
    this.sink = sink
    this.damage = damage
  }

  /** Starts a section: interface numbers begin at 0 again. */
  startSection(section: number): void {
    this.entries = []
    this.section = section
    this.unknownSeen = false
  }

  /** The section's interface of that number, or null when it is not described. */
  find(number: number, fileOffset: number): SectionInterface | null {
    const entry = this.entries[number]
    if (entry !== undefined) return entry
    if (!this.unknownSeen) {
      this.unknownSeen = true
      this.damage.note(fileOffset, 'interface_unknown', {
        zh: `接口 ${number} 没有描述，其数据包按原始字节保留`,
        en: `Interface ${number} is not described; its packets are kept as raw bytes`,
      })
    }
    return null
  }

  /** Takes a whole Interface Description Block [start, end). */
  add(bytes: Uint8Array, start: number, end: number, littleEndian: boolean, fileOffset: number): void {
    let name: string | null = null
    let description: string | null = null
    let comment: string | null = null
    let resolution = 6
    let offsetSeconds = 0
    forEachOption(bytes, start + 16, end - 4, littleEndian, (code, from, to) => {
      if (code === 1) comment = optionText(bytes, from, to)
      else if (code === 2) name = optionText(bytes, from, to)
      else if (code === 3) description = optionText(bytes, from, to)
      else if (code === 9 && to > from) resolution = bytes[from]!
      else if (code === 14 && to - from >= 8) offsetSeconds = signed64(bytes, from, littleEndian)
    })
    const linkType = u16(bytes, start + 8, littleEndian)
    const snapLength = u32(bytes, start + 12, littleEndian)
    const clock = new TickClock(resolution, offsetSeconds)
    const index = this.keep(linkType, snapLength, clock)
    if (index < 0) return
    this.sink.interface({ index, section: this.section, linkType, snapLength, name, description, comment })
    if (clock.extreme) {
      this.damage.note(fileOffset, 'resolution_extreme', {
        zh: `接口 ${index} 的时间分辨率特殊（代码 ${resolution}），时间按纳秒取整`,
        en: `Interface ${index} has an unusual time resolution (code ${resolution}); times are cut to nanoseconds`,
      })
    }
  }

  /**
   * Takes the place of a description whose block is damaged, so that the next ones keep their numbers. The link type is
   * believed when the reserved field after it is zero. Needs 12 bytes.
   */
  addDamaged(bytes: Uint8Array, start: number, littleEndian: boolean, fileOffset: number): void {
    const believed = u16(bytes, start + 10, littleEndian) === 0
    const linkType = believed ? u16(bytes, start + 8, littleEndian) : unknownLinkType
    const index = this.keep(linkType, 0, null)
    if (index < 0) return
    const texts = { name: null, description: null, comment: null }
    this.sink.interface({ index, section: this.section, linkType, snapLength: 0, ...texts })
    this.damage.note(fileOffset, 'interface_guessed', {
      zh: `接口 ${index} 的描述块损坏：其数据包没有时间`,
      en: `The description of interface ${index} is damaged: its packets have no time`,
    })
  }

  /** Reports what was not kept. */
  end(fileOffset: number): void {
    if (this.dropped === 0) return
    this.damage.note(fileOffset, 'interfaces_dropped', {
      zh: `接口过多：保留 ${maxInterfaces} 个，另有 ${this.dropped} 个未保留`,
      en: `Too many interfaces: ${maxInterfaces} kept, ${this.dropped} more not kept`,
    })
  }

  private keep(linkType: number, snapLength: number, clock: TickClock | null): number {
    const index = this.announced < maxInterfaces ? this.announced++ : -1
    if (index < 0) this.dropped++
    if (this.entries.length < maxInterfaces) this.entries.push({ index, linkType, snapLength, clock })
    return index
  }
}

/** The 64-bit signed integer at `at`, as the nearest number. */
function signed64(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  const value = u64(bytes, at, littleEndian)
  return value >= 2 ** 63 ? value - 2 ** 64 : value
}
