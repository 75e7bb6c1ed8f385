// Fields and frames in memory, for the tests of this folder.

import type { Environment } from '../evaluate.ts'
import type { NameInfo, NameTable } from '../names.ts'
import { similarWords } from '../similar.ts'
import type { Value, ValueType } from '../value.ts'

type Options = Omit<NameInfo, 'slot' | 'type'>

/** A name table over a plain list; slots are given in order, raw bytes included. */
export class MemoryNames implements NameTable {
  private readonly infos = new Map<string, NameInfo>()
  private slots = 0

  add(name: string, type: ValueType, options: Options = {}): this {
    this.infos.set(name, { slot: this.slots++, type, ...options })
    return this
  }

  /** Another name of the same field. */
  alias(name: string, of: string): this {
    this.infos.set(name, this.infos.get(of)!)
    return this
  }

  /** Gives a field raw bytes, for `@name`. */
  withRaw(name: string): this {
    this.infos.get(name)!.rawSlot = this.slots++
    return this
  }

  resolve(name: string): NameInfo | null {
    return this.infos.get(name) ?? null
  }

  similar(name: string): string[] {
    return similarWords(name, this.infos.keys())
  }

  /** A frame with these values; `@name` sets raw bytes. */
  frame(values: Record<string, readonly Value[]>): Environment {
    const bySlot = new Map<number, readonly Value[]>()
    for (const [name, list] of Object.entries(values)) {
      const info = this.resolve(name.replace('@', ''))!
      bySlot.set(name.startsWith('@') ? info.rawSlot! : info.slot, list)
    }
    return { values: (slot) => bySlot.get(slot) ?? [] }
  }
}

const gunTexts = new Map([
  ['正常', 0],
  ['normal', 0],
  ['故障', 1],
  ['fault', 1],
  ['充电中', 2],
  ['charging', 2],
])

/** The fields that the tests use. */
export const testNames = new MemoryNames()
  .add('frame.len', 'integer', { min: 0n, max: 4294967295n })
  .add('frame.time', 'time')
  .add('frame.bad', 'boolean')
  .add('tcp.port', 'integer', { min: 0n, max: 65535n })
  .add('ykc', 'presence')
  .add('ykc.soc', 'integer')
  .add('ykc.voltage', 'number')
  .add('ykc.gun_status', 'integer', { enumTexts: gunTexts })
  .add('ykc.gun_no', 'digits')
  .add('ykc.pile_no', 'digits')
  .withRaw('ykc.pile_no')
  .add('ykc.vin', 'string')
  .add('ykc.data', 'bytes')
  .add('ykc.start_time', 'time')
  .add('ykc.serial', 'integer')
  .add('ykc.price', 'number')
  .add('ykc.energy', 'number')
  .add('ykc.periods', 'bytes')
  .add('ykc.missing', 'integer')
  .add('ykc.none', 'string')
  .add('gun', 'any', { enumTexts: gunTexts })
  .add('checksum.status', 'string')
  .add('message.name', 'string')
  .add('a-b', 'integer')
  .alias('桩编号', 'ykc.pile_no')
  .alias('枪状态', 'ykc.gun_status')

const bytes = (...values: number[]) => Uint8Array.from(values)

/** One frame with all of them but `ykc.missing` and `ykc.none`. */
export const testFrame = testNames.frame({
  'frame.len': [100],
  'frame.time': [1682942400123456789n], // 2023-05-01T12:00:00.123456789Z
  'frame.bad': [false],
  'tcp.port': [50000, 8767],
  ykc: [true],
  'ykc.soc': [50],
  'ykc.voltage': [221.1],
  'ykc.gun_status': [1],
  'ykc.gun_no': ['01'],
  'ykc.pile_no': ['10319042800003'],
  '@ykc.pile_no': [bytes(0x10, 0x31, 0x90, 0x42, 0x80, 0x00, 0x03)],
  'ykc.vin': ['LSVAA4182E2184847'],
  'ykc.data': [bytes(0x68, 0x0d, 0x01, 0x00, 0x00, 0x13, 0xff)],
  'ykc.start_time': ['2023-05-01T12:00:00'],
  'ykc.serial': [18446744073709551615n],
  'ykc.price': [0.5, 0.7, 1.2],
  'ykc.energy': [10, 20, 30],
  'ykc.periods': [bytes(0, 0, 8, 0, 1, 8, 0, 24, 0, 2, 0, 0, 0, 0, 0)],
  gun: ['01', 1],
  'checksum.status': ['good'],
  'message.name': ['充电桩心跳包', 'Heartbeat'],
  'a-b': [7],
})
