// Every message about a wrong expression, in both languages. The keys are the permanent error codes.

import type { Label } from '../bytes/range.ts'
import type { ExpressionError, SourceRange } from './syntax.ts'
import type { ValueType } from './value.ts'

function label(zh: string, en: string): Label {
  return { zh, en }
}

/** What a type is called in messages. */
export const typeNames: Record<ValueType, Label> = {
  number: label('数值', 'a number'),
  integer: label('整数', 'a whole number'),
  string: label('文本', 'text'),
  bytes: label('字节串', 'bytes'),
  boolean: label('真假值', 'true or false'),
  time: label('时间', 'a time'),
  digits: label('数字串', 'digits'),
  any: label('任意值', 'any value'),
  presence: label('有无', 'present or not'),
}

const zhType = (type: ValueType) => typeNames[type].zh
const enType = (type: ValueType) => typeNames[type].en

const messages = {
  // The text as a whole
  empty: () => label('表达式为空。', 'The expression is empty.'),
  too_long: (most: string) =>
    label(`表达式过长，最多 ${most} 个字符。`, `The expression is too long; at most ${most} characters are read.`),
  too_deep: (most: string) =>
    label(`嵌套过深，最多 ${most} 层。`, `Nested too deeply; at most ${most} levels are read.`),

  // Characters and words
  unexpected_character: (text: string) =>
    label(`这里不能使用字符“${text}”。`, `The character "${text}" cannot be used here.`),
  full_width: (text: string) =>
    label(`“${text}”是全角符号，请用半角。`, `"${text}" is full-width punctuation; use the ASCII character.`),
  operator_unknown: (text: string, instead: string) =>
    label(`没有运算符“${text}”，请用“${instead}”。`, `There is no operator "${text}"; use "${instead}".`),
  single_equals: () =>
    label('此处不应出现“=”，比较请用“==”。', '"=" was unexpected in this context; to compare, use "==".'),
  single_quotes: () => label('文本要用双引号括起。', 'Text must stand in double quotes.'),
  unclosed_text: () => label('文本缺少结尾的双引号。', 'The closing double quote of the text is missing.'),
  bad_escape: (text: string) =>
    label(
      `“${text}”不是有效的转义；反斜杠本身写作“\\\\”。`,
      `"${text}" is not an escape; write a backslash itself as "\\\\".`,
    ),

  // Order of words
  unexpected_end: () => label('表达式在此意外结束。', 'Unexpected end of expression.'),
  unclosed: (open: string, close: string) =>
    label(
      `表达式在此意外结束，“${open}”缺少对应的“${close}”。`,
      `Unexpected end of expression; the "${open}" before has no "${close}".`,
    ),
  unexpected_token: (text: string) => label(`此处不应出现“${text}”。`, `"${text}" was unexpected in this context.`),
  quantifier_alone: (word: string) =>
    label(`“${word}”后面必须是一个比较。`, `"${word}" must be followed by a comparison.`),
  pattern_not_quoted: () =>
    label(
      'matches 的右边必须是双引号括起的正则表达式。',
      'Matches requires a double quoted pattern on the right side.',
    ),
  search_constant: () => label('contains 的右边必须是常量。', 'Contains requires a constant on the right side.'),
  set_expected: () =>
    label(
      'in 的右边必须是花括号集合，如 {1, 3, 5..9}。',
      'In requires a set in braces on the right side, such as {1, 3, 5..9}.',
    ),
  set_empty: () => label('集合为空。', 'The set is empty.'),
  set_item: () => label('集合中只能写常量。', 'A set can hold only constants.'),
  slice_bad: (text: string) =>
    label(
      `“${text}”不是有效的切片；写法如 [0:2]、[0-1]、[3]、[:4]、[-2:]。`,
      `"${text}" is not a slice; write one as [0:2], [0-1], [3], [:4] or [-2:].`,
    ),
  slice_length: () => label('切片长度必须大于 0。', 'The length of a slice must be above 0.'),
  slice_parts: (most: string) => label(`切片最多 ${most} 段。`, `A slice has at most ${most} parts.`),
  slice_backwards: () => label('切片的终点在起点之前。', 'The slice ends before it begins.'),

  // Names
  unknown_name: (name: string) => label(`没有名为“${name}”的字段。`, `There is no field named "${name}".`),
  unknown_function: (name: string) => label(`没有函数“${name}”。`, `There is no function "${name}".`),
  no_raw_bytes: (name: string) => label(`“${name}”没有原始字节。`, `"${name}" has no raw bytes.`),
  unquoted_text: (text: string) =>
    label(`文本要用双引号括起："${text}"。`, `Text must stand in double quotes: "${text}".`),

  // Types
  constant_condition: () =>
    label('条件不含任何字段，结果永远不变。', 'The condition holds no field, so it never changes.'),
  condition_as_value: () => label('条件不能当作值使用。', 'A condition cannot be used as a value.'),
  operator_type: (what: string, type: ValueType, operator: string) =>
    label(
      `${what}（${zhType(type)}）不能用于 ${operator}。`,
      `${what} (${enType(type)}) cannot be used with ${operator}.`,
    ),
  type_mismatch: (left: string, leftType: ValueType, right: string, rightType: ValueType) =>
    label(
      `${left}（${zhType(leftType)}）与 ${right}（${zhType(rightType)}）不能相比。`,
      `${left} (${enType(leftType)}) and ${right} (${enType(rightType)}) cannot be compared.`,
    ),
  arithmetic_type: (what: string, type: ValueType, operator: string) =>
    label(
      `${what}（${zhType(type)}）不能参与“${operator}”运算。`,
      `${what} (${enType(type)}) cannot take part in "${operator}".`,
    ),
  slice_type: (what: string, type: ValueType) =>
    label(
      `${what}（${zhType(type)}）不能切片，只有文本和字节串可以。`,
      `${what} (${enType(type)}) cannot be sliced; only text and bytes can.`,
    ),
  literal_type: (text: string, type: ValueType) =>
    label(`“${text}”不能读作${zhType(type)}。`, `"${text}" cannot be read as ${enType(type)}.`),
  not_whole: (text: string) => label(`“${text}”不是整数。`, `"${text}" is not a whole number.`),
  bad_octal: (text: string) =>
    label(
      `“${text}”以 0 开头，按八进制读取，但含有 8 或 9。`,
      `"${text}" begins with 0 and so is octal, but it holds an 8 or 9.`,
    ),
  too_big: (text: string, most: string) =>
    label(`“${text}”超出该字段的范围，最大为 ${most}。`, `"${text}" too big for this field, maximum ${most}.`),
  too_small: (text: string, least: string) =>
    label(`“${text}”超出该字段的范围，最小为 ${least}。`, `"${text}" too small for this field, minimum ${least}.`),
  bytes_odd: (text: string) =>
    label(
      `“${text}”的十六进制位数是奇数，每个字节要两位。`,
      `"${text}" has an odd number of hex digits; every byte takes two.`,
    ),
  bytes_order: (text: string) =>
    label(
      `“${text}”超过一个字节，字节顺序不明，请逐字节书写。`,
      `"${text}" is more than one byte and its byte order is not clear; write the bytes one by one.`,
    ),
  digits_hex: (text: string) =>
    label(`编号按数字书写，不用“0x”：“${text}”。`, `Identifiers are written in digits, without "0x": "${text}".`),
  time_unreadable: (text: string) =>
    label(
      `“${text}”不是有效的时间；写法如 "2023-05-01 12:00:00"。`,
      `"${text}" is not a time; write one as "2023-05-01 12:00:00".`,
    ),
  enum_unknown: (text: string) => label(`“${text}”不是该字段的取值。`, `"${text}" is not one of this field's values.`),
  range_backwards: () => label('范围的终点小于起点。', 'The range ends before it begins.'),

  // Functions
  argument_count: (name: string, wanted: string) =>
    label(`函数 ${name} 需要 ${wanted} 个参数。`, `The number of arguments of ${name} must be ${wanted}.`),
  argument_type: (name: string, type: ValueType) =>
    label(`函数 ${name} 不接受${zhType(type)}。`, `The function ${name} does not take ${enType(type)}.`),
  argument_constant: (name: string, least: string, most: string) =>
    label(
      `函数 ${name} 的这个参数必须是 ${least} 到 ${most} 的整数常量。`,
      `This argument of ${name} must be a constant from ${least} to ${most}.`,
    ),

  // Regular expressions
  pattern_syntax: (text: string) =>
    label(`正则表达式有误：不应出现“${text}”。`, `Wrong pattern: "${text}" was unexpected.`),
  pattern_end: (missing: string) =>
    label(`正则表达式有误：缺少“${missing}”。`, `Wrong pattern: "${missing}" is missing.`),
  pattern_escape: (text: string) =>
    label(`正则表达式不支持转义“${text}”。`, `The escape "${text}" is not supported in patterns.`),
  pattern_range: (text: string) =>
    label(`正则表达式的范围“${text}”次序颠倒。`, `The range "${text}" in the pattern is out of order.`),
  pattern_repeat: (most: string) =>
    label(`正则表达式的重复次数最多为 ${most}。`, `A pattern can repeat a part at most ${most} times.`),
  pattern_nothing: (text: string) =>
    label(
      `正则表达式有误：“${text}”前面没有可重复的内容。`,
      `Wrong pattern: there is nothing to repeat before "${text}".`,
    ),
  pattern_reference: (text: string) =>
    label(
      `不支持反向引用“${text}”：它会使匹配时间失控。`,
      `The back-reference "${text}" is not supported: it would make matching take forever.`,
    ),
  pattern_lookaround: (text: string) =>
    label(`不支持环视“${text}”。`, `Looking around with "${text}" is not supported.`),
  pattern_too_large: () =>
    label('正则表达式过大，请减少重复次数。', 'The pattern is too large; use fewer or smaller repeats.'),

  // Templates
  template_brace: (brace: string) =>
    label(`单独的“${brace}”要写两遍。`, `A "${brace}" that is plain text must be written twice.`),
  template_format: (text: string) =>
    label(
      `“${text}”不是有效的格式；写法如 .2、02、04x、04X、gun|guns。`,
      `"${text}" is not a format; write one as .2, 02, 04x, 04X or gun|guns.`,
    ),
} satisfies Record<string, (...parts: never[]) => Label>

export type ErrorCode = keyof typeof messages

/** An error with its message filled in. */
export function expressionError<Code extends ErrorCode>(
  code: Code,
  range: SourceRange,
  parts: Parameters<(typeof messages)[Code]>,
  suggestion?: string,
): ExpressionError {
  const format = messages[code] as (...parts: unknown[]) => Label
  const message = format(...parts)
  return suggestion === undefined ? { code, range, message } : { code, range, message, suggestion }
}
