import { expect, test } from 'vitest'
import { textCells } from './byte-text.ts'

const show = (bytes: number[], encoding: 'ascii' | 'gbk') =>
  textCells(Uint8Array.from(bytes), encoding).map(({ text, width }) => `${text}${width}`)

test('printable ASCII shows as itself, everything else as a dot', () => {
  expect(show([0x68, 0x00, 0x7f, 0xd6, 0xd0], 'ascii')).toEqual(['h1', '·1', '·1', '·1', '·1'])
})

test('a GBK character takes the cells of its two bytes', () => {
  expect(show([0x41, 0xd6, 0xd0, 0x42], 'gbk')).toEqual(['A1', '中2', '0', 'B1'])
})

test('half a character at the end, and bytes that are none, are dots', () => {
  expect(show([0xd6], 'gbk')).toEqual(['·1'])
  expect(show([0xd6, 0x01], 'gbk')).toEqual(['·1', '·1'])
  expect(show([0xff, 0xff], 'gbk')).toEqual(['·1', '·1'])
})

test('there is a cell for every byte', () => {
  const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 131 + (index >> 3)) & 0xff)
  expect(textCells(bytes, 'gbk')).toHaveLength(4096)
})
