// What must hold for any bytes: a result, every byte in exactly one leaf, children inside parents, a bounded tree. Over
// every sample frame, every truncation of it, and seeded mutations.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseHex } from '../bytes/hex.ts'
import { decodeFrame } from './decode.ts'
import { detectFrame } from './detect.ts'
import { loadDefinitions } from './load.ts'
import { buildTree, type FieldNode } from './tree.ts'

const folder = 'src-shared/definitions'
const { protocols } = loadDefinitions(
  readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') })),
)

/** Frames of all samples, by protocol. */
const samples = readdirSync('samples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const protocol = protocols.find((one) => one.id === name)!
    const known = JSON.parse(readFileSync(`samples/${name}/${name}.frames.json`, 'utf8')) as {
      frames: { hex: string }[]
    }
    const made = readFileSync(`samples/${name}/synthetic.hex`, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    return [...known.frames.map((frame) => frame.hex), ...made].map((hex) => {
      const parsed = parseHex(hex)
      if (!('bytes' in parsed)) throw new Error(`samples/${name}: ${hex} is not hex`)
      return { protocol, bytes: parsed.bytes }
    })
  })

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
        const wrong = fault(buildTree(decodeFrame(protocol, bytes.subarray(0, size))).fields, size)
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
  })

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

  test('64 KiB of units or items stay within the limit of nodes', () => {
    const gw = protocols.find((one) => one.id === 'gw376-68')!
    const event = samples.find(({ protocol, bytes }) => protocol === gw && bytes[12] === 0x0e && bytes[22] === 2)!.bytes
    const hostile = new Uint8Array(65_543)
    hostile.set(event.subarray(0, 27))
    for (let at = 27; at < hostile.length - 2; at++) hostile[at] = 0
    const { fields } = buildTree(decodeFrame(gw, hostile))
    expect(fault(fields, hostile.length)).toBeNull()
  })
})
