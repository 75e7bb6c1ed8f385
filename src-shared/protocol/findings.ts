// Findings about a whole frame: length, checksum, marks, missing and extra bytes, what the definition checks. Ordered:
// the likely cause first, then the bare facts that led to it.
import { formatHex } from '../bytes/hex.ts'
import type { ByteRange, Label } from '../bytes/range.ts'
import type { Decoded } from './decode.ts'
import type { FindingGroup, Severity } from './definition.ts'
import type { ExpertInfo } from './expert.ts'
import { fillTemplates } from './fill-template.ts'
import { lengthFor } from './place.ts'
import type { FieldPlan, FindingPlan } from './plan.ts'
import type { RunProblem } from './run.ts'
import { fillNumber } from './slot-text.ts'

/** Everything found about the frame but what single values show (inspect.ts). */
export function frameFindings(decoded: Decoded): ExpertInfo[] {
  if (decoded.bytes.length < decoded.frame.smallest) return tooShort(decoded)
  return [
    ...startMark(decoded),
    ...declared(decoded.frame.finding, decoded),
    ...lengthFindings(decoded),
    ...checksumFindings(decoded),
    ...endMark(decoded),
    ...messageFindings(decoded),
    ...missingFields(decoded),
    ...decoded.problems.flatMap((problem) => runProblem(decoded, problem)),
    ...extraBytes(decoded),
    ...expected(decoded),
    ...checks(decoded),
  ]
}

function info(
  code: string,
  severity: Severity,
  group: FindingGroup,
  range: ByteRange,
  message: Label,
  remedy?: Label,
): ExpertInfo {
  return { code, severity, group, range, message, ...(remedy ? { remedy } : {}) }
}

function tooShort(decoded: Decoded): ExpertInfo[] {
  const { bytes, frame } = decoded
  const missing = frame.smallest - bytes.length
  return [
    info(
      'truncated',
      'error',
      'malformed',
      { start: 0, end: bytes.length },
      {
        zh: `只有 ${bytes.length} 字节，一帧至少 ${frame.smallest} 字节，还缺至少 ${missing} 字节。`,
        en: `Only ${bytes.length} bytes; a frame has at least ${frame.smallest}: at least ${missing} are missing.`,
      },
    ),
  ]
}

function startMark(decoded: Decoded): ExpertInfo[] {
  if (decoded.placement.startMark) return []
  const { bytes, frame } = decoded
  const bad =
    frame.startMarks.find(
      (mark) => formatHex(bytes, mark.offset, mark.offset + mark.bytes.length) !== formatHex(mark.bytes),
    ) ?? frame.startMarks[0]!
  const range = { start: bad.offset, end: Math.min(bad.offset + bad.bytes.length, bytes.length) }
  const found = formatHex(bytes, range.start, range.end).toUpperCase()
  const wanted = formatHex(bad.bytes).toUpperCase()
  return [
    info('start_mark_bad', 'error', 'malformed', range, {
      zh: `起始字节是 ${found}，应为 ${wanted}。`,
      en: `The start bytes are ${found}, should be ${wanted}.`,
    }),
  ]
}

/** Bytes of the length field that was taken. */
function lengthRange(decoded: Decoded): ByteRange {
  const { length } = decoded.frame
  const index = Math.max(decoded.placement.lengthValues.indexOf(decoded.placement.lengthValue ?? -1), 0)
  const start = Math.min(length.at[index]!, decoded.bytes.length)
  return { start, end: Math.min(start + length.size, decoded.bytes.length) }
}

const hexOf = (value: number, size: number) =>
  `0x${value
    .toString(16)
    .toUpperCase()
    .padStart(size * 2, '0')}`

/** How many bytes are missing from a frame that is cut short; 0 when it is not. */
export function missingBytes(decoded: Decoded): number {
  const { placement, bytes } = decoded
  const { status, fitsTrueLength } = placement.checksum
  if (placement.declaredSize === null)
    return Math.max(decoded.frame.headerSize + decoded.frame.trailerSize - bytes.length, 0)
  if (status === 'good' || status === 'swapped' || fitsTrueLength) return 0
  return Math.max(placement.declaredSize - bytes.length, 0)
}

