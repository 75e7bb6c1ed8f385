// What the service does beyond single calls: loading without blocking, few events, paths that the host gave, dialogs,
// memory that comes back. The calls themselves, over every carrier: bridge-*.test.ts.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BridgeEvent, CaptureState } from '../src-shared/bridge/bridge.ts'
import { Service } from './service.ts'
import { serviceOptions, temporaryFolder } from './testing/service-options.ts'

const heartbeat = '680d14000003103190428000030100a38d'
const folder = temporaryFolder()
// Temporary files of this test's service alone.
process.env['TMPDIR'] = folder.path
const long = join(folder.path, 'long.pcapng')
const longFrames = 60_000

beforeAll(() => {
  const args = ['out/main/generate.js', '--out', long, '--frames', String(longFrames), '--seed', '5']
  expect(spawnSync(process.execPath, args).status).toBe(0)
})
afterAll(() => folder.remove())

let service: Service
let events: { at: number; event: BridgeEvent }[]
beforeEach(() => start())
afterEach(() => service.close())

function start(more: Parameters<typeof serviceOptions>[1] = {}): void {
  service = new Service(serviceOptions(join(folder.path, 'config'), more))
  events = []
  service.subscribe((event) => events.push({ at: performance.now(), event }))
}

async function open(path: string): Promise<CaptureState> {
  service.allowPath(path)
  return service.call('captures.open', { source: { kind: 'path', path }, decodeAs: null })
}

const statesOf = (captureId: number) =>
  events.flatMap(({ at, event }) =>
    event.kind === 'capture' && event.capture.captureId === captureId ? [{ at, state: event.capture }] : [],
  )
const latest = (captureId: number) => statesOf(captureId).at(-1)?.state
const untilEnded = (captureId: number) =>
  expect.poll(() => latest(captureId)?.status, { timeout: 30_000 }).not.toBe('loading')

describe('a long capture', () => {
  test('shows rows while it loads, tells of progress at most ten times a second, and can be cancelled', async () => {
    const { captureId } = await open(long)
    await expect.poll(() => latest(captureId)?.frames, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0)
    const { rows } = await service.call('view.rows', { captureId, first: 0, count: 20 })
    expect(rows.length).toBeGreaterThan(0)
    expect(latest(captureId)?.status).toBe('loading')
    const asked = performance.now()
    await service.call('captures.cancel', { captureId })
    await untilEnded(captureId)
    expect(performance.now() - asked).toBeLessThan(10_000)
    const states = statesOf(captureId)
    expect(latest(captureId)).toMatchObject({ status: 'cancelled' })
    expect(latest(captureId)!.frames).toBeGreaterThan(0)
    expect(latest(captureId)!.frames).toBeLessThan(longFrames)
    const progress = states.filter(({ state }) => state.status === 'loading')
    for (const [index, { at }] of progress.entries())
      if (index > 0) expect(at - progress[index - 1]!.at).toBeGreaterThan(90)
  })

  test('progress only grows, and ends with everything read', async () => {
    const { captureId } = await open(long)
    await untilEnded(captureId)
    const states = statesOf(captureId).map(({ state }) => state)
    for (const [index, { read, frames, revision }] of states.entries()) {
      if (index === 0) continue
      const before = states[index - 1]!
      expect([read >= before.read, frames >= before.frames, revision >= before.revision]).toEqual([true, true, true])
    }
    expect(states.at(-1)).toMatchObject({ status: 'ready', frames: expect.closeTo(longFrames, -3) as number })
    expect(states.at(-1)!.read).toBe(states.at(-1)!.total)
  })

  test('a filter stays when it is decoded as something else', async () => {
    const { captureId } = await open(long)
    await service.call('view.set', { captureId, filter: 'frame.number <= 5', sort: null })
    await untilEnded(captureId)
    const before = latest(captureId)!.revision
    await service.call('captures.decodeAs', { captureId, decodeAs: 'ykc/ykc-1.6', port: 8767 })
    await expect.poll(() => latest(captureId)!.revision, { timeout: 10_000 }).toBeGreaterThan(before)
    await untilEnded(captureId)
    expect(latest(captureId)).toMatchObject({ status: 'ready', shown: 5 })
    expect((await service.call('preferences.get', {})).decodeAs).toEqual({ '8767': 'ykc/ykc-1.6' })
    await service.call('captures.decodeAs', { captureId, decodeAs: null, port: 8767 })
    expect((await service.call('preferences.get', {})).decodeAs).toEqual({})
  })

  test('one conversation is decoded as the person says, also when the file is opened again', async () => {
    const { captureId } = await open(long)
    await untilEnded(captureId)
    const choice = { captureId, decodeAs: 'ykc/ykc-2.x', port: null, conversation: 1 }
    await service.call('captures.decodeAs', choice)
    await untilEnded(captureId)
    await service.call('captures.close', { captureId })
    const again = await open(long)
    await untilEnded(again.captureId)
    expect(latest(again.captureId)!.decodeAs).toEqual({ all: null, conversations: { '1': 'ykc/ykc-2.x' } })
    const ofOthers = await service.call('view.set', {
      captureId: again.captureId,
      filter: 'dialect == "ykc-2.x" and conversation != 1',
      sort: null,
    })
    expect(ofOthers).toMatchObject({ total: 0 })
    const ofIt = await service.call('view.set', { captureId: again.captureId, filter: 'conversation == 1', sort: null })
    const chosen = await service.call('view.set', {
      captureId: again.captureId,
      filter: 'conversation == 1 and dialect == "ykc-2.x"',
      sort: null,
    })
    expect('total' in chosen && chosen.total).toBe('total' in ofIt && ofIt.total)
    const undone = await service.call('captures.decodeAs', { ...choice, captureId: again.captureId, decodeAs: null })
    expect(undone.decodeAs).toEqual({ all: null, conversations: {} })
    await service.call('captures.close', { captureId: again.captureId })
  })

  test('closing gives the memory back', async () => {
    const memory = async () => {
      globalThis.gc?.()
      await new Promise((resolve) => setTimeout(resolve, 200))
      return process.memoryUsage().rss
    }
    const ids: number[] = []
    const before = await memory()
    for (let count = 0; count < 3; count++) ids.push((await open(long)).captureId)
    for (const id of ids) await untilEnded(id)
    const full = await memory()
    for (const captureId of ids) await service.call('captures.close', { captureId })
    const after = await memory()
    expect(full - before).toBeGreaterThan(50e6)
    expect(after - before).toBeLessThan((full - before) / 2)
  })
})

