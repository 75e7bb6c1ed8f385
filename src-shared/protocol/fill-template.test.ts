// Summaries in parts: what says nothing is left out, one of a thing is one, units are words of the language, codes begin small.
import { expect, test } from 'vitest'
import { decodeFrame } from './decode.ts'
import { fillSummary } from './fill-template.ts'
import { protocolOf, smallFamily, smallFrame } from './testing/small-family.ts'

const fields = `
      - { id: result, label: { zh: 结果, en: Result }, read: u8, enum: { 0: { zh: 失败, en: Failed }, 1: { zh: 成功, en: Succeeded }, 3: { zh: 超时, en: BMS timeout } } }
      - { id: reason, label: { zh: 原因, en: Reason }, read: u8, enum: { 0: { zh: 无, en: none }, 2: { zh: 未插枪, en: not plugged in } } }
      - { id: guns, label: { zh: 枪数, en: Guns }, read: u8 }
      - { id: amount, label: { zh: 金额, en: Amount }, read: u8, unit: 元 }
      - { id: note, label: { zh: 备注, en: Note }, read: text, size: 2, optional: true }`
const parts = `
      - { zh: "启动{result}", en: "start {result}" }
      - { when: "reason != 0", zh: "，原因：{reason}", en: ", reason: {reason}" }
      - { zh: "，{guns} 枪，{amount}", en: ", {guns:gun|guns}, {amount}" }
      - { zh: "，{note}", en: ", {note}" }`

function summaryOf(summary: string, body: readonly number[]): string {
  const family = smallFamily(fields, `    summary: ${summary}\nunits: { 元: { zh: 元, en: CNY } }\n`)
  const decoded = decodeFrame(protocolOf(family), smallFrame(1, body))
  const { zh, en } = fillSummary(decoded.message!.summary!, decoded)
  return `${zh} | ${en}`
}

test.each([
  ['a condition that does not hold', [1, 0, 2, 7], '启动成功，2 枪，7 元 | start succeeded, 2 guns, 7 CNY'],
  [
    'a condition that holds, one gun',
    [0, 2, 1, 7],
    '启动失败，原因：未插枪，1 枪，7 元 | start failed, reason: not plugged in, 1 gun, 7 CNY',
  ],
  ['an abbreviation', [3, 0, 2, 7], '启动超时，2 枪，7 元 | start BMS timeout, 2 guns, 7 CNY'],
  [
    'a text that the frame says',
    [1, 0, 2, 7, 0x4f, 0x6b],
    '启动成功，2 枪，7 元，Ok | start succeeded, 2 guns, 7 CNY, Ok',
  ],
  ['a text of blanks', [1, 0, 2, 7, 0, 0], '启动成功，2 枪，7 元 | start succeeded, 2 guns, 7 CNY'],
])('%s', (_what, body, expected) => {
  expect(summaryOf(parts, body)).toBe(expected)
})

test('a summary in one piece shows a dash for what the frame does not have', () => {
  expect(summaryOf('{ zh: "备注 {note}", en: "note {note}" }', [1, 0, 2, 7])).toBe('备注 – | note –')
})
