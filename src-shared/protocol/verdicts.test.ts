// Damage is data: each kind is told with its code, severity and place, in both languages, and the rest still decodes.
import { describe, expect, test } from 'vitest'
import { computeChecksum } from '../bytes/checksum.ts'
import { decodeFrame, type Decoded } from './decode.ts'
import type { ExpertInfo } from './expert.ts'
import { missingBytes } from './findings.ts'
import { bytesOf, protocolNamed } from './testing/bundled.ts'
import { buildTree, type FieldNode } from './tree.ts'

interface Judged {
  decoded: Decoded
  expert: ExpertInfo[]
  fields: Map<string, FieldNode>
}

function judge(as: string, hex: string): Judged {
  const [id, dialect] = as.split('/')
  const decoded = decodeFrame(protocolNamed(id!), bytesOf(hex), dialect ?? null)
  const { fields, expert } = buildTree(decoded)
  const byName = new Map<string, FieldNode>()
  const visit = (node: FieldNode) => {
    byName.set(node.name, node)
    node.children.forEach(visit)
  }
  fields.forEach(visit)
  return { decoded, expert, fields: byName }
}

/** A YKC frame of a type and body, as it should be. */
function ykc(type: number, body: string, flag = 0): string {
  const covered = Uint8Array.from([0x14, 0, flag, type, ...Buffer.from(body, 'hex')])
  const crc = computeChecksum('crc16-modbus', covered, 0, covered.length)
  return Buffer.from([0x68, covered.length, ...covered, crc & 0xff, crc >> 8]).toString('hex')
}

/** A 68-LL-68 frame of user data, as it should be. */
function gw376(data: string): string {
  const bytes = Buffer.from(data, 'hex')
  const length = Buffer.from([bytes.length & 0xff, bytes.length >> 8])
  return Buffer.concat([
    Buffer.from([0x68]),
    length,
    length,
    Buffer.from([0x68]),
    bytes,
    Buffer.from([computeChecksum('sum8', bytes, 0, bytes.length), 0x16]),
  ]).toString('hex')
}

/** A 75 72 frame of what stands between length and end mark, as it should be. */
function ur(middle: string): string {
  const bytes = Buffer.from(middle, 'hex')
  const size = bytes.length + 7
  const covered = Buffer.concat([Buffer.from([0x75, 0x72, size & 0xff, size >> 8]), bytes, Buffer.from([0x68])])
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(computeChecksum('sum32', covered, 0, covered.length))
  return Buffer.concat([covered, sum]).toString('hex')
}

/** The frame with its length one too large. */
const damagedLength = (hex: string) => hex.slice(0, 4) + (parseInt(hex.slice(4, 6), 16) + 1).toString(16) + hex.slice(6)

const heartbeat = '680d14000003103190428000030100a38d'
const login68 = '681700170068c102339a020002006606203003000000010700000101187516'
const login = '1e2011000210022017111014463005000000002605000000000000000000000000000000000000'
const fault = 'c202339a02000e006606203003000000020810'

/** What, as what, hex, first finding's code and severity, further codes, length status good, checksum status. */
const table: [string, string, string, [string, string], string[], boolean, string][] = [
  ['a swapped checksum', 'ykc', heartbeat.replace(/a38d$/, '8da3'), ['crc_swapped', 'note'], [], true, 'swapped'],
  ['a wrong checksum', 'ykc', heartbeat.replace(/a38d$/, '0000'), ['checksum_bad', 'error'], [], true, 'bad'],
  [
    'a length that counts the body only',
    'ykc',
    heartbeat.replace(/^680d/, '6809'),
    ['length_counts_body', 'error'],
    [],
    false,
    'good',
  ],
  [
    'a wrong length, checksum right',
    'ykc',
    heartbeat.replace(/^680d/, '6820'),
    ['length_wrong', 'error'],
    [],
    false,
    'good',
  ],
  [
    'a frame cut short',
    'ykc',
    heartbeat.slice(0, 16),
    ['truncated', 'error'],
    ['checksum_bad', 'fields_missing'],
    false,
    'bad',
  ],
  ['an unknown type', 'ykc', ykc(0xee, '0102030405'), ['unknown_type', 'warn'], [], true, 'good'],
  ['a body that is too long', 'ykc', ykc(0x03, '103190428000030100aabb'), ['undecoded', 'warn'], [], true, 'good'],
  ['a body that is too short', 'ykc', ykc(0x03, '1031904280000301'), ['fields_missing', 'warn'], [], true, 'good'],
  [
    'the body of another type',
    'ykc',
    '6815004600062023121200001032323900000000000000c62d',
    ['type_wrong', 'error'],
    ['undecoded'],
    true,
    'good',
  ],
  [
    'an encrypted body',
    'ykc',
    ykc(0x13, '00112233445566778899aabbccddeeff', 1),
    ['encrypted', 'note'],
    [],
    true,
    'good',
  ],
  [
    'a list shorter than its count',
    'ykc',
    ykc(0x46, '10319042800003020102030405060708'),
    ['count_mismatch', 'warn'],
    [],
    true,
    'good',
  ],
  ['a wrong start byte', 'ykc', heartbeat.replace(/^68/, '69'), ['start_mark_bad', 'error'], [], true, 'good'],
  ['a length one too small', 'aaf5', 'aaf50900100250040054', ['length_wrong', 'error'], [], false, 'good'],
  ['a wrong sum', 'aaf5', 'aaf50a00100250040055', ['checksum_bad', 'error'], [], true, 'bad'],
  ['under nine bytes', 'aaf5', 'aaf50a00100250', ['truncated', 'error'], [], false, 'absent'],
  ['a command without a layout', 'aaf5', 'aaf50a001002f50100f6', ['unknown_type', 'warn'], [], true, 'good'],
  ['an encrypted AA F5 body', 'aaf5', 'aaf50d0090025004040011228b', ['encrypted', 'note'], [], true, 'good'],
  [
    'two lengths that differ',
    'gw376-68',
    login68.replace(/^6817001700/, '6817001800'),
    ['length_wrong', 'error'],
    [],
    false,
    'good',
  ],
  ['a wrong end mark', 'gw376-68', login68.replace(/16$/, '17'), ['end_mark_bad', 'error'], [], true, 'good'],
  ['bytes behind a whole frame', 'gw376-68', `${login68}0102`, ['length_wrong', 'error'], [], false, 'good'],
  [
    'a 68-LL-68 frame cut short',
    'gw376-68',
    login68.slice(0, -8),
    ['truncated', 'error'],
    ['fields_missing'],
    false,
    'absent',
  ],
  [
    'a wrong second start byte',
    'gw376-68',
    login68.replace(/^6817001700 ?68/, '681700170069'),
    ['start_mark_bad', 'error'],
    [],
    true,
    'good',
  ],
  [
    'standard 376.1 length coding',
    'gw376-68',
    '684e004e006842023301000002700000010000000000000000000000b116'.slice(0, 12) +
      '42023301000002700000010000000000000000' +
      'eb16',
    ['foreign_dialect', 'note'],
    [],
    false,
    'good',
  ],
  [
    'a count of items that is wrong',
    'gw376-68',
    gw376(`${fault}09000150025073`),
    ['count_mismatch', 'warn'],
    [],
    true,
    'good',
  ],
  [
    'an item that runs past the end',
    'gw376-68',
    gw376(`${fault}01000150095073`),
    ['tlv_malformed', 'warn'],
    [],
    true,
    'good',
  ],
  [
    'a damaged length that the sum covers',
    'ur-7572',
    damagedLength(ur(login)),
    ['length_wrong', 'error'],
    ['checksum_bad'],
    false,
    'bad',
  ],
  ['an unknown tag', 'ur-7572', ur('1e2011000410010100efbe0100'), ['unknown_tag', 'warn'], [], true, 'good'],
  ['a wrong count of units', 'ur-7572', ur('1e201100041001020001000105'), ['count_mismatch', 'warn'], [], true, 'good'],
  [
    'another frame type than the message has',
    'ur-7572',
    ur('1e2011000110011e00000000'),
    ['header_unexpected', 'note'],
    [],
    true,
    'good',
  ],
]

