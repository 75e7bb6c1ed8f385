// The analyzer's worker, as the service uses it: asked by messages, rows while it loads, filter and sort, cancel, errors.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SortOrder } from './sort-rows.ts'
import type { AnalysisState } from './analysis-state.ts'
import { AnalyzerClient } from './analyzer-client.ts'

const worker = resolve('out/main/analyzer-worker.js')
const log = 'samples/ykc/ykc-field-test-log.txt'
const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
const long = join(folder, 'long.pcapng')
const longFrames = 60_000
const heartbeat = '680d14000003103190428000030100a38d'
const badHeartbeat = heartbeat.replace(/a38d$/, '0000')

/** About 14 MB: many chunks. */
beforeAll(() => {
  const args = ['out/main/generate.js', '--out', long, '--frames', String(longFrames), '--seed', '3']
  expect(spawnSync(process.execPath, args).status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true }))

let client: AnalyzerClient
afterEach(() => client.close())

const request = {
  input: 'auto',
  decodeAs: { all: null, ports: {}, conversations: {} },
  rules: [],
  revision: 0,
  growing: null,
} as const
const open = (path: string) => client.ask('open', { ...request, path })
const numbers = async (first = 0, count = 1000) =>
  (await client.ask('rows', first, count)).rows.map((row) => row.number)

describe('a capture that is open', () => {
  test('lists rows, explains a frame and counts', async () => {
    client = new AnalyzerClient(worker)
    const states: AnalysisState[] = []
    client.told = (state) => states.push(state)
    expect(await open(log)).toBe(false)
    expect(states.at(-1)).toMatchObject({ kind: 'text', frames: 33, shown: 33, damaged: false, firstBad: 1 })
    const { rows } = await client.ask('rows', 1, 2)
    expect(rows.map((row) => [row.number, row.type, row.checksum])).toEqual([
      [2, '0x92', 'good'],
      [3, '0x91', 'bad'],
    ])
    const details = await client.ask('frame', 2)
    expect(details).toMatchObject({ number: 2, frame: { number: 2, message: { id: 'restart' } } })
    expect(details?.summary.zh).toBeTypeOf('string')
    expect(await client.ask('frame', 34)).toBeNull()
    expect((await client.ask('summary'))?.frames).toBe(33)
  })

  test('filters, and says where a filter is wrong', async () => {
    client = new AnalyzerClient(worker)
    await open(log)
    expect(await client.ask('setView', 'message.type == 0x03', null)).toMatchObject({ total: 2 })
    expect(await numbers()).toEqual([9, 10])
    expect(await client.ask('find', 10)).toBe(1)
    expect(await client.ask('find', 11)).toBeNull()
    const wrong = await client.ask('setView', 'ykc.sco > 3', null)
    expect('errors' in wrong && wrong.errors[0]).toMatchObject({ start: 0, end: 7, suggestion: 'ykc.soc' })
    expect(await numbers(), 'a wrong filter leaves the view').toEqual([9, 10])
  })

  test('a changed view has another revision', async () => {
    client = new AnalyzerClient(worker)
    await open(log)
    const before = (await client.ask('rows', 0, 1)).revision
    const reply = await client.ask('setView', 'frame.bad', null)
    expect('revision' in reply && reply.revision).toBeGreaterThan(before)
  })

  test.each<[SortOrder['column'], (row: { [key: string]: unknown }) => string | number | null]>([
    ['length', (row) => Number(row['length'])],
    ['type', (row) => row['type'] as string | null],
    ['pile', (row) => row['pile'] as string | null],
    ['time', (row) => row['time'] as string | null],
  ])('sorts by %s both ways, frames without a value last', async (column, valueOf) => {
    client = new AnalyzerClient(worker)
    await open(log)
    const sorted = async (isDescending: boolean) => {
      await client.ask('setView', '', { column, isDescending })
      const { rows } = await client.ask('rows', 0, 100)
      return rows.map((row) => valueOf(row as unknown as { [key: string]: unknown }))
    }
    const compare = (a: string | number, b: string | number) =>
      typeof a === 'number' && typeof b === 'number'
        ? a - b
        : new Intl.Collator('zh', { numeric: true }).compare(String(a), String(b))
    const [up, down] = [await sorted(false), await sorted(true)]
    const values = (list: typeof up) => list.filter((value) => value !== null)
    expect(up).toHaveLength(33)
    expect(up.findLastIndex((value) => value !== null)).toBe(values(up).length - 1)
    expect(down.findLastIndex((value) => value !== null)).toBe(values(down).length - 1)
    expect(values(up)).toEqual(values(up).toSorted(compare))
    expect(values(down)).toEqual(values(up).toReversed())
  })

  test('a sorted view finds its frames', async () => {
    client = new AnalyzerClient(worker)
    await open(log)
    await client.ask('setView', '', { column: 'number', isDescending: true })
    expect(await numbers(0, 3)).toEqual([33, 32, 31])
    expect(await client.ask('find', 31)).toBe(2)
  })

  test('rows that were shown too early are shown again when it is known what other frames make of them', async () => {
    client = new AnalyzerClient(worker)
    const states: AnalysisState[] = []
    client.told = (state) => states.push(state)
    await open(long)
    const early = await client.ask('rows', longFrames - 10_000, 10_000)
    await expect.poll(() => states.at(-1)?.findings.isComplete, { timeout: 60_000 }).toBe(true)
    const late = await client.ask('rows', longFrames - 10_000, 10_000)
    const seen = ({ rows }: typeof early) => rows.map(({ severity, info }) => `${severity} ${info.en}`)
    expect(seen(late), 'the capture holds requests whose answer never came').not.toEqual(seen(early))
    expect(late.revision).toBeGreaterThan(early.revision)
    expect(states.at(-1)?.revision).toBe(late.revision)
  })

  test('the minimap shows where the bad frames of the view are', async () => {
    client = new AnalyzerClient(worker)
    await open(log)
    const { rows } = await client.ask('rows', 0, 33)
    const badPlaces = rows.flatMap((row, place) => (row.severity === 'error' ? [place] : []))
    const map = await client.ask('minimap', 11)
    for (const [bucket, first] of map.firstBad.entries()) {
      const inBucket = badPlaces.filter((place) => Math.floor(place / 3) === bucket)
      expect([bucket, first]).toEqual([bucket, inBucket[0] ?? -1])
      expect(map.buckets[bucket] === 3).toBe(inBucket.length > 0)
    }
    await client.ask('setView', 'frame.number == 3', null)
    expect((await client.ask('minimap', 2)).buckets[0]).toBe(3)
  })

  test('frames are copied as hex, tree and JSON', async () => {
    client = new AnalyzerClient(worker)
    await open('samples/ykc/first-steps.hex')
    expect(await client.ask('text', 1, 'hex', 'zh')).toMatch(/^68 0d 14 .* a3 8d$/)
    expect(await client.ask('text', 1, 'tree', 'zh')).toContain('充电桩心跳包')
    expect(JSON.parse(await client.ask('text', 1, 'json', 'en'))).toMatchObject({ number: 1, protocol: 'ykc' })
  })
})

