// G1–G8, the golden findings, as a user gets them: one frame's hex per line through the built command line, the top diagnosis
// in both languages with its code, and the repair where there is one. The bytes are written out here.
import { describe, expect, test } from 'vitest'
import { decodeJson, runCli } from './testing/run-cli.ts'

/** The field log's transaction record, 156 bytes, right as it stands. */
const record =
  '689800660037000000000000000000000000000000011031904280000301f8a70b131c0b79487117131c0b7900000000050000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000001487117131c0b79400000000000000000afda'
/** Where four zero bytes are slipped into its run of zeros, in hex digits. */
const slip = 120

/** Name, bytes, code, beginning of the words in both languages, the repaired frame. */
const golden: [string, string, string, string, string, string | null][] = [
  [
    'G1: four zero bytes too many',
    record.slice(0, slip) + '00000000' + record.slice(slip),
    'bytes_extra',
    '多出 4 个零字节：长度字节 0x98 (152)，即整帧 156 字节，实收 160',
    '4 extra zero bytes: the length 0x98 (152) means 156 bytes, 160 are here',
    record,
  ],
  [
    'G2: a wrong length byte',
    '680925d300042023121200001001001d0b',
    'length_counts_body',
    '长度域 0x09 只数了消息体（9 字节），应为 0x0D（13）',
    'The length 0x09 counts the body only (9 bytes); it should be 0x0D (13)',
    '680d25d300042023121200001001001d0b',
  ],
  [
    'G3: checksum bytes swapped, d1ac',
    '680d25d30003202312120000100100d1ac',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 d1ac，规范顺序为 acd1',
    'd1ac sent, acd1',
    '680d25d30003202312120000100100acd1',
  ],
  [
    'G3: checksum bytes swapped, 222b',
    '680d71ad0005202312120000100000222b',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 222b，规范顺序为 2b22',
    '222b sent, 2b22',
    '680d71ad00052023121200001000002b22',
  ],
  [
    'G3: checksum bytes swapped, 72ed',
    '680b000700092023121200001072ed',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 72ed，规范顺序为 ed72',
    '72ed sent, ed72',
    '680b0007000920231212000010ed72',
  ],
  [
    'G3: checksum bytes swapped, 7900',
    '68240017001b32010200000000111511161555350206202312120000100100000000000000007900',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 7900，规范顺序为 0079',
    '7900 sent, 0079',
    '68240017001b32010200000000111511161555350206202312120000100100000000000000000079',
  ],
  [
    'G3: checksum bytes swapped, 9373',
    '6840bbbd0013202312120000100000000010057136003201060039560002030201940ef4035400000000000000004e5510002000c057010000000000606c010000009373',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 9373，规范顺序为 7393',
    '9373 sent, 7393',
    '6840bbbd0013202312120000100000000010057136003201060039560002030201940ef4035400000000000000004e5510002000c057010000000000606c010000007393',
  ],
  [
    'G3: checksum bytes swapped, 411d',
    '681e000200330000000000001234567890123456789020231212000010010100411d',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 411d，规范顺序为 1d41',
    '411d sent, 1d41',
    '681e0002003300000000000012345678901234567890202312120000100101001d41',
  ],
  [
    'G3: checksum bytes swapped, 03e0',
    '68a20046003b202312120000103232390000000000002023121200001001b03604116d0c17a08c09116d0c17f0490200000000000000000000000000d0fb0100000000000000000000000000b0ad0100000000000000000000000000905f010072060000720600007805000000000000000000000000720600007206000078050000000000000000000000000000000000000001a08c09116d0c1740000000000000000003e0',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 03e0，规范顺序为 e003',
    '03e0 sent, e003',
    '68a20046003b202312120000103232390000000000002023121200001001b03604116d0c17a08c09116d0c17f0490200000000000000000000000000d0fb0100000000000000000000000000b0ad0100000000000000000000000000905f010072060000720600007805000000000000000000000000720600007206000078050000000000000000000000000000000000000001a08c09116d0c17400000000000000000e003',
  ],
  [
    'G3: checksum bytes swapped, 5a23',
    '68200018001d202312120000010111511161555350262023121200001001000000005a23',
    'crc_swapped',
    '校验值正确，但高低字节反序：帧中 5a23，规范顺序为 235a',
    '5a23 sent, 235a',
    '68200018001d20231212000001011151116155535026202312120000100100000000235a',
  ],
  [
    'G5: a year since 1900',
    '6812f917005510319042800003204e3b0d1c0b79fd77',
    'year_1900',
    '当前时间的年份字节是 121（C 语言 tm_year，自 1900 年计），规范应为 21',
    "the year byte is 121 (C's tm_year, years since 1900); the specification wants 21",
    null,
  ],
  [
    'G6: a sum that cannot single out a cause',
    '6826002600684202339a02010f016606203003000000010164000000000002000000000002000000000011119416',
    'checksum_bad',
    '校验和不符：帧中 94，按字节计算为 6f；8 位累加和指不出是哪个字节错了',
    '94 sent, 6f computed; an 8-bit sum cannot single out which byte is wrong',
    null,
  ],
  [
    "G7: the specification's own heartbeat",
    '680d000100035503141278230501006890',
    'spec_example',
    '这是规范里的示例报文（6.3 节），不是实际通信：它印的校验值 6890 不是这些字节的，应为 600d',
    'an example of the specification (clause 6.3), not traffic',
    null,
  ],
  [
    'G8: a sum that stops before the closing 68',
    '75720f001e20110008100100685e010000',
    'checksum_bad',
    '发送方算的是第 0–11 字节，规范是第 0–12 字节',
    'the sender covered bytes 0–11, the specification bytes 0–12',
    null,
  ],
]

