import { describe, expect, test } from 'vitest'
import { formatTemplate, parseTemplate } from './template.ts'
import { testFrame, testNames } from './testing/fields.ts'

function fill(text: string): string {
  const parsed = parseTemplate(text, testNames, { zone: 'utc' })
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error.message.en}`)
  return formatTemplate(parsed.template, testFrame, (slot, value) => `<${slot}:${String(value)}>`)
}

const slotOf = (name: string) => testNames.resolve(name)!.slot

describe('a template becomes text', () => {
  test.each([
    ['', ''],
    ['no values', 'no values'],
    ['a {{b}} c', 'a {b} c'],
    ['{{{ykc.soc:02}}}', '{50}'],
    ['{ykc.soc:02}%', '50%'],
    ['{ykc.gun_no:04}', '0001'],
    ['{ykc.gun_status:02}', '01'],
    ['{ykc.soc:04x}', '0032'],
    ['{ykc.soc + 205:04X}', '00FF'],
    ['{ykc.soc:x}', '32'],
    ['0x{ykc.serial:X}', '0xFFFFFFFFFFFFFFFF'],
    ['{ykc.data[0:2]:x}', '680d'],
    ['{ykc.data:X}', '680D01000013FF'],
    ['{ykc.voltage:.2} V', '221.10 V'],
    ['{ykc.voltage:.0}', '221'],
    ['{ykc.serial:.1}', '18446744073709551615.0'],
    ['{ykc.soc - 60:03}', '-010'],
    ['{ykc.price:.2}', '0.50, 0.70, 1.20'],
    ['{frame.len - 19} bytes follow', '81 bytes follow'],
    ['{sum(ykc.price)}', '2.4'],
    ['{(ykc.soc + 1) * 2}', '102'],
    ['{ykc.vin[0:3]}', 'LSV'],
    ['{ykc.data[0:2]}', '680d'],
    ['{ykc.soc in {50, 51}}', 'true'],
    ['{ykc.data[0:2] == 68:0d}', 'true'],
    ['{message.name == "}"}', 'false'],
    ['{ykc.missing}', '–'],
    ['{ykc.missing + 1:02}', '–'],
    ['{ykc.soc / 0}', '–'],
    ['{ykc.voltage:04x}', '221.1'],
    ['{ykc.gun_no:gun|guns}', '1 gun'],
    ['{ykc.soc:item|items}', '50 items'],
    ['{ykc.soc - 50:item|items}', '0 items'],
    ['{ykc.missing:item|items}', '–'],
  ])('%s → %s', (text, expected) => {
    expect(fill(text)).toBe(expected)
  })

  test('a bare name is printed by the caller, every occurrence of it', () => {
    expect(fill('{ykc.soc} {桩编号}')).toBe(`<${slotOf('ykc.soc')}:50> <${slotOf('ykc.pile_no')}:10319042800003>`)
    expect(fill('{tcp.port}')).toBe(`<${slotOf('tcp.port')}:50000>, <${slotOf('tcp.port')}:8767>`)
    expect(fill('{ykc.vin:02}'), 'no number, so the format is no use').toBe(`<${slotOf('ykc.vin')}:LSVAA4182E2184847>`)
  })

  test('a field repeated without end prints its first 16 values', () => {
    const parsed = parseTemplate('{ykc.soc:02}', testNames)
    if ('error' in parsed) throw new Error(parsed.error.message.en)
    const env = testNames.frame({ 'ykc.soc': Array.from({ length: 60_000 }, () => 1) })
    expect(formatTemplate(parsed.template, env, String)).toBe('01, '.repeat(16) + '…')
  })
})

test('a template tells which slots it reads', () => {
  const parsed = parseTemplate('{ykc.soc} of {ykc.soc + frame.len}', testNames)
  expect('template' in parsed && parsed.template.slots).toEqual([slotOf('ykc.soc'), slotOf('frame.len')])
})

describe('a wrong template is refused at its place', () => {
  test.each([
    ['ab {ykc.sco} c', 'unknown_name', 4, 11, 'ykc.soc'],
    ['ab {ykc.soc + } c', 'unexpected_end', 14, 14, undefined],
    ['{ykc.soc', 'unclosed', 8, 8, undefined],
    ['{"}', 'unclosed', 3, 3, undefined],
    ['{}', 'empty', 1, 1, undefined],
    ['a } b', 'template_brace', 2, 3, '}}'],
    ['{ykc.soc:foo}', 'template_format', 9, 12, undefined],
    ['{ykc.soc:.21}', 'template_format', 9, 12, undefined],
    ['{ykc.soc:}', 'template_format', 9, 9, undefined],
    ['{ykc.soc:item|}', 'template_format', 9, 14, undefined],
    ['{ykc.data == 68:zz}', 'template_format', 16, 18, undefined],
  ])('%s → %s', (text, code, start, end, suggestion) => {
    const parsed = parseTemplate(text, testNames)
    const error = 'error' in parsed ? parsed.error : null
    expect([error?.code, error?.range, error?.suggestion]).toEqual([code, { start, end }, suggestion])
  })
})
