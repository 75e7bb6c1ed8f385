// The bridge's contract for captures: opening, rows, notes, filters, decoding again, closing.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { heartbeat, overEachCarrier, text } from './testing/bridge-contract.ts'

overEachCarrier((at) => {
  test('opens a sample: loading first, then ready, with its frames', async () => {
    const [sample] = await at.bridge.call('samples.list', {})
    const source = { kind: 'sample', id: sample!.id } as const
    const opened = await at.bridge.call('captures.open', { source, decodeAs: null })
    expect(opened).toMatchObject({ status: 'loading', error: null })
    expect(await at.ended(opened)).toMatchObject({ status: 'ready', frames: 4, kind: 'text' })
    const { captureId } = opened
    const window = await at.bridge.call('view.rows', { captureId, first: 1, count: 2 })
    expect(window).toMatchObject({ captureId, total: 4, first: 1 })
    expect(window.rows.map((row) => row.number)).toEqual([2, 3])
    const details = await at.bridge.call('frames.details', { captureId, number: 1 })
    expect(details).toMatchObject({ captureId, number: 1, frame: { hex: heartbeat } })
    expect(await at.bridge.call('frames.details', { captureId, number: 5 })).toBeNull()
    await at.bridge.call('captures.close', { captureId })
  })

  test('opens pasted text, counts bad frames, filters, sorts, finds, draws the minimap', async () => {
    const { captureId, ...first } = await at.openText()
    expect(first).toMatchObject({ name: 'pasted', path: null, kind: 'text', status: 'ready', firstBad: 2 })
    const done = await at.state(captureId, ({ findings }) => findings.isComplete)
    expect(done.findings).toMatchObject({ error: 1 })
    const reply = await at.bridge.call('view.set', { captureId, filter: 'frame.bad', sort: null })
    expect(reply).toMatchObject({ total: 1 })
    expect((await at.state(captureId, ({ shown }) => shown === 1)).frames).toBe(2)
    expect(await at.bridge.call('view.find', { captureId, number: 2 })).toBe(0)
    expect(await at.bridge.call('view.find', { captureId, number: 1 })).toBeNull()
    const sort = { column: 'number', isDescending: true }
    await at.bridge.call('view.set', { captureId, filter: '', sort })
    expect(await at.bridge.call('view.find', { captureId, number: 1 })).toBe(1)
    expect(await at.bridge.call('view.minimap', { captureId, buckets: 2 })).toEqual({
      buckets: [3, 0],
      firstBad: [0, -1],
    })
    const wrong = await at.bridge.call('view.set', { captureId, filter: 'frame.nr == 1', sort: null })
    expect('errors' in wrong && wrong.errors[0]).toMatchObject({ start: 0, end: 8 })
    expect(await at.bridge.call('frames.text', { captureId, number: 1, format: 'hex', language: 'zh' })).toMatch(
      /^68 0d/,
    )
    await at.bridge.call('captures.close', { captureId })
  })

  test('notes, finds, checks and completes; columns and colours come with the rows', async () => {
    const { captureId } = await at.openText()
    await at.bridge.call('frames.note', { captureId, numbers: [2], change: { isMarked: true, comment: '复核' } })
    expect(await at.state(captureId, ({ marked }) => marked === 1)).toMatchObject({ isChanged: true })
    expect(await at.bridge.call('frames.details', { captureId, number: 2 })).toMatchObject({
      note: { comment: '复核' },
    })
    const find = { captureId, from: null, step: 1 } as const
    expect(await at.bridge.call('frames.find', { ...find, wanted: { kind: 'marked' } })).toMatchObject({ number: 2 })
    expect(await at.bridge.call('frames.find', { ...find, wanted: { kind: 'hex', hex: '31 90' } })).toMatchObject({
      number: 1,
      span: { start: 7, end: 9 },
    })
    expect(await at.bridge.call('frames.find', { ...find, wanted: { kind: 'text', text: '没有这个' } })).toEqual({
      kind: 'none',
    })
    expect(await at.bridge.call('frames.cancelFind', { captureId })).toBeNull()
    expect(await at.bridge.call('filter.check', { captureId, filter: 'frame.bad' })).toEqual({ errors: [] })
    const { errors } = await at.bridge.call('filter.check', { captureId, filter: 'frame.len = 3' })
    expect(errors).toMatchObject([{ start: 10, end: 11, suggestion: '==' }])
    const completion = { captureId, filter: 'zbh', position: 3, language: 'zh' } as const
    expect((await at.bridge.call('filter.complete', completion)).items[0]).toMatchObject({ insert: '桩编号' })
    const { columns, colourRules } = await at.bridge.call('preferences.get', {})
    await at.bridge.call('preferences.set', {
      columns: [{ id: 'field:gun_no', width: 80, isShown: true }],
      colourRules: [{ name: { zh: '坏', en: 'Bad' }, filter: 'frame.bad', colour: 'red', isEnabled: true }],
    })
    const { rows } = await at.bridge.call('view.rows', { captureId, first: 0, count: 2 })
    expect(rows.map(({ values, colour }) => [values?.['gun_no']?.zh, colour?.name.zh])).toEqual([
      ['01', undefined],
      ['01', '坏'],
    ])
    const sort = { column: 'field:gun_no', isDescending: false }
    expect(
      await at.bridge.call('view.set', { captureId, filter: 'gun_no == $gun_no', sort, selected: 1 }),
    ).toMatchObject({
      total: 2,
    })
    await at.bridge.call('preferences.set', { columns, colourRules })
    await at.bridge.call('captures.close', { captureId })
  })

  test('opens a path that the host allowed, and remembers it', async () => {
    const path = join(at.folder.path, 'frames.log')
    writeFileSync(path, text)
    at.service.allowPath(path)
    const source = { kind: 'path', path } as const
    const opened = await at.ended(await at.bridge.call('captures.open', { source, decodeAs: null }))
    expect(opened).toMatchObject({ status: 'ready', name: 'frames.log', path, frames: 2 })
    await expect
      .poll(() => at.bridge.call('recent.list', {}))
      .toMatchObject([{ path, name: 'frames.log', exists: true }])
    await at.bridge.call('recent.clear', {})
    expect(await at.bridge.call('recent.list', {})).toEqual([])
    await at.bridge.call('captures.close', { captureId: opened.captureId })
  })

  test('a file that is gone is a capture that failed, with the reason in both languages', async () => {
    const path = join(at.folder.path, 'gone.pcap')
    at.service.allowPath(path)
    const source = { kind: 'path', path } as const
    const failed = await at.ended(await at.bridge.call('captures.open', { source, decodeAs: null }))
    expect(failed.status).toBe('failed')
    expect(failed.error?.zh).toContain('文件不存在')
    expect(failed.error?.en).toContain('no such file')
    await at.bridge.call('captures.close', { captureId: failed.captureId })
  })

  test('decodes again as another dialect, under a new revision', async () => {
    const before = await at.openText()
    const { captureId } = before
    const again = await at.bridge.call('captures.decodeAs', { captureId, decodeAs: 'ykc/ykc-2.x', port: null })
    expect(again.status).toBe('loading')
    const after = await at.state(captureId, ({ status, revision }) => status === 'ready' && revision > before.revision)
    expect(after.frames).toBeGreaterThan(0)
    const { rows } = await at.bridge.call('view.rows', { captureId, first: 0, count: 1 })
    expect(rows[0]).toMatchObject({ protocol: 'ykc', dialect: 'ykc-2.x' })
    await at.bridge.call('captures.close', { captureId })
  })

  test('a closed capture is gone, and everybody hears it', async () => {
    const { captureId } = await at.openText()
    await at.bridge.call('captures.close', { captureId })
    expect(at.events.at(-1)).toEqual({ kind: 'capture-closed', captureId })
    await expect(at.bridge.call('captures.close', { captureId })).rejects.toMatchObject({ code: 'no-such-capture' })
  })
})
