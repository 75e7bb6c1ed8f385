// Words of the byte pane: hex, text, checksum line, inspector.
import type { Label } from '../../src-shared/bytes/range.ts'

export const bytesWords = {
  bytes: { zh: '字节', en: 'Bytes' },
  hexGrid: { zh: '十六进制', en: 'Hex' },
  encoding: { zh: '文字编码', en: 'Text encoding' },
  nothingSelected: {
    zh: '在列表里选一帧，这里显示它的字节。',
    en: 'Choose a frame in the list to see its bytes here.',
  },
  checksum: { zh: '校验', en: 'Checksum' },
  length: { zh: '长度', en: 'Length' },
  stored: { zh: '帧内', en: 'stored' },
  computed: { zh: '计算', en: 'computed' },
  expected: { zh: '应发', en: 'should be' },
  lowFirst: { zh: '低字节在前', en: 'low byte first' },
  highFirst: { zh: '高字节在前', en: 'high byte first' },
  noChecksum: { zh: '没有校验域', en: 'there is no checksum' },
  noLength: { zh: '没有长度域', en: 'there is no length' },
  lengthGood: { zh: '正确', en: 'good' },
  lengthBad: { zh: '错误', en: 'wrong' },
  inspector: { zh: '光标处的字节', en: 'Bytes at the cursor' },
  covered: (first: number, last: number): Label => ({ zh: `覆盖 ${first}–${last}`, en: `over ${first}–${last}` }),
  counted: (first: number, last: number): Label => ({ zh: `计 ${first}–${last}`, en: `counts ${first}–${last}` }),
  shouldBe: (value: string): Label => ({ zh: `应为 ${value}`, en: `should be ${value}` }),
} as const
