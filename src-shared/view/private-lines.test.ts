// Exports tell nobody's card, VIN, plate or phone: neither in values nor in bytes nor in what is said about the frame.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { diagnoseText } from '../diagnosis/testing/diagnose.ts'
import { protocols } from '../protocol/testing/bundled.ts'
import type { FieldNode } from '../protocol/tree.ts'
import { captureFrame, type CaptureView } from './capture-frame.ts'
import { frameFormatter } from './frame-format.ts'
import { privateLines } from './private-lines.ts'
import { Privacy } from './privacy.ts'

function viewOf(text: string): CaptureView {
  const { capture, origins } = diagnoseText(text, protocols).source
  return { capture, origins, zone: 'utc' }
}

function linesOf(view: CaptureView, format: 'csv' | 'ndjson', privacy = new Privacy(false)): string[] {
  const line = privateLines(view, frameFormatter(format, 'zh', null), privacy)
  return Array.from({ length: view.capture.frames.count }, (_, row) => line(row))
}

/** The fields of a frame that have no fields themselves. */
const leavesOf = (fields: readonly FieldNode[]): FieldNode[] =>
  fields.flatMap((node) => (node.children.length > 0 && !node.sensitive ? leavesOf(node.children) : [node]))

/** Personal values that are long and stand in no open field of the frame too: as hex, and as a person reads them. */
function secretsOf(fields: readonly FieldNode[]): string[] {
  const leaves = leavesOf(fields)
  const open = leaves.flatMap((node) => (node.sensitive ? [] : [node.raw]))
  return leaves
    .filter((node) => node.sensitive && node.raw.length >= 10 && !/^(?:00|20|ff)*$/.test(node.raw))
    .filter((node) => !open.some((raw) => raw.includes(node.raw)))
    .flatMap((node) => [node.raw, node.text.zh.trim()].filter((text) => text.length >= 6))
}

test.each(['aaf5', 'ur-7572', 'ykc'])('no personal value of any message of %s is in a line', (system) => {
  const view = viewOf(readFileSync(`samples/${system}/synthetic.hex`, 'utf8'))
  const lines = { csv: linesOf(view, 'csv'), ndjson: linesOf(view, 'ndjson') }
  let hidden = 0
  for (let row = 0; row < view.capture.frames.count; row++) {
    for (const secret of secretsOf(captureFrame(view, row).fields)) {
      hidden++
      expect(lines.csv[row]).not.toContain(secret)
      expect(lines.ndjson[row]).not.toContain(secret)
    }
  }
  expect(hidden).toBeGreaterThan(0)
})

// A log-in whose SIM number has a digit that is none, under a caption that quotes it; then a heartbeat.
const login = '6822001900012023121200001001011047562e393572313300898604d11722d034860602874e'
const heartbeat = '680d14000003103190428000030100a38d'
const sim = '898604d11722d0348606'

test('sentences and captions are told without the value, all else as it is', () => {
  const view = viewOf(`SIM ${sim}: ${login}\n\n心跳: ${heartbeat}\n`)
  const [first, second] = linesOf(view, 'ndjson').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(JSON.stringify(first)).not.toContain(sim)
  expect(JSON.stringify(first)).toContain('SIM卡 ·· 不是 BCD 数字')
  expect(first!.hex).toBe(login.replace(sim, '··'.repeat(10)))
  expect(second!.hex).toBe(heartbeat)
})

test('whether something was hidden is known', () => {
  const [one, other] = [new Privacy(false), new Privacy(false)]
  linesOf(viewOf(heartbeat), 'csv', one)
  linesOf(viewOf(login), 'csv', other)
  expect([one.isUsed, other.isUsed]).toEqual([false, true])
})
