// The analyzer's worker, as the windows will use it: asked by messages, rows while it loads, cancel, errors.
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { AnalyzerClient } from './analyzer-client.ts'

const worker = resolve('out/main/analyzer-worker.js')
let client: AnalyzerClient
afterEach(() => client.close())

describe('analyzer worker', () => {
  test('opens a log, lists rows, explains a frame, filters and counts', async () => {
    client = new AnalyzerClient(worker)
    expect(await client.open('samples/ykc/ykc-field-test-log.txt')).toMatchObject({
      kind: 'text',
      frames: 33,
      damaged: false,
    })
    const rows = await client.rows(1, 2)
    expect(rows.map((row) => [row.number, row.type, row.checksum])).toEqual([
      [2, '0x92', 'good'],
      [3, '0x91', 'bad'],
    ])
    expect(await client.frame(2)).toMatchObject({ number: 2, message: { id: 'restart' } })
    expect(await client.frame(99)).toBeNull()
    const passing = await client.filter('message.type == 0x03')
    expect('rows' in passing && [...passing.rows]).toEqual([8, 9])
    expect((await client.summary())?.frames).toBe(33)
  })

  test('says where a filter is wrong', async () => {
    client = new AnalyzerClient(worker)
    await client.open('samples/ykc/ykc-field-test-log.txt')
    const result = await client.filter('ykc.sco > 3')
    expect('errors' in result && result.errors[0]).toMatchObject({ start: 0, end: 7, suggestion: 'ykc.soc' })
  })

  test('rejects what cannot be opened, and goes on', async () => {
    client = new AnalyzerClient(worker)
    await expect(client.open('samples/none')).rejects.toThrow('no such file')
    expect(await client.rows(0, 10)).toEqual([])
  })

  test('a worker that ends rejects what was asked', async () => {
    client = new AnalyzerClient(worker)
    await client.open('samples/ykc/ykc-field-test-log.txt')
    const asked = client.summary()
    await client.close()
    await expect(Promise.all([asked, client.summary()])).rejects.toThrow('analyzer thread ended')
  })
})
