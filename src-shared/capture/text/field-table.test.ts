import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { check } from './testing/check.ts'
import { heartbeat, ratesAnswer, stopCharge, timeAnswer } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

interface Field {
  name: string
  hex: string
}

/** The fields of a frame, as a specification lists them. */
function fieldsOf(hex: string, names: readonly string[], sizes: readonly number[]): Field[] {
  let at = 0
  return names.map((name, i) => {
    const field = { name, hex: hex.slice(at, at + 2 * sizes[i]!) }
    at += 2 * sizes[i]!
    return field
  })
}

const ykcNames = ['起始标志', '数据长度', '序列号', '加密标志', '帧类型', '桩编号', '枪号', '枪状态', '帧校验']
const ykcSizes = [1, 1, 2, 1, 1, 7, 1, 1, 2]
const ykc = fieldsOf(heartbeat, ykcNames, ykcSizes)
const aaf5 = fieldsOf(
  ratesAnswer,
  ['起始域', '长度域', '信息域', '序号', '命令', '尖峰平谷', '校验和'],
  [2, 2, 1, 1, 2, 1, 1],
)
const timeNames = ['Start', 'Length', 'Terminal', 'Command', 'Source', 'Type', 'Ack', 'End', 'Sum']
const ur = fieldsOf(timeAnswer, timeNames, [2, 2, 4, 1, 1, 1, 1, 1, 4])

const size = ({ hex }: Field) => hex.length / 2
const spaced = ({ hex }: Field) => hex.toUpperCase().match(/../g)!.join(' ')
const offsetOf = (fields: readonly Field[], i: number) => fields.slice(0, i).reduce((sum, one) => sum + size(one), 0)

/** Rows made of each field. */
function table(fields: readonly Field[], row: (field: Field, i: number, offset: number) => string): string {
  return fields.map((field, i) => row(field, i, offsetOf(fields, i))).join('\n')
}

const hex2 = (value: number) => value.toString(16).padStart(2, '0')

describe('a row for each field gives the frame', () => {
  test.each<[string, string, string]>([
    ['offset, name, bytes', table(ykc, (field, _i, at) => `${hex2(at)} ${field.name} ${spaced(field)}`), heartbeat],
    [
      'decimal offset, bytes run together',
      table(ykc, (field, _i, at) => `${at}  ${field.name} ${field.hex}`),
      heartbeat,
    ],
    ['number, name, size, bytes', table(ykc, (one, i) => `${i + 1} ${one.name} ${size(one)} ${one.hex}`), heartbeat],
    ['tabs', table(ykc, (one, i) => `${i + 1}\t${one.name}\t${size(one)}\t${spaced(one)}\t说明 ${i}`), heartbeat],
    ['tabs, no number', table(ykc, (one) => `${one.name}\t${size(one)}\tBIN\t${one.hex}\t见 4.2`), heartbeat],
    [
      'bars, with a heading',
      `| 偏移 | 字段 | 值 | 说明 |\n|---|---|---|---|\n${table(ykc, (one, _i, at) => `| ${at} | ${one.name} | ${one.hex} | 固定 |`)}`,
      heartbeat,
    ],
    ['columns of blanks', table(ykc, (one, i) => `${i}    ${one.name}    ${one.hex}    ${size(one)} 字节`), heartbeat],
    ['prefixes', table(aaf5, (one, i) => `(${i}) ${one.name} ${one.hex.replace(/../g, '0x$& ').trim()}`), ratesAnswer],
    ['AA F5, tabs', table(aaf5, (one, i) => `${i}\t${one.name}\t${spaced(one)}\tBIN`), ratesAnswer],
    ['English', table(ur, (one, _i, at) => `${hex2(at)}  ${one.name}  ${spaced(one)}`), timeAnswer],
  ])('%s', (_name, text, hex) => check(text, [hex]))

  test('two tables below each other, and what stands around', () => {
    const first = table(ykc, (one, i) => `${i + 1}\t${one.name}\t${one.hex}`)
    const second = table(ur, (one, i) => `${i + 1}\t${one.name}\t${one.hex}`)
    check(`心跳包：\n${first}\n${second}\n以上为示例 12 34`, [{ hex: heartbeat, label: '心跳包：' }, timeAnswer])
  })

  test('the frame stands where its first byte does', () => {
    check(`说明\n\n${table(ykc, (one, i) => `${i}\t${one.name}\t${one.hex}`)}`, [{ hex: heartbeat, line: 3 }])
  })

  test('a checksum that does not fit is shown, where the length ends with the table', () => {
    const wrong = `${heartbeat.slice(0, -4)}ffff`
    check(
      table(fieldsOf(wrong, ykcNames, ykcSizes), (one, i) => `${i}\t${one.name}\t${one.hex}`),
      [wrong],
    )
  })
})

describe('what is no table stays what it is', () => {
  test('a log in columns', () => {
    const text = [heartbeat, timeAnswer, stopCharge].map((hex, i) => `${i}\tRX\t${hex}\tok`).join('\n')
    check(text, [heartbeat, timeAnswer, stopCharge])
  })

  test('a table that ends before its frame', () => {
    const text = table(ykc.slice(0, 6), (one, i) => `${i}\t${one.name}\t${one.hex}`)
    expect(readText(text, probeDouble).frames.map(({ bytes }) => formatHex(bytes))).not.toContain(heartbeat)
  })
})
