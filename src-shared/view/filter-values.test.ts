// Filters over whole captures ask a test once for each value; that must select what asking it for every frame selects.
import { expect, test } from 'vitest'
import { createRandom } from '../capture/testing/random.ts'
import { FrameFilter } from '../capture/frame-filter.ts'
import type { Value } from '../expression/value.ts'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { variedStream } from './testing/varied-stream.ts'

/** Filters about values `a` and `b`, and what they ask of all values of the name in one frame. */
const filters: readonly [
  (a: string, b: string) => string,
  (values: readonly Value[], a: string, b: string) => boolean,
][] = [
  [(a) => `pile_no == "${a}"`, (values, a) => values.includes(a)],
  [(a) => `pile_no != "${a}"`, (values, a) => values.length > 0 && !values.includes(a)],
  [(a, b) => `pile_no == "${a}" || pile_no == "${b}"`, (values, a, b) => values.includes(a) || values.includes(b)],
  [(a, b) => `pile_no in {"${a}", "${b}"}`, (values, a, b) => values.includes(a) || values.includes(b)],
  [(a) => `!(pile_no == "${a}")`, (values, a) => !values.includes(a)],
  [
    (a) => `pile_no contains "${a.slice(2, 6)}"`,
    (values, a) => values.some((one) => String(one).includes(a.slice(2, 6))),
  ],
]

test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  '%s: filters over right and damaged frames select what their values say',
  (id, protocol) => {
    const random = createRandom(20_261_128)
    const capture = variedStream(protocols, protocol, sampleFrames(id), 1_500, random)
    const rows = Array.from({ length: capture.frames.count }, (_, row) => row)
    const { read } = FrameFilter.reader('pile_no', capture)!
    const values = rows.map((row) => [...read(row)])
    const known = [...new Set(values.flat().map(String))].filter((text) => /^\w{6,}$/.test(text))
    expect(known.length, 'pile numbers that frames have').toBeGreaterThan(1)
    for (let turn = 0; turn < 6; turn++) {
      const [a, b] = [random.pick(known), random.pick(known)]
      for (const [write, asks] of filters) {
        const compiled = FrameFilter.compile(write(a, b), capture)
        if (!('filter' in compiled)) throw new Error(compiled.errors[0]!.message.en)
        // Rows not in their order: what was remembered of one must not be taken for another's.
        const asked = turn % 2 === 0 ? rows : rows.toReversed()
        const selected = new Set(asked.filter((row) => compiled.filter.matches(row)))
        const expected = rows.filter((row) => asks(values[row]!, a, b))
        expect(
          rows.filter((row) => selected.has(row)),
          write(a, b),
        ).toEqual(expected)
      }
    }
  },
)
