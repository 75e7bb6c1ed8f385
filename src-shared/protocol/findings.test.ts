// Damage to the outside of frames, protocol by protocol: exactly these findings, in this order, about these bytes.
// What damage to bodies gives is in verdicts.test.ts.
import { describe, expect, test } from 'vitest'
import { computeChecksum } from '../bytes/checksum.ts'
import { formatHex } from '../bytes/hex.ts'
import { decodeFrame } from './decode.ts'
import { bytesOf, protocolNamed } from './testing/bundled.ts'
import { buildTree } from './tree.ts'

const ykc = '680d14000003103190428000030100a38d'
const gw = '681700170068c102339a020002006606203003000000010700000101187516'
const ur = '75720f001e2011000810010068c6010000'
const aaf5 = 'aaf50e0010046700000000000168'

/** Standard 376.1: the length is 17 << 2 with a protocol number in the lower bits. */
const foreignData = '4202339a02010501660620300300000002'
const foreign = `684600460068${foreignData}${sum(foreignData)}16`

function sum(hex: string): string {
  const bytes = bytesOf(hex)
  return formatHex(Uint8Array.of(computeChecksum('sum8', bytes, 0, bytes.length)))
}

/** A frame with the bytes from `at` on replaced. */
function changed(hex: string, at: number, by: string): string {
  return hex.slice(0, at * 2) + by + hex.slice(at * 2 + by.length)
}

