// How fast frames become slots, against a bare checksum loop over the same bytes in the same run: the machine's mood is in
// both figures. The definition is made for it: 60 bytes, 20 fields of the usual kinds.
import { crc16Modbus, decodeFrame, FrameEnvironment, loadDefinitions, Run, Slots } from '../out/main/bench-parts.js'

const definition = `
id: bench
prefix: bench
name: { zh: 测速, en: Bench }
order: little
text: { ends: trailing_nul, encoding: ascii }
select: { by: [type], type: hex }
extra: { id: rest, label: { zh: 其余, en: Rest }, report: true }
frames:
  - id: standard
    start: "68"
    header_size: 6
    length: { at: 1, read: u8, add: 4, min: 8, max: 259, counts: { zh: 其后, en: what follows } }
    checksum: { field: checksum, algorithm: crc16-modbus, from: 2, to: -2, size: 2, order: little }
    header:
      - { id: start, label: { zh: 起始, en: Start }, read: bytes, size: 1, const: "68" }
      - { id: length, label: { zh: 长度, en: Length }, read: u8 }
      - { id: seq, label: { zh: 序号, en: Sequence }, read: u16 }
      - { id: encrypted, label: { zh: 加密, en: Encrypted }, read: u8 }
      - { id: type, label: { zh: 类型, en: Type }, read: u8 }
    trailer:
      - { id: checksum, label: { zh: 校验, en: Checksum }, read: bytes, size: 2 }
    end: [real]
messages:
  - id: sample
    type: 0x13
    name: { zh: 样例, en: Sample }
    fields:
      - { id: pile_no, label: { zh: 桩号, en: Pile }, read: bcd, size: 7 }
      - { id: gun_no, label: { zh: 枪号, en: Gun }, read: bcd, size: 1 }
      - { id: status, label: { zh: 状态, en: Status }, read: u8 }
      - { id: voltage, label: { zh: 电压, en: Voltage }, read: u16, scale: 0.1, unit: V }
      - { id: current, label: { zh: 电流, en: Current }, read: u16, scale: 0.1, unit: A }
      - { id: temperature, label: { zh: 温度, en: Temperature }, read: u8, offset: -50 }
      - { id: cable, label: { zh: 线缆, en: Cable }, read: bytes, size: 8 }
      - { id: soc, label: { zh: 电量, en: State of charge }, read: u8 }
      - { id: minutes, label: { zh: 时长, en: Minutes }, read: u16 }
      - { id: energy, label: { zh: 电能, en: Energy }, read: u32, scale: 0.0001 }
      - { id: amount, label: { zh: 金额, en: Amount }, read: u32, scale: 0.0001 }
      - { id: started, label: { zh: 开始, en: Started }, read: cp56time2a }
      - { id: tariff, label: { zh: 费率, en: Tariff }, read: text, size: 10 }
      - { id: faults, label: { zh: 故障, en: Faults }, read: u16 }
`

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  return crc
})

/** The measure: one table look-up for each byte, as everybody writes it. The program's own CRC takes eight bytes at a time. */
function bareChecksum(bytes, start, end) {
  let crc = 0xffff
  for (let i = start; i < end; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 0xff]
  return crc
}

/** Frames with bytes of their own each, so that nothing is guessed from the last one; few enough for the caches. */
function makeFrames(count) {
  return Array.from({ length: count }, (_, index) => {
    const frame = Uint8Array.from({ length: 60 }, (_byte, at) => (index * 31 + at * 7) & 0xff)
    frame.set([0x68, frame.length - 4, index & 0xff, 0, 0, 0x13])
    const crc = crc16Modbus(frame, 2, frame.length - 2)
    frame.set([crc & 0xff, crc >> 8], frame.length - 2)
    return frame
  })
}

/** Best of several rounds, in calls per second: the fastest round is the one that was disturbed least. */
function perSecond(frames, work, rounds = 20, repeats = 40) {
  let best = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    for (let repeat = 0; repeat < repeats; repeat++) for (const frame of frames) work(frame)
    best = Math.max(best, ((frames.length * repeats) / (performance.now() - start)) * 1000)
  }
  return best
}

export function bench() {
  const { protocols, errors } = loadDefinitions([{ name: 'bench.yaml', text: definition }])
  if (errors.length > 0) throw new Error(errors[0].message.en)
  const [protocol] = protocols
  const { program } = protocol.messages[0]
  const { header, trailer } = protocol.frames[0]
  const frames = makeFrames(4096)
  const slots = new Slots()
  const environment = new FrameEnvironment(protocol, slots, frames[0])
  const run = new Run(protocol, slots, environment)
  let total = 0
  const fields = 20
  const crc = perSecond(frames, (frame) => (total += bareChecksum(frame, 2, frame.length - 2)))
  const ownCrc = perSecond(frames, (frame) => (total += crc16Modbus(frame, 2, frame.length - 2)))
  const toSlots = perSecond(frames, (frame) => {
    slots.clear()
    environment.begin(frame)
    run.begin(frame, 0, frame.length - 2).execute(header)
    run.begin(frame, 6, frame.length - 2).execute(program)
    run.begin(frame, frame.length - 2, frame.length).execute(trailer)
    total += slots.number[3]
  })
  if (slots.count !== fields) throw new Error(`${slots.count} fields`)
  const whole = perSecond(frames, (frame) => (total += decodeFrame(protocol, frame, null, slots).slots.count))
  if (total === 0) throw new Error('nothing was done')
  const rate = (value) => `${(value / 1e6).toFixed(2)} M frames/s`
  const ratio = (value) => `${(value / crc).toFixed(2)} × the checksum loop`
  return [
    ['checksum loop, 60 bytes', rate(crc), ''],
    ['checksum of the program, eight bytes at a time', rate(ownCrc), ratio(ownCrc)],
    [`fields to slots, ${fields} fields`, rate(toSlots), ratio(toSlots)],
    ['whole frame: place, check, choose, slots', rate(whole), ratio(whole)],
  ]
}
