// Notes about frames: what filters, rows and counts make of them, and that they survive saving and opening, in texts and in
// captures alike.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AnalysisState } from './analysis-state.ts'
import { AnalyzerClient } from './analyzer-client.ts'
import { bytesOf, concat, heartbeat, packetBlock, pcapngParts, segmentPacket } from './testing/heartbeat-capture.ts'

const log = 'samples/ykc/ykc-field-test-log.txt'
const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
const capture = join(folder, 'two-in-a-packet.pcapng')

/** Packets of two heartbeats each; the third one has a comment by another program. */
beforeAll(() => {
  const two = bytesOf(heartbeat + heartbeat)
  const packets = [0, 1, 2, 3].map((index) => segmentPacket(two, { at: index * two.length }))
  writeFileSync(capture, concat(...pcapngParts(packets)))
})
afterAll(() => rmSync(folder, { recursive: true }))

let client: AnalyzerClient
let states: AnalysisState[]
afterEach(() => client.close())

async function open(path: string): Promise<void> {
  client = new AnalyzerClient(resolve('out/main/analyzer-worker.js'))
  states = []
  client.told = (state) => states.push(state)
  await client.ask('open', {
    path,
    input: 'auto',
    decodeAs: { all: null, ports: {}, conversations: {} },
    rules: [],
    growing: null,
    revision: 0,
  })
}
const numbers = async () => (await client.ask('rows', 0, 1000)).rows.map((row) => row.number)
async function select(filter: string, selected: number | null = null): Promise<number[]> {
  expect(await client.ask('setView', filter, null, selected)).toHaveProperty('total')
  return numbers()
}

describe('what is noted can be filtered', () => {
  test('marks and comments; ignored frames are left out, and counted no more', async () => {
    await open(log)
    await expect.poll(() => states.at(-1)?.findings.isComplete).toBe(true)
    const bad = await select('frame.bad')
    expect(bad.length).toBeGreaterThan(2)
    await client.ask('note', [3, 9], { isMarked: true })
    await client.ask('note', [9], { comment: '现场复核' })
    await client.ask('note', [bad[0]!], { isIgnored: true })
    expect(states.at(-1)).toMatchObject({ marked: 2, isChanged: true, findings: { error: bad.length - 1 } })
    expect(await numbers(), 'the filter that is on leaves it out at once').toEqual(bad.slice(1))
    expect(await select('frame.marked')).toEqual([3, 9])
    expect(await select('frame.comment contains "复核"')).toEqual([9])
    expect(await select('frame.ignored')).toEqual([bad[0]])
    expect(await select('')).toHaveLength(33)
  })

  test('a time reference begins the relative times anew', async () => {
    await open(capture)
    expect(await select('frame.time_relative == 2')).toEqual([5, 6])
    expect(await select('frame.time_delta == 1')).toEqual([3, 5, 7])
    await client.ask('note', [5], { isReference: true })
    expect(await select('frame.time_relative == 0')).toEqual([1, 2, 5, 6])
    const { rows } = await client.ask('rows', 0, 10)
    expect(rows.map(({ note }) => note?.isReference ?? false)).toEqual([false, false, true, false])
  })
})

test('frame.bad, severities, list and counts agree about every frame', async () => {
  for (const path of [log, 'samples/aaf5/lvneng-dc-3.4-simulated.md', 'samples/gw376-68/gbframe-68-session-log.txt']) {
    await open(path)
    await expect.poll(() => states.at(-1)?.findings.isComplete).toBe(true)
    await client.ask('setView', '', null)
    const { rows } = await client.ask('rows', 0, 1000)
    const bad = rows.filter(({ severity }) => severity === 'error').map(({ number }) => number)
    expect(states.at(-1)!.findings.error, path).toBe(bad.length)
    expect(await select('frame.bad'), path).toEqual(bad)
    expect(await select('expert.severity == "error"'), path).toEqual(bad)
    await client.close()
  }
})

test('$name has the values that the selected frame had when the filter was applied', async () => {
  await open(log)
  const same = await select('message.type == $message.type and frame.number != $frame.number', 9)
  expect(same).toEqual([10])
  expect(await select('frame.len > $frame.len', 9)).toEqual(await select('frame.len > 17'))
  expect(await select('frame.len == $frame.len')).toEqual([])
})

describe('saved and opened again', () => {
  const noted = async (path: string) => {
    await open(path)
    const { rows } = await client.ask('rows', 0, 1000)
    return rows.flatMap(({ number, note }) => (note ? [[number, note] as const] : []))
  }

  test.each([
    ['frames of a text', log],
    ['packets of a capture, two frames in each', capture],
  ])('%s', async (_what, path) => {
    await open(path)
    await client.ask('note', [1, 6], { isMarked: true })
    await client.ask('note', [2], { comment: '第二帧\npilescope:note=1 marked' })
    await client.ask('note', [6], { comment: '第六帧', isReference: true })
    await client.ask('note', [3], { isIgnored: true })
    const before = (await client.ask('rows', 0, 1000)).rows.flatMap(({ number, note }) =>
      note ? [[number, note] as const] : [],
    )
    const first = join(folder, 'first.pcapng')
    await client.ask('save', first)
    expect(states.at(-1)).toMatchObject({ isChanged: false })
    await client.close()
    expect(readFileSync(first).includes('第六帧')).toBe(true)
    const after = await noted(first)
    const plain = ([number, note]: (typeof before)[number]) => [number, { ...note, comment: note.comment?.trim() }]
    expect(after.map(([number]) => number)).toEqual([1, 2, 3, 6])
    expect(after.map(([, note]) => note.comment?.replace(/^ /gm, ''))).toEqual(
      before.map(([, note]) => note.comment ?? undefined),
    )
    expect(after.map(([, { comment: _comment, ...rest }]) => rest)).toEqual(
      before.map(([, { comment: _comment, ...rest }]) => rest),
    )
    // Notes that were taken away are gone from the next file.
    await client.ask('note', [1, 2, 3], { isMarked: false, isIgnored: false, comment: null })
    const second = join(folder, 'second.pcapng')
    await client.ask('save', second)
    await client.close()
    expect((await noted(second)).map(plain)).toEqual([
      [6, { isMarked: true, isIgnored: false, isReference: true, comment: '第六帧' }],
    ])
  })
})

test('a comment by another program belongs to the first frame of its packet, and stays', async () => {
  const path = join(folder, 'commented.pcapng')
  const options = (text: string): Uint8Array => {
    const words = new TextEncoder().encode(text)
    const padded = (words.length + 3) & ~3
    const option = new Uint8Array(4 + padded + 4)
    new DataView(option.buffer).setUint16(0, 1, true)
    new DataView(option.buffer).setUint16(2, words.length, true)
    option.set(words, 4)
    return option
  }
  const two = bytesOf(heartbeat + heartbeat)
  const parts = pcapngParts([segmentPacket(two, { at: 0 })])
  const plain = packetBlock(0, 1_763_683_201_000_000, segmentPacket(two, { at: two.length }), true)
  const comment = options('seen by hand')
  const block = concat(plain.subarray(0, plain.length - 4), comment, plain.subarray(plain.length - 4))
  new DataView(block.buffer, block.byteOffset).setUint32(4, block.length, true)
  new DataView(block.buffer, block.byteOffset).setUint32(block.length - 4, block.length, true)
  writeFileSync(path, concat(...parts, block))
  await open(path)
  expect(await select('frame.comment == "seen by hand"')).toEqual([3])
})
