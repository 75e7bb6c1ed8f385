// Texts of the findings about a frame's body: its message, its layout, what is left of it. body-findings.ts says when.
import type { Label } from '../bytes/range.ts'
import { counted, hexNumber, remark } from './remark.ts'

const messages = {
  encrypted: (message: Label) => remark('encrypted', 'note', 'undecoded', message.zh, message.en),
  unknownType: (type: string) =>
    remark(
      'unknown_type',
      'warn',
      'undecoded',
      `未知的报文类型${type}：规范中没有它的格式，消息体按原始字节显示。`,
      `Unknown message type${type}: no layout is known; the body is shown raw.`,
    ),
  uncertainLayout: (why: Label | null) =>
    remark(
      'uncertain_layout',
      'chat',
      'undecoded',
      `这种报文的格式没有可靠的文档，按最可能的读法显示${why ? `：${why.zh}` : '。'}`,
      `The layout of this message is not well documented; the likeliest reading is shown${why ? `: ${why.en}` : '.'}`,
    ),
  headerUnexpected: (message: Label, name: string, found: number, values: readonly number[]) =>
    remark(
      'header_unexpected',
      'note',
      'semantic',
      `${message.zh}的 ${name} 是 ${found}，规范为 ${values.join(' 或 ')}。`,
      `${name} of ${message.en} is ${found}; the specification has ${values.join(' or ')}.`,
    ),
}

const facts = {
  headerFieldsMissing: (count: number, names: Label) =>
    remark(
      'fields_missing',
      'warn',
      'malformed',
      `报文头不完整，缺 ${count} 个字段：${names.zh}。`,
      `The header is cut; ${count === 1 ? '1 field is' : `${count} fields are`} missing: ${names.en}.`,
    ),
  fieldsMissing: (count: number, names: Label) =>
    remark(
      'fields_missing',
      'warn',
      'malformed',
      `消息体太短，缺 ${count} 个字段：${names.zh}。`,
      `The body is too short; ${count} ${count === 1 ? 'field is' : 'fields are'} missing: ${names.en}.`,
    ),
  extraBytes: (count: number) =>
    remark(
      'undecoded',
      'warn',
      'undecoded',
      `最后一个字段之后还有 ${count} 字节，规范没有说明。`,
      `${counted(count, 'byte')} ${count === 1 ? 'follows' : 'follow'} the last field that the specification describes.`,
    ),
}

const lists = {
  countMismatch: (label: Label, said: number, found: number) =>
    remark(
      'count_mismatch',
      'warn',
      'malformed',
      `${label.zh}：个数写 ${said}，实际有 ${found} 项。`,
      `${label.en}: the count says ${said}, ${found} there.`,
    ),
  itemsMissing: (label: Label, expected: number, found: number) =>
    remark(
      'fields_missing',
      'warn',
      'malformed',
      `${label.zh}应有 ${expected} 项，只有 ${found} 项。`,
      `${label.en} has ${counted(expected, 'item')}, only ${found} there.`,
    ),
  itemCut: (label: Label) =>
    remark(
      'fields_missing',
      'warn',
      'malformed',
      `${label.zh}的最后一项不完整，剩余字节按原始显示。`,
      `The last item of ${label.en} is not whole; its bytes are shown raw.`,
    ),
  innerLength: (label: Label, size: number | null, left: number) =>
    remark(
      'inner_length_wrong',
      'warn',
      'malformed',
      `${label.zh}应有 ${size ?? '?'} 字节，只剩 ${left} 字节。`,
      `${label.en} should have ${counted(size ?? '?', 'byte')}, ${left} left.`,
    ),
  unitOverflow: (size: number, left: number) =>
    remark(
      'tlv_malformed',
      'warn',
      'malformed',
      `数据单元需要 ${size} 字节，只剩 ${left} 字节；其余按原始字节显示。`,
      `A unit needs ${counted(size, 'byte')}, ${left} left; the rest is shown raw.`,
    ),
  unitSize: (label: Label, found: number, documented: number, isRaw: boolean) =>
    remark(
      'unit_size_differs',
      'note',
      'malformed',
      `${label.zh}长 ${found} 字节，文档为 ${documented} 字节，${isRaw ? '按原始字节显示' : '按实际长度读取'}。`,
      `${label.en} is ${counted(found, 'byte')} long, ${documented} documented; ${isRaw ? 'shown raw' : 'read at its length'}.`,
    ),
  unitTooShort: (label: Label, names: Label) =>
    remark(
      'fields_missing',
      'warn',
      'malformed',
      `${label.zh}的值太短，缺：${names.zh}。`,
      `The value of ${label.en} is too short; missing: ${names.en}.`,
    ),
  unitTooLong: (label: Label, count: number) =>
    remark(
      'undecoded',
      'warn',
      'undecoded',
      `${label.zh}的值后面还有 ${count} 字节，规范没有说明。`,
      `${counted(count, 'byte')} ${count === 1 ? 'follows' : 'follow'} the value of ${label.en} that the specification describes.`,
    ),
  unknownTag: (tag: number) =>
    remark(
      'unknown_tag',
      'warn',
      'undecoded',
      `未知的标签 ${hexNumber(tag, 2)}，按原始字节显示。`,
      `Unknown tag ${hexNumber(tag, 2)}; shown raw.`,
    ),
  tooManyNodes: () =>
    remark(
      'too_many_nodes',
      'warn',
      'malformed',
      '字段太多，其余按原始字节显示。',
      'Too many fields; the rest is shown raw.',
    ),
  more: (code: string, count: number) =>
    remark(
      'more_findings',
      'chat',
      'malformed',
      `另有 ${count} 条 ${code}，未逐一列出。`,
      `${count} more of ${code} are not listed.`,
    ),
}

export const remarks = { ...messages, ...facts, ...lists }
