import { expect, test } from 'vitest'
import { formatAddress, parseAddress } from './address.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['::', '::'],
  ['::1', '::1'],
  ['fe80::', 'fe80::'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['::fffe:198.51.100.7', '::fffe:c633:6407'],
])('%s is written %s', (text, written) => {
  const bytes = parseAddress(text)!
  expect(formatAddress(bytes, 0, bytes.length)).toBe(written)
})

test.each([
  '',
  '1.2.3',
  '1.2.3.256',
  '1.2.3.4.5',
  'a.b.c.d',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  'g::',
  '1.2.3.4::',
  '::12345',
])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeNull()
})
