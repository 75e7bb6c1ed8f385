import { expect, test } from 'vitest'
import { similarWords } from './similar.ts'

const names = ['ykc.soc', 'ykc.sequence', 'ykc.gun_no', 'ykc.gun_status', 'aaf5.soc', 'frame.len', '桩编号', '枪状态']

test.each([
  ['ykc.sco', ['ykc.soc']],
  ['ykc.so', ['ykc.soc']],
  ['ykc.socc', ['ykc.soc']],
  ['YKC.SOC', ['ykc.soc']],
  ['soc', ['aaf5.soc', 'ykc.soc']],
  ['gun_no', ['ykc.gun_no']],
  ['ykc.gunstatus', ['ykc.gun_status']],
  ['桩编码', ['桩编号']],
  ['充电桩', []],
  ['toString', []],
  ['', []],
])('%s may have been %j', (word, expected) => {
  const found = similarWords(word, names)
  expect(found.slice(0, expected.length)).toEqual(expected)
  if (expected.length === 0) expect(found).toEqual([])
})

test('a word of 10,000 letters is like no other', () => {
  expect(similarWords('x'.repeat(10_000), names)).toEqual([])
})

test('no more words are offered than asked for', () => {
  expect(similarWords('a.x', ['b.x', 'c.x', 'd.x'], 2)).toHaveLength(2)
})