describe('a capture that loads', () => {
  const someFrames = () => new Promise<void>((resolve) => (client.told = (state) => state.frames > 0 && resolve()))

  test('answers before it is done, and can be cancelled', async () => {
    client = new AnalyzerClient(worker)
    const some = someFrames()
    const loading = open(long)
    await some
    const { rows, total } = await client.ask('rows', 0, 50)
    expect(rows.length).toBe(Math.min(total, 50))
    await client.ask('cancel')
    expect(await loading).toBe(true)
    const kept = (await client.ask('rows', 0, 1)).total
    expect(kept).toBeGreaterThanOrEqual(total)
    expect(kept).toBeLessThan(longFrames)
  })

  test('keeps the filter that was set meanwhile', async () => {
    client = new AnalyzerClient(worker)
    const some = someFrames()
    const loading = open(long)
    await some
    await client.ask('setView', 'frame.number in {7, 50000}', null)
    await loading
    expect(await numbers()).toEqual([7, 50_000])
  })
})

describe('a view that is replaced while it is made', () => {
  test('answers with the last one', async () => {
    client = new AnalyzerClient(worker)
    await open(long)
    const [slow, last] = await Promise.all([
      client.ask('setView', 'pile_no contains "1"', { column: 'info', isDescending: false }),
      client.ask('setView', 'frame.number == 40000', null),
    ])
    expect(slow).toEqual(last)
    expect(await numbers()).toEqual([40_000])
  })
})

describe('saving', () => {
  test('saving waits for a capture that is about to be read, and says when there is none', async () => {
    client = new AnalyzerClient(worker)
    const target = join(folder, 'early.pcapng')
    const [, saved] = await Promise.all([open(long), client.ask('save', target).then(() => existsSync(target))])
    expect(saved).toBe(true)
    const none = new AnalyzerClient(worker)
    const opening = none.ask('open', { ...request, path: join(folder, 'none') }).catch(() => 'failed')
    await expect(none.ask('save', join(folder, 'nothing.pcapng'))).rejects.toThrow('not loaded')
    expect(await opening).toBe('failed')
    await none.close()
  })

  test('writes a pcapng that opens with the same frames', async () => {
    client = new AnalyzerClient(worker)
    await open(log)
    const target = join(folder, 'saved.pcapng')
    await client.ask('save', target)
    const frame = (await client.ask('frame', 9))?.frame
    await client.close()
    client = new AnalyzerClient(worker)
    await open(target)
    expect((await client.ask('frame', 9))?.frame['hex']).toBe(frame?.['hex'])
  })
})

describe('previews', () => {
  test('tile the text and name every frame', async () => {
    client = new AnalyzerClient(worker)
    const text = `收到：${heartbeat}\n第 2 页\n${badHeartbeat}\n${heartbeat.slice(0, 20)}\n`
    const preview = await client.ask('preview', text, null, [])
    expect(preview.frames.map(({ row, line }) => [row.checksum, line])).toEqual([
      ['good', 1],
      ['bad', 3],
      ['bad', 4],
    ])
    expect(preview.frameCount).toBe(3)
    expect(preview.frames[2]!.missing).toBe(7)
    expect(preview.runsEnd).toBe(text.length)
    expect(preview.runs[0]!.start).toBe(0)
    for (const [index, run] of preview.runs.entries())
      expect(run.start).toBe(index === 0 ? 0 : preview.runs[index - 1]!.end)
  })

  test('of nothing are empty', async () => {
    client = new AnalyzerClient(worker)
    expect(await client.ask('preview', '', null, [])).toMatchObject({ runs: [], frames: [], runsEnd: 0 })
  })
})

describe('errors', () => {
  test('what cannot be opened is rejected, and the worker goes on', async () => {
    client = new AnalyzerClient(worker)
    await expect(open('samples/none')).rejects.toThrow('no such file')
    expect((await client.ask('rows', 0, 10)).rows).toEqual([])
  })

  test('a worker that ends rejects what was asked', async () => {
    client = new AnalyzerClient(worker)
    await open(log)
    const asked = client.ask('summary')
    await client.close()
    await expect(Promise.all([asked, client.ask('summary')])).rejects.toThrow('analyzer thread ended')
  })
})
