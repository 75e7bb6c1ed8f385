// Why a character of the text was used or ignored, and what is odd about a frame's text. Codes are permanent; the words are
// for people. Shown by the paste preview beside the text.

import type { Label } from '../../bytes/range.ts'

const label = (zh: string, en: string): Label => ({ zh, en })

export const reasons = {
  frame: label('报文字节', 'Bytes of a frame'),
  duplicate: label('同一报文的另一种写法', 'Bytes of a frame that stands here in another form already'),
  time: label('时间', 'Time'),
  direction: label('方向', 'Direction'),
  endpoint: label('地址', 'Address'),
  label: label('标题', 'Heading or caption'),
  blank: label('空白', 'White space'),
  separator: label('分隔符', 'Separator'),
  text: label('文字，不是字节', 'Text, no bytes'),
  annotation: label('注释，不是字节', 'Annotation, no bytes'),
  number: label('数字，不是字节', 'A number, no bytes'),
  page_mark: label('页码，不是字节', 'Page number, no bytes'),
  ruler: label('分隔线或标尺', 'Ruler'),
  offset_column: label('转储的偏移列', 'Offset column of a dump'),
  ascii_column: label('转储的字符列', 'Character column of a dump'),
  packet_header: label('链路层、IP 或 TCP 头', 'Link, IP or TCP header'),
  preamble: label('前导字节', 'Preamble before the frame'),
  padding: label('帧后的填充零', 'Zero padding behind the frame'),
  extra_bytes: label('不属于任何帧的字节', 'Bytes that belong to no frame'),
  no_frame: label('像十六进制，但不成帧', 'Hex, but no known frame begins here'),
  doubtful: label('不像这一帧的字节', 'Does not fit into the frame around it'),
  odd_digit: label('多余的半个字节', 'Half a byte'),
} as const satisfies Record<string, Label>

export type ReasonCode = keyof typeof reasons

const notes = {
  arrow_mistyped: label('方向箭头写错', 'The direction arrow is mistyped'),
  last_digit_missing: label('缺最后一位十六进制数', 'The last hex digit is missing'),
  odd_digits: label('十六进制位数为奇数', 'Odd number of hex digits'),
  count_differs: label('注明的字节数与实际不符', 'The stated number of bytes differs from what is there'),
  cut_short: label('记录被截断', 'Cut short where it was written down'),
  joined: label('由多条记录拼接', 'Joined from several records of the log'),
  text_between: label('字节之间夹有页码或文字', 'A page number or text stands between the bytes'),
  line_split: label('行过长，分段读取', 'The line is too long and was read in pieces'),
  from_packet: label('已去掉链路层、IP 和 TCP 头', 'Link, IP and TCP headers were removed'),
  doubtful_left_out: label('去掉可疑数字后校验通过', 'The checksum fits once a doubtful number is left out'),
  hex_of_hex: label('字节是十六进制文本', 'The bytes spell out hex digits'),
} as const satisfies Record<string, Label>

export type NoteCode = keyof typeof notes

export function noteLabel(code: NoteCode): Label {
  return notes[code]
}

export function isNoteCode(code: string): code is NoteCode {
  return Object.hasOwn(notes, code)
}
