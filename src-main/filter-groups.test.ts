// Which frames display filters select, in the samples and in a generated capture.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FrameFilter } from '../src-shared/capture/frame-filter.ts'
import { openFile, type OpenedFile } from './analyzer/open-file.ts'
import { bundledProtocols } from './definitions.ts'
import { filterGroups } from './testing/filter-groups.ts'
import { decodeJson, type FrameJson } from './testing/run-cli.ts'

interface Sample {
  opened: OpenedFile
  frames: FrameJson[]
}

const samples = new Map<string, Sample>()

beforeAll(async () => {
  for (const sample of new Set(filterGroups.map((group) => group.sample))) {
    const path = `samples/${sample}`
    const opened = await openFile(path, { protocols: bundledProtocols(), input: 'text' })
    samples.set(sample, { opened, frames: decodeJson([path]) })
  }
}, 60_000)
afterAll(() => {
  for (const { opened } of samples.values()) opened.close()
})

function select({ capture, origins }: OpenedFile, text: string): number[] {
  const compiled = FrameFilter.compile(text, capture, { origins })
  if ('errors' in compiled) throw new Error(`${text}: ${compiled.errors[0]!.message.en}`)
  const found: number[] = []
  for (let row = 0; row < capture.frames.count; row++) if (compiled.filter.matches(row)) found.push(row + 1)
  return found
}

describe.each(filterGroups)('$sample: $frames', ({ sample, frames, is, filters }) => {
  test('the table says what the decoded frames say', () => {
    expect(
      samples
        .get(sample)!
        .frames.filter(is)
        .map(({ number }) => number),
    ).toEqual(frames)
  })
  test.each(filters)('%s', (filter) => {
    expect(select(samples.get(sample)!.opened, filter)).toEqual(frames)
  })
})

test('the table holds at least 250 filters', () => {
  expect(
    new Set(filterGroups.flatMap(({ sample, filters }) => filters.map((one) => `${sample} ${one}`))).size,
  ).toBeGreaterThanOrEqual(250)
})