describe('paths', () => {
  test('are believed only when the host gave them: dialog, drop, recent', async () => {
    const path = join(folder.path, 'a.log')
    writeFileSync(path, heartbeat)
    const source = { kind: 'path', path } as const
    await expect(service.call('captures.open', { source, decodeAs: null })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await service.close()
    start({ dialogs: { open: async () => [path], save: async () => null } })
    expect(await service.call('dialogs.open', {})).toEqual([path])
    const { captureId } = await service.call('captures.open', { source, decodeAs: null })
    await untilEnded(captureId)
    await expect.poll(() => service.call('recent.list', {})).toContainEqual(expect.objectContaining({ path }))
    await service.close()
    start()
    expect(await service.call('captures.open', { source, decodeAs: null })).toMatchObject({ status: 'loading' })
  })

  test('that are folders or devices fail with a reason', async () => {
    const [folderId, deviceId] = [(await open(folder.path)).captureId, (await open('/dev/null')).captureId]
    await untilEnded(folderId)
    await untilEnded(deviceId)
    expect(latest(folderId)?.error?.en).toContain('is a folder')
    expect(latest(deviceId)?.error?.en).toContain('not a regular file')
  })
})

describe('saving', () => {
  const openText = async () => {
    const source = { kind: 'text', name: 'pasted', text: heartbeat } as const
    const { captureId } = await service.call('captures.open', { source, decodeAs: null })
    await untilEnded(captureId)
    return captureId
  }

  test('goes where the dialog says, and there again without asking', async () => {
    await service.close()
    const path = join(folder.path, 'saved.pcapng')
    const asked: string[] = []
    start({ dialogs: { open: async () => null, save: async (name) => (asked.push(name), path) } })
    const captureId = await openText()
    await expect(service.call('captures.save', { captureId, path })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await service.call('captures.save', { captureId, path: null })).toBe(path)
    expect(await service.call('captures.save', { captureId, path })).toBe(path)
    expect(asked).toEqual(['pasted'])
    expect(existsSync(path)).toBe(true)
    const source = { kind: 'path', path } as const
    expect(await service.call('captures.open', { source, decodeAs: null })).toMatchObject({ name: 'saved.pcapng' })
  })

  test('that fails leaves nothing behind and says why', async () => {
    await service.close()
    start({ dialogs: { open: async () => null, save: async () => join(folder.path, 'no', 'such', 'folder.pcapng') } })
    const captureId = await openText()
    await expect(service.call('captures.save', { captureId, path: null })).rejects.toMatchObject({
      code: 'not-saved',
      message: { en: expect.stringContaining('ENOENT') as string },
    })
  })

  test('that is dismissed is null; without a dialog it is refused', async () => {
    const captureId = await openText()
    await expect(service.call('captures.save', { captureId, path: null })).rejects.toMatchObject({ code: 'no-dialogs' })
    await service.close()
    start({ dialogs: { open: async () => null, save: async () => null } })
    expect(await service.call('captures.save', { captureId: await openText(), path: null })).toBeNull()
  })
})

describe('limits', () => {
  test('so many captures and no more', async () => {
    const source = { kind: 'text', name: 'x', text: heartbeat } as const
    const open = () => service.call('captures.open', { source, decodeAs: null })
    for (let count = 0; count < 24; count++) await open()
    await expect(open()).rejects.toMatchObject({ code: 'too-many' })
  })

  test('nothing temporary is left when the service ends', async () => {
    const source = { kind: 'text', name: 'x', text: heartbeat } as const
    const before = readdirSync(folder.path).filter((name) => name.startsWith('pilescope-files-'))
    await service.call('captures.open', { source, decodeAs: null })
    expect(readdirSync(folder.path).filter((name) => name.startsWith('pilescope-files-')).length).toBe(
      before.length + 1,
    )
    await service.close()
    expect(readdirSync(folder.path).filter((name) => name.startsWith('pilescope-files-'))).toEqual(before)
  })
})
