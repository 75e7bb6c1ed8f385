// Display filters on what packets say select the same directions of the same conversations as tshark's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { FrameFilter } from '../src-shared/capture/frame-filter.ts'
import { reasonToSkip } from '../scripts/install-test-tools.mjs'
import { noMischief } from './generator/options.ts'
import { makeCapture, readCapture } from './testing/read-capture.ts'
import { directionsWithTshark } from './testing/tshark.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
afterAll(() => rmSync(folder, { recursive: true }))
const skipped = reasonToSkip()

const { file } = makeCapture({ frames: 400, piles: 8, rates: { ...noMischief, ipv6: 0 } })
const path = join(folder, 'filters.pcapng')
writeFileSync(path, file)
const { capture } = readCapture(file)
const { frames } = capture
const conversations = capture.conversations.map(({ conversation }) => conversation)

/** The same of our frames: who sent one that the filter lets through. */
function directions(filter: string): string[] {
  const compiled = FrameFilter.compile(filter, capture)
  if ('errors' in compiled) throw new Error(`${filter}: ${compiled.errors[0]!.message.en}`)
  const found = new Set<string>()
  for (let row = 0; row < frames.count; row++) {
    if (!compiled.filter.matches(row)) continue
    const { a, b, index } = conversations[frames.conversation[row]!]!
    found.add(`${index} ${(frames.sender[row] === 0 ? a : b).port}`)
  }
  return [...found].toSorted()
}

const [first, second] = conversations
const pile = first!.a
const platform = first!.b
const other = second!.a

const filters = [
  'tcp',
  'ip.addr',
  `tcp.port == ${pile.port}`,
  `tcp.port != ${pile.port}`,
  `tcp.port !== ${pile.port}`,
  `tcp.port === ${pile.port}`,
  `not tcp.port == ${pile.port}`,
  `!(tcp.port == ${pile.port})`,
  `any tcp.port == ${pile.port}`,
  `all tcp.port == ${pile.port}`,
  `all tcp.port > 1000`,
  `tcp.srcport == ${pile.port}`,
  `tcp.dstport == ${pile.port}`,
  `tcp.srcport != ${platform.port}`,
  `tcp.srcport > ${Math.min(pile.port, other.port)}`,
  `tcp.srcport <= ${Math.max(pile.port, other.port)}`,
  `tcp.srcport in {${pile.port}, ${other.port}}`,
  `tcp.srcport in {${pile.port}..65535}`,
  `tcp.port in {${pile.port}} and tcp.dstport == ${platform.port}`,
  `tcp.srcport == ${platform.port} and not tcp.dstport == ${pile.port}`,
  `tcp.srcport == 0${platform.port.toString(8)}`,
  `tcp.srcport == 0x${platform.port.toString(16)}`,
  `tcp.stream == 0`,
  `tcp.stream != 0`,
  `tcp.stream in {1..3}`,
  `tcp.stream < 2 or tcp.stream == 3`,
  `tcp.stream < 4 and tcp.stream > 1 or tcp.stream == 0`,
  `tcp.stream == 0 || tcp.stream == 1 && tcp.srcport == ${platform.port}`,
  `ip.src == ${pile.address}`,
  `ip.dst == ${pile.address}`,
  `ip.addr == ${pile.address}`,
  `ip.addr != ${pile.address}`,
  `not ip.addr == ${pile.address}`,
  `ip.src == ${pile.address} or ip.src == ${other.address}`,
  `ip.src in {${pile.address}, ${other.address}}`,
  `ip.src == ${platform.address} and ip.dst == ${other.address}`,
  `tcp.srcport & 1`,
  `{tcp.srcport + 1} > ${pile.port}`,
  `tcp.srcport == tcp.dstport`,
  `tcp.srcport > tcp.dstport`,
]

describe.skipIf(skipped !== null)('as tshark', () => {
  test.each(filters)('%s', (filter) => {
    expect(directions(filter)).toEqual(directionsWithTshark(path, filter.replace(/^tcp$/, 'tcp.stream')))
  })
})
