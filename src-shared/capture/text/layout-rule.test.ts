import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { parseTemplate, templateFromLine, type LayoutRule } from './layout-rule.ts'
import { readText } from './read-text.ts'
import { heartbeat, heartbeatReply, spell, stopCharge } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

function read(text: string, rule: Omit<LayoutRule, 'name'>) {
  const { frames } = readText(text, probeDouble, { rules: [{ name: 'taught', ...rule }] })
  return frames.map((frame) => ({ ...frame, hex: formatHex(frame.bytes) }))
}

describe('a taught layout', () => {
  test('reads time, direction with its meaning, address, label and bytes', () => {
    const template = '<{skip}> {time} ({direction:进=up|出=down}) {endpoint} [{label}] {hex} end'
    const text = `<a1> 2023-05-01 12:00:00.5 (进)  10.0.0.9:5001 [心跳] ${spell(heartbeat, ' ')} end\n<b22> 2023-05-01 12:00:01 (出) 10.0.0.9:5001 [心跳应答] ${heartbeatReply} end`
    expect(read(text, { template })).toMatchObject([
      {
        hex: heartbeat,
        time: '2023-05-01T12:00:00.500',
        direction: 'up',
        label: '心跳',
        endpoints: { peer: '10.0.0.9:5001' },
      },
      { hex: heartbeatReply, time: '2023-05-01T12:00:01', direction: 'down', label: '心跳应答' },
    ])
  })

  test('reads bytes that the reader itself would take for a caption', () => {
    const text = `68 (${spell(stopCharge, ' ')}) 17`
    expect(read(text, { template: '68 ({hex}) {skip}' })).toMatchObject([{ hex: stopCharge }])
  })

  test('goes on over lines that do not fit, when it says so', () => {
    const text = `#1 in ${spell(heartbeat.slice(0, 16), ' ')}\n.. x=${spell(heartbeat.slice(16), ' ')}\n#2 in ${heartbeatReply}`
    const template = '#{skip} in {hex}'
    expect(read(text, { template, join: 'until-next' }).map((frame) => frame.hex)).toEqual([heartbeat, heartbeatReply])
  })

  test('other lines are read as always, or ignored', () => {
    const text = `A ${heartbeat}\n${stopCharge}`
    expect(read(text, { template: 'A {hex}' }).map((frame) => frame.hex)).toEqual([heartbeat, stopCharge])
    expect(read(text, { template: 'A {hex}', others: 'ignore' }).map((frame) => frame.hex)).toEqual([heartbeat])
  })

  test('arrows as words of a direction', () => {
    const template = '{time}{direction:=>=down|<==up} {hex}'
    expect(read(`12:00:00=> ${stopCharge}`, { template })).toMatchObject([{ hex: stopCharge, direction: 'down' }])
    expect(read(`12:00:00<= ${heartbeat}`, { template })).toMatchObject([{ hex: heartbeat, direction: 'up' }])
  })
})

test('a rule made of one marked line reads the others', () => {
  const line = `[2023-05-01 12:00:00.123][worker-17] INFO gw - 收到 10.0.0.9:5001 报文{${heartbeat}} 共17字节`
  const mark = (text: string, field: 'time' | 'direction' | 'endpoint' | 'hex') => ({
    start: line.indexOf(text),
    end: line.indexOf(text) + text.length,
    field,
  })
  const template = templateFromLine(line, [
    mark('2023-05-01 12:00:00.123', 'time'),
    mark('收到', 'direction'),
    mark('10.0.0.9:5001', 'endpoint'),
    mark(heartbeat, 'hex'),
  ])
  expect(parseTemplate(template)).toHaveProperty('parts')
  const other = `[2023-05-01 13:00:09.000][worker-3] WARN gw - 发送 10.0.0.7:5009 报文{${stopCharge}} 共25字节`
  expect(read(`${line}\n${other}`, { template, others: 'ignore' })).toMatchObject([
    { hex: heartbeat, time: '2023-05-01T12:00:00.123', observed: 'received', endpoints: { peer: '10.0.0.9:5001' } },
    { hex: stopCharge, time: '2023-05-01T13:00:09.000', observed: 'sent', endpoints: { peer: '10.0.0.7:5009' } },
  ])
})

test.each([
  ['{time} data', 'hex'],
  ['{hex} {hex}', 'hex'],
  ['{hex', 'brace'],
  ['{zeit} {hex}', 'Unknown field'],
  ['{skip}{hex}', 'between'],
  [`${'x'.repeat(600)}{hex}`, 'too long'],
])('%s is refused', (template, reason) => {
  const parsed = parseTemplate(template)
  expect('problem' in parsed && parsed.problem.message.en).toContain(reason)
  expect(readText(heartbeat, probeDouble, { rules: [{ name: 'wrong', template }] }).frames.length).toBe(1)
})

test('a rule takes linear time on hostile lines', () => {
  const rules = [{ name: 'evil', template: '{skip}a{skip}a{skip}a{skip}b{hex}' }]
  const started = process.cpuUsage()
  readText('a'.repeat(200_000), probeDouble, { rules })
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2)
})
