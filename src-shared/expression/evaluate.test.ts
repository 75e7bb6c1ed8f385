import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import type { CheckOptions } from './check.ts'
import type { CompiledExpression, Environment } from './evaluate.ts'
import { parse } from './parse.ts'
import { testFrame, testNames } from './testing/fields.ts'

function compile(text: string, options: CheckOptions = { use: 'condition', zone: 'utc' }): CompiledExpression {
  const parsed = parse(text)
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error.message.en}`)
  const checked = check(parsed.expression, testNames, options)
  if ('errors' in checked) throw new Error(`${text}: ${checked.errors.map((error) => error.message.en).join(' ')}`)
  return checked.compiled
}

/** The test frame has two ports, 50000 and 8767, and three periods; ykc.missing and ykc.none are absent. */
const filters: Record<string, [text: string, matches: boolean][]> = {
  'a bare name asks whether it exists': [
    ['ykc', true],
    ['ykc.soc', true],
    ['ykc.missing', false],
    ['not ykc.missing', true],
    ['@ykc.pile_no', true],
    ['桩编号', true],
    ['ykc.vin[0:4]', true],
    ['ykc.vin[16]', true],
    ['ykc.vin[17]', false],
    ['a-b', true],
  ],
  'a bare flag or computed number asks for its value': [
    ['frame.bad', false],
    ['not frame.bad', true],
    ['ykc.soc & 2', true],
    ['ykc.soc & 4', false],
    ['ykc.soc - 50', false],
    ['ykc.soc - 49', true],
    ['count(tcp.port)', true],
    ['count(ykc.missing)', false],
    ['printable(ykc.data)', false],
    ['ykc.data[1:2] & 0f:00', true],
    ['ykc.data[1:2] & f0:00', false],
  ],
  'comparisons of one value': [
    ['ykc.soc == 50', true],
    ['ykc.soc == 51', false],
    ['ykc.soc eq 50', true],
    ['ykc.soc != 50', false],
    ['ykc.soc != 51', true],
    ['ykc.soc ne 51', true],
    ['ykc.soc > 49', true],
    ['ykc.soc > 50', false],
    ['ykc.soc >= 50', true],
    ['ykc.soc < 50', false],
    ['ykc.soc <= 50', true],
    ['ykc.soc LT 51', true],
    ['50 == ykc.soc', true],
    ['49 < ykc.soc', true],
    ['51 < ykc.soc', false],
    ['51 >= ykc.soc', true],
    ['49 < ykc.soc <= 50', true],
    ['50 < ykc.soc <= 60', false],
  ],
  'repeated fields: != says that all differ': [
    ['tcp.port == 8767', true],
    ['tcp.port == 50000', true],
    ['tcp.port == 80', false],
    ['tcp.port != 8767', false],
    ['tcp.port != 80', true],
    ['not tcp.port == 8767', false],
    ['tcp.port === 8767', false],
    ['tcp.port !== 8767', true],
    ['tcp.port !== 80', true],
    ['any tcp.port != 8767', true],
    ['all tcp.port == 8767', false],
    ['all tcp.port > 8000', true],
    ['all tcp.port > 9000', false],
    ['any tcp.port > 9000', true],
    ['tcp.port > 9000', true],
    ['all tcp.port in {8767, 50000}', true],
    ['all tcp.port in {8767}', false],
    ['all ykc.price > 0', true],
    ['any ykc.price === 0.7', true],
  ],
  'a comparison implies existence': [
    ['ykc.missing == 1', false],
    ['ykc.missing != 1', false],
    ['not ykc.missing == 1', true],
    ['not ykc.missing != 1', true],
    ['all ykc.missing == 1', false],
    ['ykc.missing === 1', false],
    ['ykc.missing in {1}', false],
    ['ykc.missing not in {1}', true],
    ['ykc.missing == ykc.soc', false],
    ['ykc.missing != ykc.soc', false],
    ['ykc.none contains ""', false],
    ['ykc.none matches ""', false],
    ['ykc.missing + 1 > 0', false],
    ['sum(ykc.missing) == 0', false],
    ['count(ykc.missing) == 0', true],
  ],
  'logic and precedence': [
    ['ykc and ykc.soc == 50', true],
    ['ykc and ykc.soc == 51', false],
    ['ykc.missing or ykc.soc == 50', true],
    ['ykc.missing || ykc.none', false],
    ['ykc xor ykc.soc', false],
    ['ykc xor ykc.missing', true],
    ['ykc ^^ ykc ^^ ykc', true],
    ['ykc or ykc.missing and ykc.missing', true],
    ['(ykc or ykc.missing) and ykc.missing', false],
    ['ykc xor ykc and ykc.missing', true],
    ['not ykc or ykc', true],
    ['not (ykc or ykc)', false],
    ['ykc xor ykc or ykc', true],
    ['! ykc && ykc.missing', false],
    ['!!ykc', true],
    ['ykc && ykc.soc && ykc.vin && ykc.missing', false],
    ['ykc.missing or ykc.none or ykc.missing or ykc', true],
  ],
  'numbers in four bases; a leading 0 is octal for integer fields only': [
    ['ykc.soc == 0x32', true],
    ['ykc.soc == 0b110010', true],
    ['ykc.soc == 062', true],
    ['ykc.soc == 050', false],
    ['frame.len == 0144', true],
    ['ykc.voltage == 0221.1', true],
    ['ykc.voltage > 0200', true],
    ['ykc.voltage == 221.1', true],
    ['ykc.voltage == 2211e-1', true],
    ['ykc.soc > -1', true],
    ['ykc.soc == - 50', false],
    ['-ykc.soc == -50', true],
  ],
  'integers are exact beyond 2^53': [
    ['ykc.serial == 18446744073709551615', true],
    ['ykc.serial == 18446744073709551614', false],
    ['ykc.serial == 18446744073709551616', false],
    ['ykc.serial == 0xffffffffffffffff', true],
    ['ykc.serial > 18446744073709551614', true],
    ['ykc.serial < 18446744073709551616', true],
    ['ykc.serial - 18446744073709551614 == 1', true],
    ['ykc.serial & 1', true],
    ['ykc.serial % 2 == 1', true],
    ['ykc.serial in {18446744073709551615}', true],
    ['ykc.serial in {18446744073709551610..18446744073709551614}', false],
    ['ykc.soc < 18446744073709551615', true],
  ],
  'identifiers compare by the value of their digits, quoted by their text': [
    ['ykc.gun_no == 1', true],
    ['ykc.gun_no == 01', true],
    ['ykc.gun_no == 001', true],
    ['ykc.gun_no == "01"', true],
    ['ykc.gun_no == "1"', false],
    ['ykc.gun_no != 2', true],
    ['ykc.gun_no < 10', true],
    ['ykc.gun_no in {1, 2}', true],
    ['ykc.gun_no in {"1"}', false],
    ['ykc.gun_no in {"1", 1}', true],
    ['ykc.gun_no in {0..3}', true],
    ['ykc.pile_no == 10319042800003', true],
    ['ykc.pile_no == 010319042800003', true],
    ['ykc.pile_no > 10319042800002', true],
    ['ykc.pile_no == 08', false],
    ['ykc.pile_no contains "9042"', true],
    ['ykc.pile_no contains 9042', true],
    ['ykc.pile_no[0:4] == "1031"', true],
    ['ykc.pile_no[0:4] == 1031', true],
    ['ykc.gun_no + 1 == 2', true],
    ['ykc.gun_no == ykc.gun_status', true],
    ['ykc.gun_no < ykc.soc', true],
    ['ykc.gun_no == d14b', false],
  ],
  'enum texts in either language and any case': [
    ['ykc.gun_status == "故障"', true],
    ['ykc.gun_status == "Fault"', true],
    ['ykc.gun_status == "normal"', false],
    ['ykc.gun_status != "正常"', true],
    ['ykc.gun_status == 1', true],
    ['枪状态 == "故障"', true],
    ['ykc.gun_status in {"故障", "充电中"}', true],
    ['ykc.gun_status contains "障"', true],
    ['ykc.gun_status contains "AUL"', true],
    ['ykc.gun_status contains "充"', false],
    ['ykc.gun_status matches "^f.*t$"', true],
    ['ykc.gun_status < "charging"', true],
  ],
  texts: [
    ['checksum.status == "good"', true],
    ['checksum.status == "bad"', false],
    ['checksum.status > "bad"', true],
    ['checksum.status in {"bad", "good"}', true],
    ['checksum.status in {"a".."f"}', false],
    ['message.name == "充电桩心跳包"', true],
    ['message.name != "充电桩心跳包"', false],
    ['message.name contains "心跳"', true],
    ['message.name[0:3] == "充电桩"', true],
    ['message.name[3-4] == "心跳"', true],
    ['len(message.name) == 6', true],
    ['lower(message.name) == "heartbeat"', true],
    ['upper(message.name) contains "BEAT"', true],
    ['message.name contains "beat"', true],
    ['message.name contains "BEAT"', false],
    ['ykc.vin contains 4182', true],
    ['ykc.vin[-4:] == "4847"', true],
    ['ykc.vin[0,2-4] == "LVAA"', true],
    ['ykc.vin[20:] == "x"', false],
    ['ykc.vin == "LSVAA4182E218484\\x37"', true],
  ],
  'patterns ignore case unless told otherwise': [
    ['message.name matches "^HEART"', true],
    ['message.name matches "(?-i)^HEART"', false],
    ['message.name ~ "心.包$"', true],
    ['ykc.vin matches "^[A-HJ-NPR-Z0-9]{17}$"', true],
    ['ykc.vin matches "\\d{4}$"', true],
    ['ykc.vin matches "\\\\d{4}$"', true],
    ['ykc.vin matches "^\\d"', false],
    ['all message.name matches "^heart"', false],
    ['ykc.data matches "\\x68\\x0d"', true],
    ['ykc.data matches "\\x13.$"', true],
    ['ykc.data matches "\\x14"', false],
  ],
  'bytes, in every spelling': [
    ['ykc.data == 68:0d:01:00:00:13:ff', true],
    ['ykc.data == 68-0d-01-00-00-13-FF', true],
    ['ykc.data == 68.d.1.0.0.13.ff', true],
    ['ykc.data == 680d01000013ff', true],
    ['ykc.data != 68', true],
    ['ykc.data[0] == 68', true],
    ['ykc.data[0] == 0x68', true],
    ['ykc.data[6] == ff', true],
    ['ykc.data[0:2] == 68:0d', true],
    ['ykc.data[0:2] == "h\\x0d"', true],
    ['ykc.data[6] == "\\xff"', true],
    ['ykc.data[-2:] == 13:ff', true],
    ['ykc.data[0,5-6] == 68:13:ff', true],
    ['ykc.data[5:9] == 13:ff', false],
    ['ykc.data contains 00:13', true],
    ['ykc.data contains 00:14', false],
    ['ykc.data contains 0x13', true],
    ['ykc.data contains "\\x00\\x13"', true],
    ['ykc.data[0] in {68, 69}', true],
    ['ykc.data[0] in {60..6f}', true],
    ['ykc.data > 68:0c', true],
    ['ykc.data > 68:0d:02', false],
    ['ykc.data[0] & 0f == 08', true],
    ['len(ykc.data) == 7', true],
    ['@ykc.pile_no == 10:31:90:42:80:00:03', true],
    ['@桩编号[0] == 10', true],
  ],
  flags: [
    ['frame.bad == false', true],
    ['frame.bad == true', false],
    ['frame.bad == FALSE', true],
    ['frame.bad == 0', true],
    ['frame.bad == 1', false],
    ['frame.bad != true', true],
    ['printable(ykc.data) == false', true],
  ],
  'times, local unless zoned (here the zone is UTC)': [
    ['frame.time >= "2023-05-01 12:00:00"', true],
    ['frame.time > "2023-05-01 12:00:01"', false],
    ['frame.time == "2023-05-01 12:00:00.123456789"', true],
    ['frame.time == "2023-05-01T12:00:00.123456789Z"', true],
    ['frame.time == "2023-05-01 20:00:00.123456789+08:00"', true],
    ['frame.time > "2023-05-01 12:00:00+0800"', true],
    ['frame.time >= "2023-05-01"', true],
    ['frame.time < "2023-05-02"', true],
    ['frame.time in {"2023-05-01".."2023-05-02"}', true],
    ['ykc.start_time == "2023-05-01 12:00:00"', true],
    ['ykc.start_time == "2023-05-01 12:00:00.000"', true],
    ['ykc.start_time < "2023-05-01 12:00:00.001"', true],
    ['ykc.start_time >= 2023-05-01', true],
    ['ykc.start_time < frame.time', true],
    ['frame.time - ykc.start_time < 0.2', true],
    ['frame.time - "2023-05-01 12:00" > 0.1', true],
    ['ykc.start_time + 3600 == "2023-05-01 13:00"', true],
    ['frame.time - 0.5 < ykc.start_time', true],
  ],
  arithmetic: [
    ['ykc.soc + 1 == 51', true],
    ['ykc.soc == 25 * 2', true],
    ['ykc.soc == 2 * {20 + 5}', true],
    ['ykc.soc == 2 * (20 + 5)', true],
    ['ykc.soc - 20 - 20 == 10', true],
    ['ykc.soc % 7 == 1', true],
    ['ykc.soc / 7 == 7', true],
    ['ykc.voltage / 2 == 110.55', true],
    ['ykc.voltage * 3 == 663.3', true],
    ['ykc.voltage - 221 == 0.1', true],
    ['ykc.soc / 0 == 0', false],
    ['ykc.soc & 0x32 == 50', true],
    ['frame.len >= ykc.soc + 50', true],
    ['a-b - 7 == 0', true],
    ['abs(ykc.soc - 60) == 10', true],
    ['any tcp.port - 8767 == 0', true],
    ['all tcp.port - 8767 == 0', false],
  ],
  'names against names': [
    ['ykc.soc < frame.len', true],
    ['ykc.soc != frame.len', true],
    ['tcp.port == tcp.port', true],
    ['tcp.port != tcp.port', false],
    ['tcp.port === tcp.port', false],
    ['all ykc.price < ykc.energy', true],
    ['checksum.status == message.name', false],
    ['ykc.data == @ykc.pile_no', false],
  ],
  'values whose type shows only in the frame': [
    ['gun == 1', true],
    ['gun == 01', true],
    ['gun == "01"', true],
    ['all gun == 1', true],
    ['all gun == "01"', false],
    ['gun == "故障"', true],
    ['gun == 2', false],
    ['gun > 0', true],
    ['gun in {0..1}', true],
    ['gun in {0x9..0x10}', false],
    ['gun == ykc.gun_no', true],
    ['gun contains "0"', true],
    ['gun matches "^0"', true],
    ['gun + 1 == 2', true],
    ['gun == true', false],
  ],
  functions: [
    ['len(ykc.vin) == 17', true],
    ['count(tcp.port) == 2', true],
    ['max(tcp.port) == 50000', true],
    ['min(tcp.port) == 8767', true],
    ['max(ykc.soc, ykc.voltage, 10) == 221.1', true],
    ['min(ykc.soc, 10) == 10', true],
    ['sum(ykc.price) == 2.4', true],
    ['sum(ykc.price * ykc.energy) == 55', true],
    ['bcd(@ykc.pile_no)', true],
    ['bcd(ykc.data)', false],
    ['int(ykc.vin[5:4]) == 4182', true],
    ['int(ykc.vin[5:4], 16) == 0x4182', true],
    ['int(ykc.vin) > 0', false],
    ['int("ff", 16) == ykc.soc + 205', true],
    ['day_periods(ykc.periods, 5)', true],
    ['LEN(ykc.vin) == 17', true],
  ],
  sets: [
    ['ykc.soc in {50}', true],
    ['ykc.soc in {1, 3, 0x30..0x33}', true],
    ['ykc.soc in {51..99}', false],
    ['ykc.soc in {50..50}', true],
    ['ykc.soc not in {50}', false],
    ['not ykc.soc in {51}', true],
    ['ykc.voltage in {221 .. 221.5}', true],
    ['-ykc.soc in {-50}', true],
  ],
}

describe.each(Object.entries(filters))('%s', (_, table) => {
  test.each(table)('%s is %s', (text, matches) => {
    expect(compile(text).matches(testFrame)).toBe(matches)
  })
})

test('$name is the value in the selected frame, absent when none is selected', () => {
  const selected = testNames.frame({ 'ykc.pile_no': ['010319042800003'], 'ykc.soc': [45] })
  const samePile = compile('ykc.pile_no == $ykc.pile_no')
  expect(samePile.matches(testFrame, selected)).toBe(true)
  expect(samePile.matches(testFrame)).toBe(false)
  expect(compile('ykc.soc - ${ykc.soc} == 5').matches(testFrame, selected)).toBe(true)
  expect(compile('$ykc.vin').matches(testFrame, selected)).toBe(false)
  const slot = testNames.resolve('ykc.pile_no')!.slot
  expect([samePile.slots, samePile.selectedSlots]).toEqual([[slot], [slot]])
})

test.each<[text: string, value: unknown, type: string]>([
  ['8', 8, 'integer'],
  ['1.5', 1.5, 'number'],
  ['frame.len - 19', 81, 'integer'],
  ['{frame.len - 1} / 2', 49, 'integer'],
  ['ykc.voltage * 2', 442.2, 'number'],
  ['ykc.serial + 1', 18446744073709551616n, 'integer'],
  ['ykc.serial - 18446744073709551610', 5, 'integer'],
  ['tcp.port', 50000, 'integer'],
  ['ykc.missing', null, 'integer'],
  ['ykc.missing + 1', null, 'integer'],
  ['10 / 0', null, 'integer'],
  ['ykc.soc == 50', true, 'boolean'],
  ['bcd(ykc.data)', false, 'boolean'],
  ['ykc.vin[0:3]', 'LSV', 'string'],
  ['ykc.data[1:2]', Uint8Array.of(0x0d, 1), 'bytes'],
  ['"x"', 'x', 'string'],
  ['68:0d', Uint8Array.of(0x68, 0x0d), 'bytes'],
  ['count(ykc.missing)', 0, 'integer'],
  ['int("12")', 12, 'integer'],
  ['frame.time - ykc.start_time', 0.123456789, 'number'],
  ['ykc.start_time + 0.5', 1682942400500000000n, 'time'],
  ['-ykc.gun_no', -1, 'integer'],
  ['0 * -5', 0, 'integer'],
])('the value of %s is %s (%s)', (text, value, type) => {
  const compiled = compile(text, { zone: 'utc' })
  expect([compiled.value(testFrame), compiled.type]).toEqual([value, type])
})

test('only the slots that an expression names are read', () => {
  const reads: number[] = []
  const env: Environment = { values: (slot) => (reads.push(slot), testFrame.values(slot)) }
  const compiled = compile('ykc.missing == 1 and ykc.vin == "x" or @ykc.pile_no == 10')
  expect(compiled.matches(env)).toBe(false)
  const slots = [testNames.resolve('ykc.missing')!.slot, testNames.resolve('ykc.pile_no')!.rawSlot!]
  expect(reads, 'the right side of a failed "and" is left alone').toEqual(slots)
  expect(compiled.slots).toContain(testNames.resolve('ykc.vin')!.slot)
})

test('times without a zone are the local clock of this machine', () => {
  const noon = new Date(2023, 4, 1, 12, 0, 0).getTime()
  const frame = testNames.frame({
    'frame.time': [BigInt(noon) * 1_000_000n],
    'ykc.start_time': ['2023-05-01T12:00:00'],
  })
  expect(compile('frame.time == "2023-05-01 12:00:00"', {}).matches(frame)).toBe(true)
  expect(compile('frame.time == ykc.start_time', {}).matches(frame)).toBe(true)
  const zoned = new Date(noon).toISOString()
  expect(compile(`frame.time == "${zoned}" and ykc.start_time == "${zoned}"`, {}).matches(frame)).toBe(true)
})

test.each([
  ['day_periods(ykc.periods, 4)', [0, 0, 12, 30, 12, 30, 24, 0], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 12, 30, 12, 30, 0, 0], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 12, 30, 12, 31, 24, 0], false],
  ['day_periods(ykc.periods, 4)', [0, 1, 24, 0], false],
  ['day_periods(ykc.periods, 4)', [0, 0, 23, 0], false],
  ['day_periods(ykc.periods, 4)', [0, 0, 0, 0], false],
  ['day_periods(ykc.periods, 4)', [], false],
  ['day_periods(ykc.periods, 4)', [0, 0, 24, 0, 0, 0, 0, 0], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 24, 0, 0], false],
  ['day_periods(ykc.periods, 5)', [0, 0, 24, 0, 9, 0, 0, 0, 0, 9], false],
  ['printable(ykc.periods)', [0x41, 0x20, 0x7e], true],
  ['printable(ykc.periods)', [0x41, 0, 0], true],
  ['printable(ykc.periods)', [0, 0], false],
  ['printable(ykc.periods)', [], false],
  ['printable(ykc.periods)', [0x41, 0, 0x41], false],
  ['printable(ykc.periods)', [0x41, 0x7f], false],
  ['bcd(ykc.periods)', [0x99, 0x00], true],
  ['bcd(ykc.periods)', [0x9a], false],
  ['bcd(ykc.periods)', [0xa9], false],
])('%s of %j is %s', (text, bytes, expected) => {
  expect(compile(text).matches(testNames.frame({ 'ykc.periods': [Uint8Array.from(bytes)] }))).toBe(expected)
})

test('characters outside the basic plane count once in len() and slices', () => {
  const frame = testNames.frame({ 'ykc.vin': ['a😀b'] })
  expect(compile('len(ykc.vin) == 3 and ykc.vin[1] == "😀" and ykc.vin[-1] == "b"').matches(frame)).toBe(true)
})

test('two fields of 60,000 values each compare within a second', () => {
  const low = Array.from({ length: 60_000 }, (_, i) => i)
  const high = low.map((value) => value + 60_000)
  const frame = testNames.frame({ 'ykc.soc': low, 'ykc.missing': high, gun: low, 'ykc.price': low, 'ykc.energy': high })
  const started = Date.now()
  for (const [text, matches] of [
    ['ykc.soc == ykc.missing', false],
    ['ykc.soc != ykc.missing', true],
    ['ykc.soc === ykc.missing', false],
    ['ykc.soc !== ykc.missing', true],
    ['ykc.soc < ykc.missing', true],
    ['all ykc.soc < ykc.missing', true],
    ['ykc.soc > ykc.missing', false],
    ['all ykc.soc <= ykc.soc', false],
    ['ykc.soc == ykc.soc', true],
    ['gun == ykc.missing', false],
    ['sum(ykc.price + ykc.energy) == 7199940000', true],
  ] as const) {
    expect([text, compile(text).matches(frame)]).toEqual([text, matches])
  }
  expect(Date.now() - started).toBeLessThan(1000)
})

test('many pairs give what few pairs give', () => {
  const operators = ['==', '!=', '===', '!==', '<', '<=', '>', '>=']
  for (const [a, b] of [
    [
      [1, 2, 3],
      [3, 4],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    [[5, 5], [5]],
    [[5, 6], [5]],
    [[7], [1, 9]],
  ] as const) {
    const repeat = (values: readonly number[]) => Array.from({ length: 100 }, () => values).flat()
    const few = testNames.frame({ 'ykc.soc': a, 'ykc.missing': b })
    const many = testNames.frame({ 'ykc.soc': repeat(a), 'ykc.missing': repeat(b) })
    for (const text of operators.flatMap((o) => ['', 'any ', 'all '].map((q) => `${q}ykc.soc ${o} ykc.missing`))) {
      const compiled = compile(text)
      expect([text, a, b, compiled.matches(many)]).toEqual([text, a, b, compiled.matches(few)])
    }
  }
})

test('a pasted list of 500 pile numbers is found by halves, and each of them is found', () => {
  const piles = Array.from({ length: 500 }, (_, i) => String(32010200000000 + i * 7))
  const compiled = compile(`ykc.pile_no in {${piles.join(',')}}`)
  for (const pile of piles) expect(compiled.matches(testNames.frame({ 'ykc.pile_no': ['0' + pile] }))).toBe(true)
  expect(compiled.matches(testNames.frame({ 'ykc.pile_no': ['32010200000001'] }))).toBe(false)
})