// [what, protocol, hex, length status good, checksum status, message, findings as `code severity start-end`]
const table: [string, string, string, boolean, string, string | null, string[]][] = [
  ['a right frame', 'ykc', ykc, true, 'good', 'heartbeat', []],
  ['swapped checksum', 'ykc', changed(ykc, 15, '8da3'), true, 'swapped', 'heartbeat', ['crc_swapped note 15-17']],
  ['wrong checksum', 'ykc', changed(ykc, 15, '0000'), true, 'bad', 'heartbeat', ['checksum_bad error 15-17']],
  [
    'length of the body only',
    'ykc',
    changed(ykc, 1, '09'),
    false,
    'good',
    'heartbeat',
    ['length_counts_body error 1-2'],
  ],
  ['length too large', 'ykc', changed(ykc, 1, '20'), false, 'good', 'heartbeat', ['length_wrong error 1-2']],
  [
    'length and checksum wrong',
    'ykc',
    changed(changed(ykc, 1, '09'), 15, '0000'),
    false,
    'bad',
    'heartbeat',
    ['length_wrong error 1-2', 'checksum_bad error 15-17'],
  ],
  [
    'a byte missing at the end',
    'ykc',
    ykc.slice(0, -2),
    false,
    'bad',
    'heartbeat',
    ['truncated error 0-16', 'checksum_bad error 14-16', 'fields_missing warn 6-14'],
  ],
  [
    'cut inside the header',
    'ykc',
    ykc.slice(0, 10),
    false,
    'absent',
    null,
    ['truncated error 0-5', 'fields_missing warn 5-5'],
  ],
  ['wrong start byte', 'ykc', changed(ykc, 0, '69'), true, 'good', 'heartbeat', ['start_mark_bad error 0-1']],

  ['a right frame', 'gw376-68', gw, true, 'good', 'login_req', []],
  ['wrong end mark', 'gw376-68', changed(gw, 30, '17'), true, 'good', 'login_req', ['end_mark_bad error 30-31']],
  ['wrong sum', 'gw376-68', changed(gw, 29, '76'), true, 'bad', 'login_req', ['checksum_bad error 29-30']],
  [
    'both lengths too large',
    'gw376-68',
    changed(gw, 1, '18001800'),
    false,
    'good',
    'login_req',
    ['length_wrong error 1-3'],
  ],
  [
    'both lengths too small',
    'gw376-68',
    changed(gw, 1, '16001600'),
    false,
    'good',
    'login_req',
    ['length_wrong error 1-3'],
  ],
  [
    'the first length wrong',
    'gw376-68',
    changed(gw, 1, '1800'),
    false,
    'good',
    'login_req',
    ['length_wrong error 1-3'],
  ],
  [
    'the second length wrong',
    'gw376-68',
    changed(gw, 3, '1800'),
    false,
    'good',
    'login_req',
    ['length_wrong error 3-5'],
  ],
  ['bytes behind', 'gw376-68', `${gw}0102`, false, 'good', 'login_req', ['length_wrong error 31-33']],
  ['cut', 'gw376-68', gw.slice(0, 20), false, 'absent', null, ['truncated error 0-10', 'fields_missing warn 10-10']],
  ['wrong first start byte', 'gw376-68', changed(gw, 0, '69'), true, 'good', null, ['start_mark_bad error 0-1']],
  ['wrong second start byte', 'gw376-68', changed(gw, 5, '69'), true, 'good', null, ['start_mark_bad error 5-6']],
  ['standard 376.1 coding', 'gw376-68', foreign, false, 'good', null, ['foreign_dialect note 0-25']],
  [
    'standard 376.1 coding, bytes behind',
    'gw376-68',
    `${foreign}0102`,
    false,
    'good',
    null,
    ['foreign_dialect note 0-27', 'bytes_extra warn 25-27'],
  ],

  ['a right frame', 'ur-7572', ur, true, 'good', 'time_sync_resp', []],
  [
    'length too large, which the sum covers',
    'ur-7572',
    changed(ur, 2, '10'),
    false,
    'bad',
    'time_sync_resp',
    ['length_wrong error 2-4', 'checksum_bad error 13-17'],
  ],
  [
    'length too small, which the sum covers',
    'ur-7572',
    changed(ur, 2, '0e'),
    false,
    'bad',
    'time_sync_resp',
    ['length_wrong error 2-4', 'checksum_bad error 13-17'],
  ],
  ['wrong sum', 'ur-7572', changed(ur, 13, 'c7'), true, 'bad', 'time_sync_resp', ['checksum_bad error 13-17']],
  [
    'wrong end mark, right sum',
    'ur-7572',
    changed(ur, 12, '69c7'),
    true,
    'good',
    'time_sync_resp',
    ['end_mark_bad error 12-13'],
  ],
  [
    'wrong start bytes',
    'ur-7572',
    changed(ur, 1, '73'),
    true,
    'bad',
    null,
    ['start_mark_bad error 0-2', 'checksum_bad error 13-17'],
  ],
  ['cut', 'ur-7572', ur.slice(0, -4), false, 'absent', 'time_sync_resp', ['truncated error 0-15']],
  ['a byte behind', 'ur-7572', `${ur}ff`, false, 'good', 'time_sync_resp', ['length_wrong error 17-18']],

  ['a right frame', 'aaf5', aaf5, true, 'good', 'status_answer', []],
  ['length too small', 'aaf5', changed(aaf5, 2, '0d'), false, 'good', 'status_answer', ['length_wrong error 2-4']],
  ['length too large', 'aaf5', changed(aaf5, 2, '0f'), false, 'good', 'status_answer', ['length_wrong error 2-4']],
  ['wrong sum', 'aaf5', changed(aaf5, 13, '69'), true, 'bad', 'status_answer', ['checksum_bad error 13-14']],
  ['wrong start bytes', 'aaf5', changed(aaf5, 1, 'f6'), true, 'good', 'status_answer', ['start_mark_bad error 0-2']],
  ['bytes behind', 'aaf5', `${aaf5}0102`, false, 'good', 'status_answer', ['length_wrong error 14-16']],
  [
    'a byte missing at the end',
    'aaf5',
    aaf5.slice(0, -2),
    false,
    'bad',
    'status_answer',
    ['truncated error 0-13', 'checksum_bad error 12-13'],
  ],
]

describe.each([...new Set(table.map(([, id]) => id))])('%s', (id) => {
  test.each(table.filter((row) => row[1] === id))('%s', (_what, _id, hex, lengthGood, checksum, message, findings) => {
    const decoded = decodeFrame(protocolNamed(id), bytesOf(hex))
    const { expert } = buildTree(decoded)
    const told = expert.filter((one) => one.severity !== 'chat')
    expect(told.map(({ code, severity, range }) => `${code} ${severity} ${range.start}-${range.end}`)).toEqual(findings)
    expect(decoded.lengthGood).toBe(lengthGood)
    expect(decoded.placement.checksum.status).toBe(checksum)
    expect(decoded.message?.id ?? null).toBe(message)
    for (const { message: text, remedy } of expert) {
      expect(text.zh).toMatch(/\p{Script=Han}/u)
      expect(text.en).toMatch(/[a-z]/)
      if (remedy) expect(remedy.zh !== '' && remedy.en !== '').toBe(true)
    }
  })
})
