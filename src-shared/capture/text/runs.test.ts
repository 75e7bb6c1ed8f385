// For every character whether and why it was used, as the paste preview colours it.

import { expect, test } from 'vitest'
import { readText } from './read-text.ts'
import { heartbeat, rows, spell, stopCharge } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

/** The runs that are not plain text or blanks, each with its text. */
function uses(text: string): string[] {
  return readText(text, probeDouble)
    .runs.filter((run) => !['text', 'blank', 'separator', 'annotation'].includes(run.reason))
    .map(
      (run) =>
        `${run.kind === 'ignored' ? '' : `${run.kind} `}${run.reason} ${run.frame ?? '-'}: ${text.slice(run.start, run.end)}`,
    )
}

test('time, direction, address and bytes of a log line', () => {
  expect(uses(`2023-05-01 12:00:00.123 [nio-3] 10.0.0.9:5001 收到报文：${heartbeat}`)).toEqual([
    'time time -: 2023-05-01 12:00:00.123',
    'endpoint endpoint -: 10.0.0.9:5001',
    'direction direction -: 收到',
    `hex frame 0: ${heartbeat}`,
  ])
})

test('captions between bytes are ignored, the bytes are not', () => {
  const text = '68（起始） 0d（长度） 1400（序号） 00 03 10319042800003（桩号） 01（1 号枪） 00 a38d（校验）'
  expect(uses(text)).toEqual(
    ['68', '0d', '1400', '00 03 10319042800003', '01', '00 a38d'].map((part) => `hex frame 0: ${part}`),
  )
})

test('heading, page number and copy', () => {
  const text = `平台-->桩 停止充电\n${rows(stopCharge, 16).replace('\n', '\n42 / 44\n')}\n\n${stopCharge}`
  const [first, second] = rows(stopCharge, 16).split('\n')
  expect(uses(text)).toEqual([
    'label label -: 平台-->桩 停止充电',
    `hex frame 0: ${first}`,
    'page_mark -: 42 / 44',
    `hex frame 0: ${second}`,
    `hex duplicate 1: ${stopCharge}`,
  ])
})

test('offset and character columns of a dump', () => {
  expect(uses(`00000000: ${spell(heartbeat.slice(0, 32), ' ')}  h......1.B......\n00000010: 8d  .`)).toEqual([
    'offset_column -: 00000000: ',
    `hex frame 0: ${spell(heartbeat.slice(0, 32), ' ')}`,
    'ascii_column -:   h......1.B......',
    'offset_column -: 00000010: ',
    'hex frame 0: 8d',
    'ascii_column -:   .',
  ])
})

test('what is left over has a reason', () => {
  expect(uses(`fefefe${stopCharge}0000\naabbccddee\n680d14000003103190428000030100a38`)).toEqual([
    'preamble -: fefefe',
    `hex frame 0: ${stopCharge}`,
    'padding -: 0000',
    'no_frame -: aabbccddee',
    'hex frame 1: 680d14000003103190428000030100a3',
    'odd_digit -: 8',
  ])
})

test('parts say which characters hold which bytes', () => {
  const text = `x ${stopCharge.slice(0, 12)}（头） ${spell(stopCharge.slice(12), ' ')}`
  const { frames } = readText(text, probeDouble)
  expect(frames[0]!.parts.map((part) => [text.slice(part.start, part.end), part.first, part.count])).toEqual([
    [stopCharge.slice(0, 12), 0, 6],
    [spell(stopCharge.slice(12), ' '), 6, 19],
  ])
})