function lengthFindings(decoded: Decoded): ExpertInfo[] {
  const { placement, frame, bytes, lengthGood } = decoded
  if (lengthGood || frame.foreign) return []
  const { length } = frame
  const range = lengthRange(decoded)
  const missing = missingBytes(decoded)
  const findings: ExpertInfo[] = []
  if (missing > 0) {
    const said = placement.declaredSize ?? bytes.length + missing
    findings.push(
      info(
        'truncated',
        'error',
        'malformed',
        { start: 0, end: bytes.length },
        {
          zh: `报文不完整：按长度域应有 ${said} 字节，只有 ${bytes.length} 字节，缺 ${missing} 字节。`,
          en: `The frame is cut short: by its length it has ${said} bytes, ${bytes.length} are here, ${missing} are missing.`,
        },
        {
          zh: '检查日志是否截断、抓包是否完整；也可能是长度域写错。',
          en: 'See whether the log was cut or the capture is complete; the length may be wrong as well.',
        },
      ),
    )
    if (placement.trailerStart < 0 || placement.lengthValue === null) return findings
  }
  if (placement.lengthValue === null) return findings
  const differing = placement.lengthValues.find((value) => value !== placement.lengthValues[0])
  if (differing !== undefined) {
    const [first] = placement.lengthValues
    findings.push(
      info('length_wrong', 'error', 'malformed', range, {
        zh: `两个长度不一致：${hexOf(first!, length.size)} 与 ${hexOf(differing, length.size)}。`,
        en: `The two lengths differ: ${hexOf(first!, length.size)} and ${hexOf(differing, length.size)}.`,
      }),
    )
  }
  if (placement.declaredSize !== bytes.length && missing === 0) findings.push(wrongLength(decoded, range))
  return findings
}

function wrongLength(decoded: Decoded, range: ByteRange): ExpertInfo {
  const { placement, frame, bytes } = decoded
  const said = placement.lengthValue!
  const should = lengthFor(frame, bytes.length, said)
  const saidHex = hexOf(said, frame.length.size)
  const shouldHex = hexOf(Math.max(should, 0), frame.length.size)
  if (placement.end < bytes.length) {
    const extra = bytes.length - placement.end
    return info(
      'length_wrong',
      'error',
      'malformed',
      { start: placement.end, end: bytes.length },
      {
        zh: `长度域 ${saidHex}（${said}）处报文已结束，后面还有 ${extra} 字节。`,
        en: `By its length ${saidHex} (${said}) the frame ends here; ${extra} more bytes follow.`,
      },
      {
        zh: '多出的字节可能是下一帧的开头或杂散字节。',
        en: 'The bytes behind may be the beginning of the next frame, or stray.',
      },
    )
  }
  const body = decoded.bodyEnd - decoded.bodyStart
  const fits = placement.checksum.status !== 'bad' || placement.checksum.fitsTrueLength
  if (said === body && fits) {
    return info(
      'length_counts_body',
      'error',
      'malformed',
      range,
      {
        zh: `长度域 ${saidHex} 只数了消息体（${body} 字节），应为 ${shouldHex}（${should}）；校验和按实际字节是对的。`,
        en: `The length ${saidHex} counts the body only (${body} bytes); it should be ${shouldHex} (${should}). The checksum fits the bytes as they are.`,
      },
      { zh: `长度应计${frame.length.counts.zh}。`, en: `The length counts ${frame.length.counts.en}.` },
    )
  }
  const also = fits
    ? { zh: '；校验和按实际字节是对的', en: ' The checksum fits the bytes as they are.' }
    : { zh: '', en: '' }
  return info(
    'length_wrong',
    'error',
    'malformed',
    range,
    {
      zh: `长度域 ${saidHex}（${said}），按实际字节应为 ${shouldHex}（${should}）${also.zh}。`,
      en: `The length is ${saidHex} (${said}); by the bytes here it should be ${shouldHex} (${should}).${also.en}`,
    },
    { zh: `长度应计${frame.length.counts.zh}。`, en: `The length counts ${frame.length.counts.en}.` },
  )
}

/** The stored and the computed checksum as results show them. */
export function checksumTexts(decoded: Decoded): { found: string; expected: string } | null {
  const { checksum } = decoded.placement
  if (checksum.status === 'absent') return null
  const { size, order, shown } = decoded.frame.checksum
  const write = (value: number) => {
    const text = value.toString(16).padStart(size * 2, '0')
    return shown === 'number' || order === 'big' ? text : text.match(/../g)!.reverse().join('')
  }
  return { found: write(checksum.found), expected: write(checksum.expected) }
}

