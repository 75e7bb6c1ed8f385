// The bridge's contract for what diagnosis finds: findings, piles, sessions, curves, statistics; other bytes decoded; tables,
// reports and pictures as text and as files.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { heartbeat, overEachCarrier } from './testing/bridge-contract.ts'

const billed = readFileSync('samples/ykc/ykc-1.5-simulated.md', 'utf8')

overEachCarrier((at) => {
  test('tells piles, sessions with bill and tariff, curves, statistics and links of a sample', async () => {
    const source = {
      kind: 'text',
      name: 'bill',
      text: readFileSync('samples/ykc/ykc-1.5-simulated.md', 'utf8'),
    } as const
    const { captureId } = await at.ended(await at.bridge.call('captures.open', { source, decodeAs: null }))
    const done = await at.state(captureId, ({ diagnosis }) => diagnosis.isComplete)
    expect(done.diagnosis).toMatchObject({ frames: 21, total: 21 })
    const piles = await at.bridge.call('piles.list', { captureId })
    expect(piles.items.map(({ number }) => number)).toEqual(['20231212000010', '32010600395600'])
    expect(piles.progress).toEqual(done.diagnosis)
    const sessions = await at.bridge.call('sessions.list', { captureId, pile: 1 })
    const billed = sessions.items.find(({ bill }) => bill === 'wrong')!
    expect(billed).toMatchObject({ gun: '01', energy: 0.165, amount: 0.14, state: 'complete' })
    const reply = await at.bridge.call('sessions.get', { captureId, session: billed.id })
    expect(reply?.details.bill?.tariff?.slots).toHaveLength(48)
    expect(reply?.details.steps.find(({ kind }) => kind === 'bill')?.frames).toEqual([13])
    expect(await at.bridge.call('sessions.get', { captureId, session: 99 })).toBeNull()
    const links = await at.bridge.call('frames.links', { captureId, numbers: [1, 2, 3] })
    expect(links.items).toMatchObject([
      { number: 1, responseIn: 2 },
      { number: 2, responseTo: 1 },
    ])
    const subject = { kind: 'session', id: 1 } as const
    const plot = await at.bridge.call('plots.series', { captureId, subject, buckets: 100, from: null, to: null })
    expect(plot?.series.curves.map(({ role }) => role)).toContain('voltage')
    const counted = await at.bridge.call('statistics.messages', { captureId })
    expect(counted.items.reduce((sum, { frames }) => sum + frames, 0)).toBe(21)
    expect((await at.bridge.call('statistics.conversations', { captureId })).items[0]).toMatchObject({ frames: 21 })
    const [table] = (await at.bridge.call('statistics.coverage', { captureId, pile: 1 })).items
    expect(table?.rows.find(({ type }) => type === '0x3B')).toMatchObject({ seen: 1, verdict: 'good', direction: 'up' })
    const rate = await at.bridge.call('statistics.rate', { captureId, buckets: 3, from: null, to: null })
    expect(rate.series.frames).toEqual([7, 7, 7])
    const csv = await at.bridge.call('document.text', {
      captureId,
      document: { kind: 'coverage', format: 'csv', pile: 1 },
      language: 'zh',
      zone: 'UTC',
    })
    expect(csv?.split('\r\n')[0]).toBe('\uFEFF桩,类型,报文,方向,条款,收到,正确,错误,结论')
    const found = await at.bridge.call('view.set', {
      captureId,
      filter: 'response_to == 13 or session.id == 3',
      sort: null,
    })
    expect(found).toMatchObject({ total: 2 })
    await at.bridge.call('captures.close', { captureId })
  })

  test('finds by code, counts filters, decodes a repaired copy as its frame is', async () => {
    const { captureId } = await at.openText()
    await at.state(captureId, ({ findings }) => findings.isComplete)
    const { findings } = await at.bridge.call('diagnosis.summary', { captureId })
    expect(findings.map(({ code }) => code)).toContain('checksum_bad')
    const frames = await at.bridge.call('diagnosis.frames', { captureId, code: 'checksum_bad', first: 0, count: 9 })
    expect(frames.numbers).toEqual([2])
    const filters = ['frame.len > 3', 'expert.code == "checksum_bad"', 'expert.severity == "error"', 'frame.len >']
    expect(await at.bridge.call('filter.counts', { captureId, filters })).toEqual([
      { frames: 2, isComplete: true },
      { frames: 1, isComplete: true },
      null,
      null,
    ])
    const copy = await at.bridge.call('frames.decode', { captureId, number: 2, hex: heartbeat })
    expect(copy).toMatchObject({ number: 2, frame: { hex: heartbeat, checksum: { status: 'good' } } })
    expect(await at.bridge.call('frames.details', { captureId, number: 2 })).toMatchObject({
      frame: { checksum: { status: 'bad' } },
    })
    expect(await at.bridge.call('frames.decode', { captureId, number: 9, hex: heartbeat })).toBeNull()
    await at.bridge.call('captures.close', { captureId })
  })

  test('tables and reports as text and as files; a picture as it was drawn', async () => {
    const { captureId } = await at.openText(billed)
    const question = { captureId, language: 'zh', zone: 'Asia/Shanghai' } as const
    const document = {
      kind: 'report',
      format: 'html',
      scope: { kind: 'capture' },
      includesPersonal: false,
    } as const
    const report = await at.bridge.call('document.text', { ...question, document })
    expect(report).toMatch(/^<!doctype html>/)
    expect(report).toContain('17:04 属第 34 时段')
    const path = await at.bridge.call('document.save', { ...question, document, name: '报告' })
    expect((await at.saved(path)).toString()).toBe(report)
    const scope = { kind: 'session', id: 99 } as const
    expect(await at.bridge.call('document.text', { ...question, document: { ...document, scope } })).toBeNull()
    await expect(
      at.bridge.call('document.save', { ...question, document: { ...document, scope }, name: 'x' }),
    ).rejects.toMatchObject({ code: 'no-such-subject' })
    for (const kind of ['messages', 'conversations'] as const)
      expect(await at.bridge.call('document.text', { ...question, document: { kind, format: 'csv' } })).toMatch(
        /^\uFEFF.*首帧/,
      )
    const curves = { kind: 'curves', format: 'csv', subject: { kind: 'session', id: 1 }, from: null, to: null } as const
    expect(await at.bridge.call('document.text', { ...question, document: curves })).toMatch(/^\uFEFF时间,帧,/)
    await at.bridge.call('view.set', { captureId, filter: 'message.type == 0x13', sort: null })
    const shown = { kind: 'frames', format: 'csv' } as const
    const table = (await at.bridge.call('document.text', { ...question, document: shown }))!.split('\r\n')
    expect(table[0]).toMatch(/^\uFEFFframe\.number,frame\.time,.*,hex$/)
    expect(table.slice(1, -1).map((line) => line.split(',')[5])).toEqual(['0x13'])
    await at.bridge.call('view.set', { captureId, filter: '', sort: null })
    const findings = { kind: 'findings', format: 'json' } as const
    const found = await at.bridge.call('document.text', { ...question, document: findings })
    expect(JSON.parse(found!)).toContainEqual(expect.objectContaining({ code: 'crc_swapped', frames: 8 }))
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
    const picture = await at.bridge.call('picture.save', { name: '曲线', png })
    expect((await at.saved(picture)).toString('base64')).toBe(png)
    await at.bridge.call('captures.close', { captureId })
  })

  test('an ignored frame counts for nothing until it counts again', async () => {
    const { captureId } = await at.openText()
    const note = (isIgnored: boolean) =>
      at.bridge.call('frames.note', { captureId, numbers: [2], change: { isIgnored } })
    const frames = async () => {
      await at.state(captureId, ({ findings, diagnosis }) => findings.isComplete && diagnosis.isComplete)
      const { items } = await at.bridge.call('statistics.messages', { captureId })
      return items.reduce((sum, one) => sum + one.frames, 0)
    }
    expect(await frames()).toBe(2)
    await note(true)
    expect(await at.state(captureId, ({ ignored }) => ignored === 1)).toMatchObject({ firstBad: null })
    await expect.poll(frames).toBe(1)
    const { findings } = await at.bridge.call('diagnosis.summary', { captureId })
    expect(findings.map(({ code }) => code)).not.toContain('checksum_bad')
    await note(false)
    await expect.poll(frames).toBe(2)
    await at.bridge.call('captures.close', { captureId })
  })
})
