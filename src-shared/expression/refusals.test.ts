import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { parse } from './parse.ts'
import type { ExpressionError } from './syntax.ts'
import { testNames } from './testing/fields.ts'

function errorsOf(text: string): readonly ExpressionError[] {
  const parsed = parse(text)
  if ('error' in parsed) return [parsed.error]
  const checked = check(parsed.expression, testNames, { use: 'condition', zone: 'utc' })
  return 'errors' in checked ? checked.errors : []
}

type Refusal = [text: string, code: string, start: number, end: number, zh: string, en: string, suggestion?: string]

// prettier-ignore
const refusals: Refusal[] = [
  ['', 'empty', 0, 0, '表达式为空。', 'The expression is empty.'],
  ['   ', 'empty', 0, 3, '表达式为空。', 'The expression is empty.'],
  ['ykc.soc = 50', 'single_equals', 8, 9, '此处不应出现“=”，比较请用“==”。', '"=" was unexpected in this context; to compare, use "==".', '=='],
  ['ykc.soc == ', 'unexpected_end', 11, 11, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['ykc.soc ==', 'unexpected_end', 10, 10, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['(ykc.soc == 50', 'unclosed', 14, 14, '表达式在此意外结束，“(”缺少对应的“)”。', 'Unexpected end of expression; the "(" before has no ")".'],
  ['ykc.soc in {1, 2', 'unclosed', 16, 16, '表达式在此意外结束，“{”缺少对应的“}”。', 'Unexpected end of expression; the "{" before has no "}".'],
  ['len(ykc.vin', 'unclosed', 11, 11, '表达式在此意外结束，“(”缺少对应的“)”。', 'Unexpected end of expression; the "(" before has no ")".'],
  ['ykc.vin[0:2', 'unclosed', 11, 11, '表达式在此意外结束，“[”缺少对应的“]”。', 'Unexpected end of expression; the "[" before has no "]".'],
  ['ykc.vin == "abc', 'unclosed_text', 11, 15, '文本缺少结尾的双引号。', 'The closing double quote of the text is missing.'],
  ['ykc.soc == 50)', 'unexpected_token', 13, 14, '此处不应出现“)”。', '")" was unexpected in this context.'],
  ['ykc.soc 50', 'unexpected_token', 8, 10, '此处不应出现“50”。', '"50" was unexpected in this context.'],
  ['ykc.soc equals 50', 'unexpected_token', 8, 14, '此处不应出现“equals”。', '"equals" was unexpected in this context.'],
  ['ykc.vin contain "x"', 'unexpected_token', 8, 15, '此处不应出现“contain”。', '"contain" was unexpected in this context.', 'contains'],
  ['ykc.vin matchs "x"', 'unexpected_token', 8, 14, '此处不应出现“matchs”。', '"matchs" was unexpected in this context.', 'matches'],
  ['and ykc', 'unexpected_token', 0, 3, '此处不应出现“and”。', '"and" was unexpected in this context.'],
  ['ykc and', 'unexpected_end', 7, 7, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['ykc or or ykc', 'unexpected_token', 7, 9, '此处不应出现“or”。', '"or" was unexpected in this context.'],
  ['ykc.sco', 'unknown_name', 0, 7, '没有名为“ykc.sco”的字段。', 'There is no field named "ykc.sco".', 'ykc.soc'],
  ['ykc.sco == 50', 'unknown_name', 0, 7, '没有名为“ykc.sco”的字段。', 'There is no field named "ykc.sco".', 'ykc.soc'],
  ['toString == 1', 'unknown_name', 0, 8, '没有名为“toString”的字段。', 'There is no field named "toString".'],
  ['constructor', 'unknown_name', 0, 11, '没有名为“constructor”的字段。', 'There is no field named "constructor".'],
  ['__proto__ == 1', 'unknown_name', 0, 9, '没有名为“__proto__”的字段。', 'There is no field named "__proto__".'],
  ['ykc.soc-1 == 2', 'unknown_name', 0, 9, '没有名为“ykc.soc-1”的字段。', 'There is no field named "ykc.soc-1".', 'ykc.soc - 1'],
  ['soc == 50', 'unknown_name', 0, 3, '没有名为“soc”的字段。', 'There is no field named "soc".', 'ykc.soc'],
  ['桩编', 'unknown_name', 0, 2, '没有名为“桩编”的字段。', 'There is no field named "桩编".', '桩编号'],
  ['leng(ykc.vin) == 1', 'unknown_function', 0, 4, '没有函数“leng”。', 'There is no function "leng".', 'len'],
  ['constructor("x")', 'unknown_function', 0, 11, '没有函数“constructor”。', 'There is no function "constructor".'],
  ['len() == 1', 'argument_count', 0, 5, '函数 len 需要 1 个参数。', 'The number of arguments of len must be 1.'],
  ['len(ykc.vin, 2) == 1', 'argument_count', 0, 15, '函数 len 需要 1 个参数。', 'The number of arguments of len must be 1.'],
  ['int(ykc.vin, 99) == 1', 'argument_constant', 13, 15, '函数 int 的这个参数必须是 2 到 36 的整数常量。', 'This argument of int must be a constant from 2 to 36.'],
  ['int(ykc.vin, ykc.soc) == 1', 'argument_constant', 13, 20, '函数 int 的这个参数必须是 2 到 36 的整数常量。', 'This argument of int must be a constant from 2 to 36.'],
  ['day_periods(ykc.periods) ', 'argument_count', 0, 24, '函数 day_periods 需要 2 个参数。', 'The number of arguments of day_periods must be 2.'],
  ['len(ykc.soc) == 1', 'argument_type', 4, 11, '函数 len 不接受整数。', 'The function len does not take a whole number.'],
  ['sum(ykc.vin) == 1', 'argument_type', 4, 11, '函数 sum 不接受文本。', 'The function sum does not take text.'],
  ['tcp.port == 99999', 'too_big', 12, 17, '“99999”超出该字段的范围，最大为 65535。', '"99999" too big for this field, maximum 65535.'],
  ['tcp.port in {80, 65536}', 'too_big', 17, 22, '“65536”超出该字段的范围，最大为 65535。', '"65536" too big for this field, maximum 65535.'],
  ['tcp.port == -1', 'too_small', 12, 14, '“-1”超出该字段的范围，最小为 0。', '"-1" too small for this field, minimum 0.'],
  ['frame.len == "abc"', 'literal_type', 13, 18, '“abc”不能读作整数。', '"abc" cannot be read as a whole number.'],
  ['frame.len == "5"', 'literal_type', 13, 16, '“5”不能读作整数。', '"5" cannot be read as a whole number.', '5'],
  ['frame.len == abc', 'unknown_name', 13, 16, '没有名为“abc”的字段。', 'There is no field named "abc".'],
  ['frame.len contains "x"', 'operator_type', 0, 9, 'frame.len（整数）不能用于 contains。', 'frame.len (a whole number) cannot be used with contains.'],
  ['frame.len matches "x"', 'operator_type', 0, 9, 'frame.len（整数）不能用于 matches。', 'frame.len (a whole number) cannot be used with matches.'],
  ['frame.len == 1.5', 'not_whole', 13, 16, '“1.5”不是整数。', '"1.5" is not a whole number.'],
  ['frame.len == 089', 'bad_octal', 13, 16, '“089”以 0 开头，按八进制读取，但含有 8 或 9。', '"089" begins with 0 and so is octal, but it holds an 8 or 9.', '89'],
  ['frame.len == 10-3', 'literal_type', 13, 17, '“10-3”不能读作整数。', '"10-3" cannot be read as a whole number.', '10 - 3'],
  ['frame.len == 68:0d', 'literal_type', 13, 18, '“68:0d”不能读作整数。', '"68:0d" cannot be read as a whole number.'],
  ['ykc.soc[0] == 1', 'slice_type', 0, 7, 'ykc.soc（整数）不能切片，只有文本和字节串可以。', 'ykc.soc (a whole number) cannot be sliced; only text and bytes can.'],
  ['frame.bad > true', 'operator_type', 0, 9, 'frame.bad（真假值）不能用于 >。', 'frame.bad (true or false) cannot be used with >.'],
  ['frame.bad == "true"', 'literal_type', 13, 19, '“true”不能读作真假值。', '"true" cannot be read as true or false.', 'true'],
  ['frame.bad == 故障', 'unknown_name', 13, 15, '没有名为“故障”的字段。', 'There is no field named "故障".'],
  ['ykc == 1', 'operator_type', 0, 3, 'ykc（有无）不能用于 ==。', 'ykc (present or not) cannot be used with ==.'],
  ['ykc contains "x"', 'operator_type', 0, 3, 'ykc（有无）不能用于 contains。', 'ykc (present or not) cannot be used with contains.'],
  ['ykc in {1}', 'operator_type', 0, 3, 'ykc（有无）不能用于 in。', 'ykc (present or not) cannot be used with in.'],
  ['ykc.data == 680', 'bytes_odd', 12, 15, '“680”的十六进制位数是奇数，每个字节要两位。', '"680" has an odd number of hex digits; every byte takes two.'],
  ['ykc.data == 0x680d', 'bytes_order', 12, 18, '“0x680d”超过一个字节，字节顺序不明，请逐字节书写。', '"0x680d" is more than one byte and its byte order is not clear; write the bytes one by one.', '68:0d'],
  ['ykc.data == 0x680', 'bytes_order', 12, 17, '“0x680”超过一个字节，字节顺序不明，请逐字节书写。', '"0x680" is more than one byte and its byte order is not clear; write the bytes one by one.', '06:80'],
  ['ykc.data == xyz', 'unknown_name', 12, 15, '没有名为“xyz”的字段。', 'There is no field named "xyz".'],
  ['ykc.data == 68:zz', 'literal_type', 12, 17, '“68:zz”不能读作字节串。', '"68:zz" cannot be read as bytes.'],
  ['ykc.pile_no == 0x10319042800003', 'digits_hex', 15, 31, '编号按数字书写，不用“0x”：“0x10319042800003”。', 'Identifiers are written in digits, without "0x": "0x10319042800003".', '10319042800003'],
  ['ykc.pile_no == -1', 'literal_type', 15, 17, '“-1”不能读作数字串。', '"-1" cannot be read as digits.'],
  ['ykc.gun_status == "坏"', 'enum_unknown', 18, 21, '“坏”不是该字段的取值。', '"坏" is not one of this field\'s values.'],
  ['ykc.gun_status == "faullt"', 'enum_unknown', 18, 26, '“faullt”不是该字段的取值。', '"faullt" is not one of this field\'s values.', '"fault"'],
  ['ykc.gun_status == 故障', 'unquoted_text', 18, 20, '文本要用双引号括起："故障"。', 'Text must stand in double quotes: "故障".', '"故障"'],
  ['checksum.status == good', 'unquoted_text', 19, 23, '文本要用双引号括起："good"。', 'Text must stand in double quotes: "good".', '"good"'],
  ['checksum.status == checksum.statu', 'unknown_name', 19, 33, '没有名为“checksum.statu”的字段。', 'There is no field named "checksum.statu".', 'checksum.status'],
  ['message.name == ykc', 'unquoted_text', 16, 19, '文本要用双引号括起："ykc"。', 'Text must stand in double quotes: "ykc".', '"ykc"'],
  ['frame.time > "yesterday"', 'time_unreadable', 13, 24, '“yesterday”不是有效的时间；写法如 "2023-05-01 12:00:00"。', '"yesterday" is not a time; write one as "2023-05-01 12:00:00".'],
  ['frame.time > "2023-02-30"', 'time_unreadable', 13, 25, '“2023-02-30”不是有效的时间；写法如 "2023-05-01 12:00:00"。', '"2023-02-30" is not a time; write one as "2023-05-01 12:00:00".'],
  ['frame.time > 5', 'time_unreadable', 13, 14, '“5”不是有效的时间；写法如 "2023-05-01 12:00:00"。', '"5" is not a time; write one as "2023-05-01 12:00:00".'],
  ['frame.time + frame.time > 1', 'arithmetic_type', 0, 10, 'frame.time（时间）不能参与“+”运算。', 'frame.time (a time) cannot take part in "+".'],
  ['frame.time == ykc.soc', 'type_mismatch', 11, 13, 'frame.time（时间）与 ykc.soc（整数）不能相比。', 'frame.time (a time) and ykc.soc (a whole number) cannot be compared.'],
  ['ykc.vin == ykc.data', 'type_mismatch', 8, 10, 'ykc.vin（文本）与 ykc.data（字节串）不能相比。', 'ykc.vin (text) and ykc.data (bytes) cannot be compared.'],
  ['ykc.vin + 1 == 2', 'arithmetic_type', 0, 7, 'ykc.vin（文本）不能参与“+”运算。', 'ykc.vin (text) cannot take part in "+".'],
  ['ykc.voltage & 1', 'arithmetic_type', 0, 11, 'ykc.voltage（数值）不能参与“&”运算。', 'ykc.voltage (a number) cannot take part in "&".'],
  ['@ykc.soc == 1', 'no_raw_bytes', 0, 8, '“ykc.soc”没有原始字节。', '"ykc.soc" has no raw bytes.'],
  ['5', 'constant_condition', 0, 1, '条件不含任何字段，结果永远不变。', 'The condition holds no field, so it never changes.'],
  ['"abc"', 'constant_condition', 0, 5, '条件不含任何字段，结果永远不变。', 'The condition holds no field, so it never changes.'],
  ['1 == 1', 'constant_condition', 0, 6, '条件不含任何字段，结果永远不变。', 'The condition holds no field, so it never changes.'],
  ['1 + 1 == 2', 'constant_condition', 0, 10, '条件不含任何字段，结果永远不变。', 'The condition holds no field, so it never changes.'],
  ['(ykc == ykc) == 1', 'condition_as_value', 0, 12, '条件不能当作值使用。', 'A condition cannot be used as a value.'],
  ['(ykc and ykc) + 1', 'condition_as_value', 0, 13, '条件不能当作值使用。', 'A condition cannot be used as a value.'],
  ['ykc.soc in 50', 'set_expected', 11, 13, 'in 的右边必须是花括号集合，如 {1, 3, 5..9}。', 'In requires a set in braces on the right side, such as {1, 3, 5..9}.', '{50}'],
  ['ykc.soc in {}', 'set_empty', 11, 13, '集合为空。', 'The set is empty.'],
  ['ykc.soc in {ykc.gun_no}', 'set_item', 12, 22, '集合中只能写常量。', 'A set can hold only constants.'],
  ['ykc.soc in {9..1}', 'range_backwards', 12, 16, '范围的终点小于起点。', 'The range ends before it begins.'],
  ['ykc.soc in {1,}', 'unexpected_token', 14, 15, '此处不应出现“}”。', '"}" was unexpected in this context.'],
  ['any ykc.soc', 'unexpected_end', 11, 11, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['all', 'unexpected_end', 3, 3, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['ykc.vin matches abc', 'pattern_not_quoted', 16, 19, 'matches 的右边必须是双引号括起的正则表达式。', 'Matches requires a double quoted pattern on the right side.', '"abc"'],
  ['ykc.vin matches', 'unexpected_end', 15, 15, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['ykc.vin matches 5', 'pattern_not_quoted', 16, 17, 'matches 的右边必须是双引号括起的正则表达式。', 'Matches requires a double quoted pattern on the right side.', '"5"'],
  ['ykc.vin contains ykc.vin', 'search_constant', 17, 24, 'contains 的右边必须是常量。', 'Contains requires a constant on the right side.'],
  ['ykc.vin matches "(a"', 'pattern_end', 17, 19, '正则表达式有误：缺少“)”。', 'Wrong pattern: ")" is missing.'],
  ['ykc.vin matches "a)"', 'pattern_syntax', 18, 19, '正则表达式有误：不应出现“)”。', 'Wrong pattern: ")" was unexpected.'],
  ['ykc.vin matches "[a"', 'pattern_end', 17, 19, '正则表达式有误：缺少“]”。', 'Wrong pattern: "]" is missing.'],
  ['ykc.vin matches "*a"', 'pattern_nothing', 17, 18, '正则表达式有误：“*”前面没有可重复的内容。', 'Wrong pattern: there is nothing to repeat before "*".'],
  ['ykc.vin matches "a**"', 'pattern_nothing', 19, 20, '正则表达式有误：“*”前面没有可重复的内容。', 'Wrong pattern: there is nothing to repeat before "*".'],
  ['ykc.vin matches "(a)\\1"', 'pattern_reference', 20, 22, '不支持反向引用“\\1”：它会使匹配时间失控。', 'The back-reference "\\1" is not supported: it would make matching take forever.'],
  ['ykc.vin matches "\\\\(\\\\k<x>"', 'pattern_reference', 20, 26, '不支持反向引用“\\k<x>”：它会使匹配时间失控。', 'The back-reference "\\k<x>" is not supported: it would make matching take forever.'],
  ['ykc.vin matches "(?=a)"', 'pattern_lookaround', 17, 20, '不支持环视“(?=”。', 'Looking around with "(?=" is not supported.'],
  ['ykc.vin matches "x(?<!a)"', 'pattern_lookaround', 18, 22, '不支持环视“(?<!”。', 'Looking around with "(?<!" is not supported.'],
  ['ykc.vin matches "a{1001}"', 'pattern_repeat', 18, 24, '正则表达式的重复次数最多为 1000。', 'A pattern can repeat a part at most 1000 times.'],
  ['ykc.vin matches "a{3,2}"', 'pattern_range', 18, 23, '正则表达式的范围“{3,2}”次序颠倒。', 'The range "{3,2}" in the pattern is out of order.'],
  ['ykc.vin matches "[z-a]"', 'pattern_range', 18, 21, '正则表达式的范围“z-a”次序颠倒。', 'The range "z-a" in the pattern is out of order.'],
  ['ykc.vin matches "\\p{L}"', 'pattern_escape', 17, 19, '正则表达式不支持转义“\\p”。', 'The escape "\\p" is not supported in patterns.'],
  ['ykc.vin matches "((a{50}){50}){50}"', 'pattern_too_large', 17, 34, '正则表达式过大，请减少重复次数。', 'The pattern is too large; use fewer or smaller repeats.'],
  ['ykc.vin matches "(?>a)"', 'pattern_syntax', 17, 20, '正则表达式有误：不应出现“(?>”。', 'Wrong pattern: "(?>" was unexpected.'],
  ['ykc.vin matches "[[:alpha:]]"', 'pattern_syntax', 18, 20, '正则表达式有误：不应出现“[:”。', 'Wrong pattern: "[:" was unexpected.'],
  ['ykc.vin == "\\q"', 'bad_escape', 12, 14, '“\\q”不是有效的转义；反斜杠本身写作“\\\\”。', '"\\q" is not an escape; write a backslash itself as "\\\\".', '\\\\q'],
  ['ykc.vin == \'x\'', 'single_quotes', 11, 14, '文本要用双引号括起。', 'Text must stand in double quotes.', '"x"'],
  ['ykc.vin == “x”', 'single_quotes', 11, 14, '文本要用双引号括起。', 'Text must stand in double quotes.', '"x"'],
  ['ykc.soc ＝ 50', 'full_width', 8, 9, '“＝”是全角符号，请用半角。', '"＝" is full-width punctuation; use the ASCII character.', '=='],
  ['（ykc.soc == 50）', 'full_width', 0, 1, '“（”是全角符号，请用半角。', '"（" is full-width punctuation; use the ASCII character.', '('],
  ['ykc.soc => 50', 'operator_unknown', 8, 10, '没有运算符“=>”，请用“>=”。', 'There is no operator "=>"; use ">=".', '>='],
  ['ykc.soc <> 50', 'operator_unknown', 8, 10, '没有运算符“<>”，请用“!=”。', 'There is no operator "<>"; use "!=".', '!='],
  ['ykc.soc | 1', 'operator_unknown', 8, 9, '没有运算符“|”，请用“||”。', 'There is no operator "|"; use "||".', '||'],
  ['ykc.soc ≥ 1', 'operator_unknown', 8, 9, '没有运算符“≥”，请用“>=”。', 'There is no operator "≥"; use ">=".', '>='],
  ['ykc.soc # 1', 'unexpected_character', 8, 9, '这里不能使用字符“#”。', 'The character "#" cannot be used here.'],
  ['ykc.vin[] == "x"', 'slice_bad', 8, 8, '“”不是有效的切片；写法如 [0:2]、[0-1]、[3]、[:4]、[-2:]。', '"" is not a slice; write one as [0:2], [0-1], [3], [:4] or [-2:].'],
  ['ykc.vin[a] == "x"', 'slice_bad', 8, 9, '“a”不是有效的切片；写法如 [0:2]、[0-1]、[3]、[:4]、[-2:]。', '"a" is not a slice; write one as [0:2], [0-1], [3], [:4] or [-2:].'],
  ['ykc.vin["a"] == "x"', 'slice_bad', 8, 11, '“"a"”不是有效的切片；写法如 [0:2]、[0-1]、[3]、[:4]、[-2:]。', '""a"" is not a slice; write one as [0:2], [0-1], [3], [:4] or [-2:].'],
  ['ykc.vin[0:0] == "x"', 'slice_length', 8, 11, '切片长度必须大于 0。', 'The length of a slice must be above 0.'],
  ['ykc.vin[3-1] == "x"', 'slice_backwards', 8, 11, '切片的终点在起点之前。', 'The slice ends before it begins.'],
  ['ykc.vin[0,1:-1] == "x"', 'slice_length', 10, 14, '切片长度必须大于 0。', 'The length of a slice must be above 0.'],
  ['1 < ykc.sco < 5', 'unknown_name', 4, 11, '没有名为“ykc.sco”的字段。', 'There is no field named "ykc.sco".', 'ykc.soc'],
  ['@5', 'unexpected_token', 1, 2, '此处不应出现“5”。', '"5" was unexpected in this context.'],
  ['$', 'unexpected_end', 1, 1, '表达式在此意外结束。', 'Unexpected end of expression.'],
  ['ykc.soc == 5 ykc', 'unexpected_token', 13, 16, '此处不应出现“ykc”。', '"ykc" was unexpected in this context.'],
]

describe('a wrong expression is refused with its place, the reason in both languages, and what may have been meant', () => {
  test.each(refusals)('%s → %s', (text, code, start, end, zh, en, suggestion) => {
    const expected = { code, range: { start, end }, message: { zh, en } }
    expect(errorsOf(text)[0]).toEqual(suggestion === undefined ? expected : { ...expected, suggestion })
  })
})

test('all mistakes of one expression are told, in reading order and each once', () => {
  expect(errorsOf('50 < ykc.sco < 70 and tcp.port == 70000 and ykc.soc == "x"').map((error) => error.code)).toEqual([
    'unknown_name',
    'too_big',
    'literal_type',
  ])
})

test('a suggestion put in place makes the expression right', () => {
  const mended = refusals.filter(([text, , , , , , suggestion]) => suggestion !== undefined && !/[（]/.test(text))
  expect(mended.length).toBeGreaterThan(30)
  for (const [text, code, start, end, , , suggestion] of mended) {
    const better = text.slice(0, start) + suggestion + text.slice(end)
    const left = errorsOf(better).filter((error) => error.code === code && error.range.start === start)
    expect([better, left]).toEqual([better, []])
  }
})

test('check refuses or compiles whatever parse gives, and what it compiles runs', () => {
  const names = [
    'ykc',
    'ykc.soc',
    'ykc.gun_no',
    'ykc.vin',
    'ykc.data',
    'frame.time',
    'frame.bad',
    'gun',
    '@ykc.pile_no',
    'x',
  ]
  const literals = ['1', '-1.5', '"a"', '68:0d', 'ff', 'true', '"2023-01-01"', '18446744073709551615']
  const env = testNames.frame({
    'ykc.soc': [1],
    'ykc.vin': ['a'],
    'ykc.data': [Uint8Array.of(1)],
    gun: ['a', 1n, true],
  })
  const operators = ['==', '!=', '<', '+', '-', '*', '/', '%', '&', 'contains', 'and', 'xor', '..', 'in']
  let compiled = 0
  for (const left of names) {
    for (const operator of operators) {
      for (const right of [...names, ...literals]) {
        const text = operator === 'in' ? `${left} in {${right}..${right}}` : `{${left} ${operator} ${right}} == 1`
        for (const candidate of [text, text.replace(/^\{(.*)\} == 1$/, '$1'), `count(${text}) > 0`]) {
          const parsed = parse(candidate)
          if ('error' in parsed) continue
          for (const use of ['condition', 'value'] as const) {
            const checked = check(parsed.expression, testNames, { use, zone: 'utc' })
            if ('errors' in checked) {
              expect(checked.errors.length, candidate).toBeGreaterThan(0)
            } else {
              compiled++
              expect(typeof checked.compiled.matches(env), candidate).toBe('boolean')
              checked.compiled.value(env)
            }
          }
        }
      }
    }
  }
  expect(compiled).toBeGreaterThan(1000)
})