function checksumFindings(decoded: Decoded): ExpertInfo[] {
  const { checksum, trailerStart } = decoded.placement
  const texts = checksumTexts(decoded)
  if (!texts || checksum.status === 'good') return []
  const start = checksum.end
  const range = { start, end: start + decoded.frame.checksum.size }
  if (checksum.status === 'swapped') {
    return [
      info(
        'crc_swapped',
        'note',
        'checksum',
        range,
        {
          zh: `校验值正确，但高低字节反序：帧中 ${texts.found}，规范顺序为 ${texts.expected}。`,
          en: `The checksum is right with its bytes swapped: ${texts.found} sent, ${texts.expected} in the order of the specification.`,
        },
        {
          zh: '请发送方低字节在前发送；多数平台两种都接受。',
          en: 'Ask the sender to send the low byte first; most platforms accept both.',
        },
      ),
    ]
  }
  void trailerStart
  const cause = checksum.fitsTrueLength
    ? {
        zh: '；换成正确的长度后校验和就对，原因是长度域',
        en: ' With the right length it fits: the length is the cause.',
      }
    : { zh: '', en: '' }
  return [
    info('checksum_bad', 'error', 'checksum', range, {
      zh: `校验和不符：帧中 ${texts.found}，按字节计算为 ${texts.expected}${cause.zh}。`,
      en: `The checksum does not fit: ${texts.found} sent, ${texts.expected} computed.${cause.en}`,
    }),
  ]
}

function endMark(decoded: Decoded): ExpertInfo[] {
  const { placement, frame, bytes } = decoded
  if (placement.trailerStart < 0 || placement.endMark) return []
  const mark = frame.endMarks.find(
    (one) =>
      formatHex(bytes, placement.trailerStart + one.offset, placement.trailerStart + one.offset + one.bytes.length) !==
      formatHex(one.bytes),
  )!
  const start = placement.trailerStart + mark.offset
  const range = { start, end: start + mark.bytes.length }
  const found = formatHex(bytes, range.start, range.end).toUpperCase()
  const wanted = formatHex(mark.bytes).toUpperCase()
  return [
    info('end_mark_bad', 'error', 'malformed', range, {
      zh: `结束字节是 ${found}，应为 ${wanted}。`,
      en: `The end mark is ${found}, should be ${wanted}.`,
    }),
  ]
}

function bodyRange(decoded: Decoded): ByteRange {
  return { start: decoded.bodyStart, end: decoded.bodyEnd }
}

function messageFindings(decoded: Decoded): ExpertInfo[] {
  const { protocol, message, frame } = decoded
  if (decoded.encrypted)
    return [info('encrypted', 'note', 'undecoded', bodyRange(decoded), protocol.encrypted!.message)]
  if (!message) {
    const key = frame.keys[0]
    if (!key || decoded.type === null) return []
    const range = { start: key.start, end: key.start + key.size }
    const name = decoded.type === 'unknown' ? '' : ` ${decoded.type}`
    return [
      info('unknown_type', 'warn', 'undecoded', range, {
        zh: `未知的报文类型${name}：规范中没有它的格式，消息体按原始字节显示。`,
        en: `Unknown message type${name}: no layout is known; the body is shown raw.`,
      }),
    ]
  }
  const findings = declared(message.finding, decoded)
  if (message.uncertain) {
    const why = typeof message.uncertain === 'object' ? message.uncertain : null
    findings.push(
      info('uncertain_layout', 'chat', 'undecoded', bodyRange(decoded), {
        zh: `这种报文的格式没有可靠的文档，按最可能的读法显示${why ? `：${why.zh}` : '。'}`,
        en: `The layout of this message is not well documented; the likeliest reading is shown${why ? `: ${why.en}` : '.'}`,
      }),
    )
  }
  return findings
}

function declared(finding: FindingPlan | null, decoded: Decoded): ExpertInfo[] {
  return finding ? [fromPlan(finding, decoded, { start: 0, end: decoded.bytes.length })] : []
}

function fromPlan(finding: FindingPlan, decoded: Decoded, range: ByteRange): ExpertInfo {
  return info(
    finding.code,
    finding.severity,
    finding.group,
    range,
    fillTemplates(finding.message, decoded),
    finding.remedy ?? undefined,
  )
}

const names = (fields: readonly FieldPlan[]): Label => ({
  zh: fields.map((field) => field.label.zh).join('、'),
  en: fields.map((field) => field.label.en).join(', '),
})

function missingFields(decoded: Decoded): ExpertInfo[] {
  if (decoded.missing.length === 0) return []
  const list = names(decoded.missing)
  const count = decoded.missing.length
  return [
    info('fields_missing', 'warn', 'malformed', bodyRange(decoded), {
      zh: `消息体太短，缺 ${count} 个字段：${list.zh}。`,
      en: `The body is too short; ${count} fields are missing: ${list.en}.`,
    }),
  ]
}