describe('verdicts', () => {
  test.each(table)('%s (%s)', (_what, as, hex, [code, severity], further, lengthGood, checksum) => {
    const { decoded, expert } = judge(as, hex)
    const told = expert.filter((one) => one.severity !== 'chat')
    expect(told.map((one) => one.code)[0], JSON.stringify(told.map((one) => one.code))).toBe(code)
    expect(told[0]!.severity).toBe(severity)
    for (const one of further) expect(told.map((finding) => finding.code)).toContain(one)
    expect(decoded.lengthGood).toBe(lengthGood)
    expect(decoded.placement.checksum.status).toBe(checksum)
    for (const one of expert) {
      expect(one.message.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(one.message.en).not.toMatch(/[\u4e00-\u9fff]{3}/)
      expect(one.range.start).toBeLessThanOrEqual(one.range.end)
      expect(one.range.end).toBeLessThanOrEqual(decoded.bytes.length)
    }
  })

  test('a cut frame says how many bytes are missing', () => {
    expect(missingBytes(judge('ykc', heartbeat.slice(0, 16)).decoded)).toBe(9)
    expect(missingBytes(judge('aaf5', 'aaf50a00').decoded)).toBe(6)
    expect(missingBytes(judge('ykc', heartbeat).decoded)).toBe(0)
  })

  test('fields decode in spite of a wrong checksum and length', () => {
    const { fields } = judge('ykc', heartbeat.replace(/^680d/, '6809').replace(/a38d$/, '0000'))
    expect(fields.get('ykc.pile_no')?.value).toBe('10319042800003')
    expect(fields.get('ykc.gun_status')?.text).toEqual({ zh: '正常', en: 'Normal' })
  })

  test('a list of fixed length that is cut is missing as a whole', () => {
    const body = `55031412782305${'0100'}${'00'.repeat(33)}${'01'.repeat(20)}`
    const { expert, fields } = judge('ykc/ykc-1.5', ykc(0x0a, body))
    expect(fields.has('ykc.period_rates')).toBe(false)
    expect(expert.find((one) => one.code === 'fields_missing')?.message.zh).toContain('48个时段费率号')
  })

  test('years since 1900 are read as meant, and said', () => {
    const { fields, expert } = judge('ykc', ykc(0x55, '10319042800003204e3b0d1c0b79'))
    expect(fields.get('ykc.current_time')?.value).toMatch(/^2021-11-28T13:59:/)
    expect(expert.map((one) => one.code)).toContain('year_1900')
  })

  test('a date that does not exist keeps its bytes', () => {
    const { fields, expert } = judge('ykc', ykc(0x55, '10319042800003204e3b0d1f0215'))
    expect(fields.get('ykc.current_time')?.value).toBe('204e3b0d1f0215')
    expect(expert.map((one) => one.code)).toContain('time_invalid')
  })

  test('readings that the specification leaves open are marked', () => {
    const { fields, expert } = judge('gw376-68', gw376(`${fault}01000150025073`))
    expect(fields.get('gw376.fault_voltage_a')).toMatchObject({ value: 735, uncertain: true })
    expect(fields.get('gw376.fault_voltage_a')?.text.zh).toContain('295.20 V')
    expect(expert.map((one) => one.code)).toContain('uncertain_reading')
  })
})
