import { expect, test } from 'vitest'
import { check } from '../expression/check.ts'
import { parse } from '../expression/parse.ts'
import { compileByteTest } from './byte-test.ts'
import { protocols } from './testing/bundled.ts'

const names = {
  resolve: (name: string) => (name === 'frame' ? { slot: 0, type: 'bytes' as const } : null),
  similar: () => [],
}

/** What the expression language itself says. */
function evaluated(text: string): (bytes: Uint8Array) => boolean {
  const parsed = parse(text)
  if ('error' in parsed) throw new Error(parsed.error.message.en)
  const checked = check(parsed.expression, names)
  if ('errors' in checked) throw new Error(checked.errors[0]!.message.en)
  return (bytes) => checked.compiled.matches({ values: () => [bytes] })
}

test.each([
  'frame[1] == 0x10',
  'frame[1] != 0x10',
  'frame[1] <= 0xea',
  'frame[1] in {0x00, 0x20..0x2f}',
  'not frame[1] in {0x00, 0x01}',
  '(frame[1] & 3) == 2',
  '(frame[1] & 0x0f) > 0x08',
  'frame[1] == frame[0]',
  'frame[1] == 0x01 or (frame[1] >= 0x80 and frame[1] < 0x90)',
])('%s means the same byte by byte', (text) => {
  const quick = compileByteTest(text, 2)
  const slow = evaluated(text)
  expect(quick).not.toBeNull()
  for (let byte = 0; byte < 256; byte++) {
    const bytes = Uint8Array.of(0x20, byte)
    expect(quick!(bytes, 0), `byte ${byte}`).toBe(slow(bytes))
  }
})

test.each(['frame[1] == 16', 'frame[5] == 0x10', 'bcd(frame[0:2])', 'frame == 10:20', 'frame[0] + 1 == 3'])(
  '%s is left to the expression language',
  (text) => {
    expect(compileByteTest(text, 2)).toBeNull()
  },
)

test('most tests of the bundled formats are byte tests', () => {
  const tests = protocols.flatMap((protocol) => protocol.frames.filter((frame) => frame.when))
  expect(tests.filter((frame) => frame.byteTest).length / tests.length).toBeGreaterThan(0.5)
})
