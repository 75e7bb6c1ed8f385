import { expect, test } from 'vitest'
import { bytesOf, protocols } from '../protocol/testing/bundled.ts'
import { decodeWhole } from './decoded-frame.ts'
import { layoutOf } from './frame-layout.ts'

function layout(hex: string) {
  const envelope = { number: 1, time: null, conversation: null, direction: 'unknown' as const }
  return layoutOf(decodeWhole(protocols, bytesOf(hex), envelope, null))
}

test.each([
  [
    'YKC: sequence through body',
    '680d14000003103190428000030100a38d',
    [0, 6],
    [6, 15],
    [15, 17],
    [1, 2],
    [2, 15],
    'little',
  ],
  ['AA F5: the whole frame', 'aaf50a00100250040054', [0, 8], [8, 9], [9, 10], [2, 4], [0, 10], null],
  [
    '68 LL 68: control up to the sum',
    '6811001100684202339a02010501660620300300000002db16',
    [0, 23],
    [23, 23],
    [23, 25],
    [1, 3],
    [6, 23],
    null,
  ],
  [
    '75 72: from the length on',
    '75720f001e2011000810010068c6010000',
    [0, 11],
    [11, 12],
    [12, 17],
    [2, 4],
    [2, 17],
    'little',
  ],
] as const)('%s', (_name, hex, header, body, trailer, lengthField, counted, checksumOrder) => {
  expect(layout(hex)).toMatchObject({ header, body, trailer, lengthField, counted, checksumOrder })
})

test('parts of a frame that is cut short stay inside it', () => {
  const cut = layout('680d1400000310319042')
  // Of a line of text the last two bytes count as the checksum, whatever the length says.
  expect(cut).toMatchObject({ header: [0, 6], body: [6, 8], trailer: [8, 10], counted: [2, 8] })
})

test('bytes of no known protocol have no layout', () => {
  expect(layout('0102030405')).toBeNull()
})
