import { expect, test } from 'vitest'
import type { FindingView } from '../packet-details/frame-view.ts'
import { makeFrame } from '../testing/make-frame.ts'
import { findingReply } from './finding-reply.ts'

const finding: FindingView = {
  code: 'crc_swapped',
  severity: 'note',
  group: 'checksum',
  range: [15, 17],
  message: { zh: '高低字节反序。', en: 'Its bytes are swapped.' },
  remedy: { zh: '低字节在前。', en: 'Low byte first.' },
  repair: '6801',
  evidence: [{ zh: '长度正确', en: 'the length is right' }],
  certainty: 'high',
}

test('one language: frame, cause with certainty, evidence, remedy, then the bytes', () => {
  const frame = makeFrame()
  const lines = findingReply(frame, finding, 'zh').split('\n')
  expect(lines[0]).toContain('第 ')
  expect(lines[1]).toBe('原因：校验字节反序 – 高低字节反序。 [可信度：高]')
  expect(lines).toContain('  - 长度正确')
  expect(lines).toContain('处理：低字节在前。')
  expect(lines.at(-1)).toBe('修复副本：68 01')
})

test('both: Chinese above English, the bytes once', () => {
  const reply = findingReply(makeFrame(), finding, 'both')
  expect(reply.indexOf('原因：')).toBeLessThan(
    reply.indexOf('Cause: Checksum bytes swapped – Its bytes are swapped. [High confidence]'),
  )
  expect(reply.split('修复副本：')).toHaveLength(2)
  expect(reply).not.toContain('Repaired copy: ')
})