describe('decode --input lines names the golden findings first', () => {
  const frames = decodeJson(['--input', 'lines', '-'], golden.map(([, hex]) => hex).join('\n'))

  test.each(golden.map((one, index) => [one[0], index] as const))('%s', (_name, index) => {
    const [, hex, code, zh, en, repair] = golden[index]!
    const frame = frames[index]!
    expect(frame.hex).toBe(hex)
    const [cause] = frame.expert
    expect(cause!.code).toBe(code)
    expect(cause!.message.zh).toContain(zh)
    expect(cause!.message.en).toContain(en)
    if (repair !== null) expect(cause!.repair).toBe(repair)
    expect(frame.expert.filter((one) => one.repair !== null).length).toBeLessThanOrEqual(1)
  })

  test('G4: the bill by itself: its amount and its meter, behind the swapped checksum that G3 names for these bytes', () => {
    const bill = frames.find((one) => one.hex.startsWith('68a20046003b'))!
    const checks = bill.expert.filter(({ code }) => code.startsWith('bill_'))
    expect(checks.map(({ code, message }) => ({ code, ...message }))).toEqual([
      {
        code: 'bill_meter',
        zh: '电表止值减起值为 0.0000 kWh，总电量为 0.1650 kWh',
        en: 'Meter end minus start is 0.0000 kWh, the total energy is 0.1650 kWh',
      },
      {
        code: 'bill_amount',
        zh: '谷：0.1650 kWh × 0.90 = 0.1485，账单为 0.1400（−0.0085）。',
        en: 'valley: 0.1650 kWh × 0.90 = 0.1485, billed 0.1400 (−0.0085).',
      },
    ])
  })

  test('a right sum through the closing 68 is no finding', () => {
    const [frame] = decodeJson(['--input', 'lines', '-'], '75720f001e2011000810010068c6010000')
    expect(frame!.expert.filter((one) => one.severity !== 'chat')).toEqual([])
  })

  test('the exit code says that there are findings', () => {
    expect(runCli(['decode', '--input', 'lines', '-'], golden[1]![1]).code).toBe(1)
  })
})

test('G4: in its capture the bill comes first, with period and price of the model in force', () => {
  const frames = decodeJson(['samples/ykc/ykc-1.5-simulated.md'], '')
  const bill = frames.find(({ number }) => number === 13)!
  const codes = bill.expert.map(({ code }) => code)
  expect(codes.slice(0, 5)).toEqual(['bill_amount', 'bill_period', 'bill_price', 'bill_meter', 'crc_swapped'])
  expect(bill.expert[1]!.message.zh).toBe('17:04 属第 34 时段，计费模型（第 9 帧）为平，账单记为谷。')
  expect(bill.expert[2]!.message.zh).toBe('谷单价 0.90 元/kWh，计费模型（第 9 帧）为 1.20。')
  expect(bill.expert[2]!.message.en).toContain('1.20')
})