function runProblem(decoded: Decoded, problem: RunProblem): ExpertInfo[] {
  const { slots } = decoded
  const slotRange = (slot: number) => ({ start: slots.start[slot]!, end: slots.end[slot]! })
  switch (problem.kind) {
    case 'count':
      return [
        info('count_mismatch', 'warn', 'malformed', slotRange(problem.slot), {
          zh: `${problem.field.label.zh}：个数写 ${problem.said}，实际有 ${problem.found} 项。`,
          en: `${problem.field.label.en}: the count says ${problem.said}, ${problem.found} are there.`,
        }),
      ]
    case 'item_cut':
      return [
        info(
          'fields_missing',
          'warn',
          'malformed',
          { start: problem.at, end: decoded.bodyEnd },
          {
            zh: `${problem.field.label.zh}的最后一项不完整，剩余字节按原始显示。`,
            en: `The last item of ${problem.field.label.en} is not whole; its bytes are shown raw.`,
          },
        ),
      ]
    case 'size': {
      const size = problem.size ?? '?'
      return [
        info(
          'inner_length_wrong',
          'warn',
          'malformed',
          { start: problem.at, end: decoded.bodyEnd },
          {
            zh: `${problem.field.label.zh}应有 ${size} 字节，只剩 ${problem.left} 字节。`,
            en: `${problem.field.label.en} should have ${size} bytes, ${problem.left} are left.`,
          },
        ),
      ]
    }
    case 'overflow':
      return [
        info(
          'tlv_malformed',
          'warn',
          'malformed',
          { start: problem.at, end: decoded.bodyEnd },
          {
            zh: `数据单元需要 ${problem.size} 字节，只剩 ${problem.left} 字节；其余按原始字节显示。`,
            en: `A unit needs ${problem.size} bytes, ${problem.left} are left; the rest is shown raw.`,
          },
        ),
      ]
    case 'unit_size': {
      const how = problem.raw
        ? { zh: '按原始字节显示', en: 'shown raw' }
        : { zh: '按实际长度读取', en: 'read at its length' }
      return [
        info('unit_size_differs', 'note', 'malformed', slotRange(problem.slot), {
          zh: `${fillNumber(problem.field.label.zh, slots.item[problem.slot]!)}长 ${problem.found} 字节，文档为 ${problem.documented} 字节，${how.zh}。`,
          en: `${fillNumber(problem.field.label.en, slots.item[problem.slot]!)} is ${problem.found} bytes long, documented are ${problem.documented}; ${how.en}.`,
        }),
      ]
    }
    case 'unknown_tag':
      return [
        info('unknown_tag', 'warn', 'undecoded', slotRange(problem.slot), {
          zh: `未知的标签 ${hexOf(problem.tag, 2)}，按原始字节显示。`,
          en: `Unknown tag ${hexOf(problem.tag, 2)}; shown raw.`,
        }),
      ]
    case 'limit':
      return [
        info(
          'too_many_nodes',
          'warn',
          'malformed',
          { start: problem.at, end: decoded.bodyEnd },
          { zh: '字段太多，其余按原始字节显示。', en: 'Too many fields; the rest is shown raw.' },
        ),
      ]
  }
}

function extraBytes(decoded: Decoded): ExpertInfo[] {
  const { extra, protocol } = decoded
  if (!extra || extra.cut || !protocol.extra.report) return []
  const count = extra.end - extra.start
  return [
    info(
      'undecoded',
      'warn',
      'undecoded',
      { start: extra.start, end: extra.end },
      {
        zh: `最后一个字段之后还有 ${count} 字节，规范没有说明。`,
        en: `${count} bytes follow the last field that the specification describes.`,
      },
    ),
  ]
}

/** Header fields with other values than this message has. */
function expected(decoded: Decoded): ExpertInfo[] {
  return (decoded.message?.expect ?? []).flatMap(({ slot, name, values }) => {
    const found = decoded.environment.values(slot)[0]
    if (typeof found !== 'number' || values.includes(found)) return []
    const range = rangeOf(decoded, slot)
    return [
      info('header_unexpected', 'note', 'semantic', range, {
        zh: `${decoded.message!.name.zh}的 ${name} 是 ${found}，规范为 ${values.join(' 或 ')}。`,
        en: `${name} of ${decoded.message!.name.en} is ${found}; the specification has ${values.join(' or ')}.`,
      }),
    ]
  })
}

/** Where a field (by name slot) lies first; the whole frame when it is not there. */
export function rangeOf(decoded: Decoded, name: number): ByteRange {
  const { slots, protocol } = decoded
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.fields[slots.field[slot]!]!
    const bit = field.bits.find((one) => one.slot === name)
    const range = { start: slots.start[slot]!, end: slots.end[slot]! }
    if (field.slot === name) return range
    if (bit) return { ...range, bits: { from: bit.from, count: bit.count } }
  }
  return { start: 0, end: decoded.bytes.length }
}

function checks(decoded: Decoded): ExpertInfo[] {
  const all = [...(decoded.encrypted ? [] : (decoded.message?.checks ?? [])), ...decoded.protocol.checks]
  return all.flatMap((check) =>
    check.when.matches(decoded.environment) ? [fromPlan(check, decoded, rangeOf(decoded, check.slot))] : [],
  )
}
