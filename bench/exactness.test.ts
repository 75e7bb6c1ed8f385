// Captures are read exactly: what is counted in a hundred thousand frames, and every frame and stream byte, equals the
// manifest of the generator, whatever the network did to the packets.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../src-main/testing/run-cli.ts'
import type { CaptureFormat } from './generator/capture-file.ts'
import type { Manifest } from './generator/manifest.ts'
import { usualRates } from './generator/options.ts'
import { links, type LinkName } from './generator/packets.ts'
import { framesByStream, makeCapture, readCapture, streamBytes } from './testing/read-capture.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
const allLinks = Object.keys(links) as LinkName[]
afterAll(() => rmSync(folder, { recursive: true }))

/** What `summary --json` must say of a generated capture. */
function expectedSummary(manifest: Manifest): object {
  const { frames, bytes, conversations, by_protocol, by_message, checksum, length_bad, packets } = manifest
  const { skipped_bytes, undecoded_bytes, tcp } = manifest
  const counted = { frames, bytes, conversations, by_protocol, by_message, checksum, length_bad, packets }
  return { ...counted, tcp, skipped_bytes, undecoded_bytes, holes: 0, damaged: false }
}

function summaryOf(path: string): unknown {
  return JSON.parse(runCli(['summary', '--json', path]).stdout)
}

/** Compares every frame and every stream byte with the manifest. */
function expectSameStreams(file: Uint8Array, manifest: Manifest, what: string, chunkSize?: number): void {
  const { capture } = readCapture(file, chunkSize)
  const found = framesByStream(capture)
  const bytes = streamBytes(file)
  expect(found.length, what).toBe(manifest.streams.length)
  manifest.streams.forEach((stream, index) => {
    for (const [sender, { frames, framesSha256, sha256 }] of [stream.up, stream.down].entries()) {
      const where = `${what}, conversation ${index}, sender ${sender}`
      expect(found[index]![sender], where).toEqual({ frames, framesSha256 })
      expect(bytes[index]![sender]!.sha256, where).toBe(sha256)
    }
  })
}

describe('a hundred thousand frames', () => {
  const path = join(folder, 'large.pcapng')
  const options = { seed: 20_251_121, networkSeed: 7, frames: 100_000, piles: 300, foreign: 20, links: allLinks }
  const { file, manifest } = makeCapture(options)
  beforeAll(() => writeFileSync(path, file))

  test('every count of the summary equals the manifest', () => {
    expect(manifest.tcp.out_of_order * manifest.tcp.retransmissions * manifest.tcp.gaps).toBeGreaterThan(0)
    expect(summaryOf(path)).toMatchObject(expectedSummary(manifest))
  })

  test('every frame and every stream byte equals what was sent', () => {
    expectSameStreams(file, manifest, `seed ${options.seed}`)
  })

  test('a display filter counts messages, not packets', () => {
    const run = runCli(['decode', path, '--filter', 'message.type == 0x13 && frame.bad', '--count'])
    expect(run.stdout.trim()).toBe(String(manifest.bad_by_message['ykc.realtime_data']))
  })
})

describe('every file format and link layer', () => {
  const formats: [CaptureFormat, boolean][] = [
    ['pcap', true],
    ['pcap', false],
    ['pcap-ns', true],
    ['pcap-ns', false],
    ['pcapng', true],
    ['pcapng', false],
  ]
  const cases = allLinks.flatMap((link, i) =>
    formats.map(([format, littleEndian], k) => ({ link, format, littleEndian, seed: 100 + 10 * i + k })),
  )

  test.each(cases)('$link in $format, little-endian $littleEndian', ({ link, ...rest }) => {
    const { file, manifest } = makeCapture({ ...rest, networkSeed: rest.seed, links: [link], frames: 600, piles: 12 })
    expectSameStreams(file, manifest, `seed ${rest.seed}`)
  })

  test('IPv6 alone, with everything that the network does', () => {
    const rates = { ...usualRates, ipv6: 1, reorder: 0.2, retransmit: 0.1, overlap: 0.05 }
    const { file, manifest } = makeCapture({ seed: 5, frames: 3000, piles: 30, rates })
    expectSameStreams(file, manifest, 'seed 5')
  })

  test.each(['pcap', 'pcapng'] as const)('%s in gzip', (format) => {
    const { file, manifest } = makeCapture({ seed: 6, frames: 2000, format })
    const path = join(folder, `packed.${format}.gz`)
    writeFileSync(path, gzipSync(file))
    expect(summaryOf(path)).toMatchObject(expectedSummary(manifest))
  })

  test('however the file is cut into chunks', () => {
    for (const chunkSize of [1, 7, 100, 4096]) {
      const { file, manifest } = makeCapture({ seed: 8, frames: 300, piles: 5, links: allLinks })
      expectSameStreams(file, manifest, `chunks of ${chunkSize}`, chunkSize)
    }
  })
})

describe('the way through the network', () => {
  test('a thousand ways to cut, reorder and repeat the same conversations give the same frames', () => {
    const rates = { ...usualRates, flippedBody: 0.03, flippedLength: 0.02, flippedStart: 0.02, garbage: 0.03 }
    const rough = {
      ...rates,
      reorder: 0.15,
      retransmit: 0.1,
      overlap: 0.05,
      fragment: 0.02,
      reconnect: 0.01,
      loss: 0.002,
    }
    for (let networkSeed = 1; networkSeed <= 1000; networkSeed++) {
      const { file, manifest } = makeCapture({ seed: 11, networkSeed, frames: 80, piles: 10, rates: rough })
      const { capture } = readCapture(file)
      const found = framesByStream(capture)
      manifest.streams.forEach(({ up, down }, index) => {
        for (const [sender, { frames, framesSha256 }] of [up, down].entries())
          expect(found[index]![sender], `network seed ${networkSeed}, ${index}/${sender}`).toEqual({
            frames,
            framesSha256,
          })
      })
    }
  })

  test('a lost segment costs no frame but those it touches, and invents none', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const rates = { ...usualRates, lostSegment: 0.03, loss: 0 }
      const { file, manifest } = makeCapture({ seed, networkSeed: seed, frames: 800, piles: 10, rates, details: true })
      const { capture } = readCapture(file)
      const good = goodFramesByStream(capture)
      manifest.streams.forEach((stream, index) => {
        for (const [sender, { details }] of [stream.up, stream.down].entries()) {
          const sent = details!.frames.filter(({ state }) => state === 'good' || state === 'swapped')
          const whole = sent.filter(
            ({ start, end }) => !details!.lostSpans.some((one) => one.start < end && one.end > start),
          )
          const found = good[index]![sender]!
          const where = `seed ${seed}, conversation ${index}, sender ${sender}`
          expect(new Set(sent.map(({ hex }) => hex)), where).toEqual(new Set([...sent.map(({ hex }) => hex), ...found]))
          const missed = whole.filter(({ hex }) => !found.includes(hex))
          expect(missed, where).toEqual([])
        }
      })
    }
  })
})

/** Hex of the frames with a right checksum and length. */
function goodFramesByStream(capture: ReturnType<typeof readCapture>['capture']): [string[], string[]][] {
  const found = capture.conversations.map((): [string[], string[]] => [[], []])
  const { frames } = capture
  for (let row = 0; row < frames.count; row++) {
    if (frames.checksum[row]! > 1 || frames.lengthBad[row] === 1) continue
    found[frames.conversation[row]!]![frames.sender[row]!]!.push(Buffer.from(capture.bytes(row)).toString('hex'))
  }
  return found
}
