// Texts of the findings about a frame as a whole: marks, length, checksum. findings.ts says when they hold.
import type { Label } from '../bytes/range.ts'
import { counted, remark } from './remark.ts'

/** A length value as results write it, in hex and decimal. */
interface LengthText {
  hex: string
  value: number
}

const lengthCounts = (counts: Label): Label => ({ zh: `长度应计${counts.zh}。`, en: `The length counts ${counts.en}.` })

const marks = {
  startMark: (found: string, wanted: string) =>
    remark(
      'start_mark_bad',
      'error',
      'malformed',
      `起始字节是 ${found}，应为 ${wanted}。`,
      `The start bytes are ${found}, should be ${wanted}.`,
    ),
  endMark: (found: string, wanted: string) =>
    remark(
      'end_mark_bad',
      'error',
      'malformed',
      `结束字节是 ${found}，应为 ${wanted}。`,
      `The end mark is ${found}, should be ${wanted}.`,
    ),
}

const lengths = {
  tooShort: (here: number, smallest: number) =>
    remark(
      'truncated',
      'error',
      'malformed',
      `只有 ${here} 字节，一帧至少 ${smallest} 字节，还缺至少 ${smallest - here} 字节。`,
      `Only ${counted(here, 'byte')}; a frame has at least ${smallest}: at least ${smallest - here} missing.`,
    ),
  truncated: (said: number, here: number, missing: number) =>
    remark(
      'truncated',
      'error',
      'malformed',
      `报文不完整：按长度域应有 ${said} 字节，只有 ${here} 字节，缺 ${missing} 字节。`,
      `The frame is cut short: by its length it has ${counted(said, 'byte')}: ${here} here, ${missing} missing.`,
      {
        zh: '检查日志是否截断、抓包是否完整；也可能是长度域写错。',
        en: 'See whether the log was cut or the capture is complete; the length may be wrong as well.',
      },
    ),
  noEndMark: (mark: string) =>
    remark(
      'truncated',
      'error',
      'malformed',
      `报文不完整：没有结束字节 ${mark}。`,
      `The frame is cut short: its end mark ${mark} is missing.`,
      { zh: '检查日志是否截断、抓包是否完整。', en: 'See whether the log was cut or the capture is complete.' },
    ),
  lengthsDiffer: (first: string, other: string) =>
    remark(
      'length_wrong',
      'error',
      'malformed',
      `两个长度不一致：${first} 与 ${other}。`,
      `The two lengths differ: ${first} and ${other}.`,
    ),
  bytesBehind: (said: LengthText, extra: number) =>
    remark(
      'length_wrong',
      'error',
      'malformed',
      `长度域 ${said.hex}（${said.value}）处报文已结束，后面还有 ${extra} 字节。`,
      `By its length ${said.hex} (${said.value}) the frame ends here; ${counted(extra, 'more byte')} ${extra === 1 ? 'follows' : 'follow'}.`,
      {
        zh: '多出的字节可能是下一帧的开头或杂散字节。',
        en: 'The bytes behind may be the beginning of the next frame, or stray.',
      },
    ),
  bytesBehindForeign: (extra: number) =>
    remark(
      'bytes_extra',
      'warn',
      'malformed',
      `报文到此结束，后面还有 ${extra} 字节。`,
      `The frame ends here; ${counted(extra, 'more byte')} ${extra === 1 ? 'follows' : 'follow'}.`,
      {
        zh: '多出的字节可能是下一帧的开头或杂散字节。',
        en: 'The bytes behind may be the beginning of the next frame, or stray.',
      },
    ),
  countsBody: (said: LengthText, should: LengthText, counts: Label) =>
    remark(
      'length_counts_body',
      'error',
      'malformed',
      `长度域 ${said.hex} 只数了消息体（${said.value} 字节），应为 ${should.hex}（${should.value}）；校验和按实际字节是对的。`,
      `The length ${said.hex} counts the body only (${counted(said.value, 'byte')}); it should be ${should.hex} (${should.value}). The checksum fits the bytes as they are.`,
      lengthCounts(counts),
    ),
  lengthWrong: (said: LengthText, should: LengthText, checksumFits: boolean, counts: Label) =>
    remark(
      'length_wrong',
      'error',
      'malformed',
      `长度域 ${said.hex}（${said.value}），按实际字节应为 ${should.hex}（${should.value}）${checksumFits ? '；校验和按实际字节是对的' : ''}。`,
      `The length is ${said.hex} (${said.value}); by the bytes here it should be ${should.hex} (${should.value}).${checksumFits ? ' The checksum fits the bytes as they are.' : ''}`,
      lengthCounts(counts),
    ),
}

const checksums = {
  swapped: (found: string, expected: string) =>
    remark(
      'crc_swapped',
      'note',
      'checksum',
      `校验值正确，但高低字节反序：帧中 ${found}，规范顺序为 ${expected}。`,
      `The checksum is right with its bytes swapped: ${found} sent, ${expected} in the order of the specification.`,
      {
        zh: '请发送方低字节在前发送；多数平台两种都接受。',
        en: 'Ask the sender to send the low byte first; most platforms accept both.',
      },
    ),
  bad: (found: string, expected: string, fitsTrueLength: boolean) =>
    remark(
      'checksum_bad',
      'error',
      'checksum',
      `校验和不符：帧中 ${found}，按字节计算为 ${expected}${fitsTrueLength ? '；换成正确的长度后校验和就对，原因是长度域' : ''}。`,
      `The checksum does not fit: ${found} sent, ${expected} computed.${fitsTrueLength ? ' With the right length it fits: the length is the cause.' : ''}`,
    ),
}

export const remarks = { ...marks, ...lengths, ...checksums }
