// A file being written waits for the disk, as often as it must.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TargetFile } from './target-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('many waits leave nothing behind that Node warns of', async () => {
  const warnings: string[] = []
  const note = (warning: Error) => warnings.push(warning.name)
  process.on('warning', note)
  const path = join(folder, 'large')
  const target = new TargetFile(path)
  // More pieces than a stream may have listeners, each more than it buffers.
  const piece = new Uint8Array(64 * 1024)
  for (let i = 0; i < 30; i++) {
    target.write(piece)
    await target.ready()
  }
  await target.complete()
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', note)
  expect(warnings).toEqual([])
  expect(readFileSync(path).length).toBe(30 * piece.length)
})
