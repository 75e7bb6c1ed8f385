import { describe, expect, test } from 'vitest'
import type { Environment } from './evaluate.ts'
import { compile } from './testing/compile.ts'
import { testFrame, testNames } from './testing/fields.ts'

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

test('a pasted list of 500 pile numbers is found by halves, and each of them is found', () => {
  const piles = Array.from({ length: 500 }, (_, i) => String(32010200000000 + i * 7))
  const compiled = compile(`ykc.pile_no in {${piles.join(',')}}`)
  for (const pile of piles) expect(compiled.matches(testNames.frame({ 'ykc.pile_no': ['0' + pile] }))).toBe(true)
  expect(compiled.matches(testNames.frame({ 'ykc.pile_no': ['32010200000001'] }))).toBe(false)
})
