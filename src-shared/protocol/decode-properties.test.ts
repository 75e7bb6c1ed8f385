// What must hold for any bytes: a result, every byte in exactly one leaf, children inside parents, a bounded tree. Over
// every sample frame, every truncation of it, and seeded mutations.
import { describe, expect, test } from 'vitest'
import { decodeFrame } from './decode.ts'
import { detectFrame } from './detect.ts'
import { formatHex } from '../bytes/hex.ts'
import { protocolNamed, protocols, sampleFrames } from './testing/bundled.ts'
import { cpuTime } from '../bytes/testing/cpu-time.ts'
import { buildTree, type FieldNode } from './tree.ts'

/** Frames of all samples, by protocol. */
const samples = protocols.flatMap((protocol) => sampleFrames(protocol.id).map((bytes) => ({ protocol, bytes })))

/** What is wrong with a tree over `size` bytes, or null. */
function fault(fields: readonly FieldNode[], size: number): string | null {
  const leaves: FieldNode[] = []
  let nodes = 0
  let wrong: string | null = null
  const visit = (node: FieldNode) => {
    nodes++
    const { start, end } = node.range
    if (start < 0 || end > size || start > end) wrong ??= `${node.name} lies at ${start}..${end} of ${size}`
    for (const child of node.children)
      if (child.range.start < start || child.range.end > end) wrong ??= `${child.name} is outside ${node.name}`
    if (node.text.zh === undefined || node.text.en === undefined) wrong ??= `${node.name} has no text`
    if (node.children.length > 0) node.children.forEach(visit)
    else if (end > start) leaves.push(node)
  }
  fields.forEach(visit)
  if (nodes > 100_000) return `${nodes} nodes`
  leaves.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
  let at = 0
  for (const leaf of leaves) {
    const sharesBytes = leaf.range.bits !== undefined && leaf.range.start < at
    if (leaf.range.start !== at && !sharesBytes)
      wrong ??= `${leaf.name} begins at ${leaf.range.start}, the one before ends at ${at}`
    at = Math.max(at, leaf.range.end)
  }
  return wrong ?? (at === size ? null : `bytes after ${at} of ${size} belong to no leaf`)
}

/** Decodes by the protocol and by detection; what is wrong, or null. */
function check(protocol: (typeof protocols)[number], bytes: Uint8Array): string | null {
  const forced = fault(buildTree(decodeFrame(protocol, bytes)).fields, bytes.length)
  const best = detectFrame(protocols, bytes)[0]
  return forced ?? (best ? fault(buildTree(best.decoded).fields, bytes.length) : null)
}

/** Small deterministic generator; `seed` says it all. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One to four changes: a byte flipped, inserted, removed, or a stretch doubled. */
function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let list = [...bytes]
  for (let change = 1 + next(4); change > 0; change--) {
    const at = next(Math.max(list.length, 1))
    const kind = next(5)
    if (kind === 0) list[at] = next(256)
    else if (kind === 1) list[at] = (list[at] ?? 0) ^ (1 << next(8))
    else if (kind === 2) list.splice(at, 0, next(256))
    else if (kind === 3) list.splice(at, 1 + next(4))
    else list = [...list.slice(0, at), ...list.slice(Math.max(0, at - next(16)))]
  }
  return Uint8Array.from(list.slice(0, 4096))
}

describe('any bytes decode', () => {
  test('every sample frame tiles', () => {
    expect(samples.flatMap(({ protocol, bytes }) => check(protocol, bytes) ?? [])).toEqual([])
  })

  test('every truncation of every sample frame tiles', () => {
    for (const { protocol, bytes } of samples) {
      for (let size = 0; size < bytes.length; size++) {
        const cut = bytes.subarray(0, size)
        // Detection decodes by every protocol, so it is asked now and then only.
        const wrong = size % 5 === 0 ? check(protocol, cut) : fault(buildTree(decodeFrame(protocol, cut)).fields, size)
        if (wrong)
          throw new Error(
            `${protocol.id}, ${size} of ${bytes.length} bytes of ${Buffer.from(bytes).toString('hex')}: ${wrong}`,
          )
      }
    }
  })

  test('100,000 mutations tile', () => {
    const seed = 20_261_121
    const next = random(seed)
    for (let round = 0; round < 100_000; round++) {
      const { protocol, bytes } = samples[next(samples.length)]!
      const mutated = mutate(bytes, next)
      const wrong =
        round % 8 === 0
          ? check(protocol, mutated)
          : fault(buildTree(decodeFrame(protocol, mutated)).fields, mutated.length)
      if (wrong)
        throw new Error(
          `seed ${seed}, round ${round}, ${protocol.id} ${Buffer.from(mutated).toString('hex')}: ${wrong}`,
        )
    }
  }, 600_000)

  test('bytes at random, as any protocol, tile', () => {
    const seed = 7
    const next = random(seed)
    for (let round = 0; round < 5_000; round++) {
      const bytes = Uint8Array.from({ length: next(300) }, () => next(256))
      for (const protocol of protocols) {
        const wrong = fault(buildTree(decodeFrame(protocol, bytes)).fields, bytes.length)
        if (wrong)
          throw new Error(
            `seed ${seed}, round ${round}, ${protocol.id} ${Buffer.from(bytes).toString('hex')}: ${wrong}`,
          )
      }
    }
  })

  test.each(['gw376-68', 'ur-7572', 'ykc', 'aaf5'])(
    '64 KiB of the smallest units or items of %s stay within the limit of nodes, in less than a second',
    (id) => {
      const protocol = protocolNamed(id)
      for (const frame of largest(samples.flatMap((one) => (one.protocol === protocol ? [one.bytes] : [])))) {
        for (const filler of [0x00, 0xff, 0x01]) {
          const hostile = new Uint8Array(65_543).fill(filler)
          hostile.set(frame.subarray(0, Math.min(frame.length - protocol.frames[0]!.trailerSize, 40)))
          const time = cpuTime(() => {
            expect(fault(buildTree(decodeFrame(protocol, hostile)).fields, hostile.length)).toBeNull()
          }, 1000)
          expect(time, `${formatHex(frame)}, then ${filler}`).toBeLessThan(1000)
        }
      }
    },
  )
})

/** The dozen longest frames: those with lists and units are among them. */
function largest(frames: readonly Uint8Array[]): Uint8Array[] {
  return frames.toSorted((a, b) => b.length - a.length).slice(0, 12)
}
