// The bridge's contract for what outlasts a capture: preferences, layouts, definitions, proxies; and what the app is.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dial, listen } from '../bench/simulator/sockets.ts'
import type { DefinitionsState } from '../src-shared/bridge/bridge.ts'
import { heartbeat, overEachCarrier, text } from './testing/bridge-contract.ts'

/** Of a type that no bundled definition has. */
const ownFrame = '680c140000e110319042800003053dc5'

overEachCarrier((at) => {
  test('says what it is', async () => {
    const info = await at.bridge.call('app.info', {})
    expect(info.protocols.map(({ id }) => id)).toContain('ykc')
    expect(info.hasDialogs).toBe(at.hasDialogs)
  })

  test('previews text', async () => {
    const preview = await at.bridge.call('text.preview', { text, decodeAs: null })
    expect(preview.frames.map(({ row }) => row.checksum)).toEqual(['good', 'bad'])
    expect(preview.runsEnd).toBe(text.length)
  })

  test('a proxy: addresses for piles, self-test, start, its capture, stop, close, and everybody hears of it', async () => {
    const addresses = await at.bridge.call('proxy.interfaces', {})
    expect(addresses.find(({ address }) => address === '127.0.0.1')).toMatchObject({ family: 'IPv4', isLoopback: true })
    const platform = await listen()
    expect(await at.bridge.call('proxy.check', { host: '127.0.0.1', port: platform.port })).toMatchObject({
      isReachable: true,
    })
    const routes = [{ address: '127.0.0.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: platform.port }]
    const started = await at.bridge.call('proxy.start', { name: '一号桩', routes, ring: null })
    expect(started).toMatchObject({ status: 'running', problem: null, counts: { open: 0 } })
    expect(started.routes[0]).toMatchObject({ ...routes[0], isBeyondLoopback: false, problem: null })
    const pile = await dial(Number(started.routes[0]!.listening[0]!.split(':')[1]))
    pile.socket.end(Buffer.from(heartbeat, 'hex'))
    const far = await platform.next()
    await far.ended
    far.socket.end()
    const { proxyId } = started
    const { captureId } = await at.bridge.call('proxy.show', { proxyId })
    expect(await at.state(captureId, ({ frames }) => frames === 1)).toMatchObject({ isLive: true, name: '一号桩' })
    const { connections } = await at.bridge.call('captures.connections', {
      captureId,
      first: 0,
      count: 9,
      openOnly: false,
    })
    expect(connections).toMatchObject([{ frames: 1, pileNumber: '10319042800003', bytesUp: 17, bytesDown: 0 }])
    expect((await at.bridge.call('captures.events', { captureId, first: 0, count: 1 })).events).toMatchObject([
      { kind: 'event', event: 'connect' },
    ])
    // In front of the frame.
    expect((await at.bridge.call('captures.eventPlaces', { captureId, first: 0, count: 1 })).runs).toEqual([0, 1])
    expect(await at.bridge.call('captures.eventRows', { captureId, first: 0, count: 1 })).toMatchObject({
      events: [{ index: 0, event: 'connect', message: { zh: expect.stringContaining('127.0.0.1') } }],
    })
    expect(await at.bridge.call('proxy.stop', { proxyId })).toMatchObject({
      status: 'stopped',
      counts: { accepted: 1, bytesUp: 17 },
    })
    expect(await at.bridge.call('proxy.list', {})).toMatchObject([{ proxyId, captureId }])
    await at.bridge.call('proxy.close', { proxyId })
    await at.state(captureId, ({ isLive }) => !isLive)
    await at.bridge.call('captures.reload', { captureId })
    expect(await at.state(captureId, ({ status }) => status === 'ready')).toMatchObject({ frames: 1, isLive: false })
    expect(at.events).toContainEqual({ kind: 'proxy-closed', proxyId })
    await at.bridge.call('captures.close', { captureId })
    await platform.close()
  })

  test('keeps preferences and tells of changes', async () => {
    const changed = await at.bridge.call('preferences.set', { language: 'both' })
    expect(changed).toMatchObject({ language: 'both', theme: 'system' })
    expect(await at.bridge.call('preferences.get', {})).toEqual(changed)
    expect(at.events.findLast((event) => event.kind === 'preferences')).toEqual({
      kind: 'preferences',
      preferences: changed,
    })
  })

  test('takes definitions of the user as they are saved, tells mistakes, and keeps what was right', async () => {
    const file = join(at.folder.path, 'config', 'definitions', 'own.yaml')
    const own = (read: string) =>
      `extends: ykc\nmessages:\n  - { type: 0xe1, id: own_probe, name: { zh: 探测, en: probe }, fields: [{ id: own_level, label: { zh: 电平, en: level }, read: ${read} }] }\n`
    const told = (fits: (definitions: DefinitionsState) => boolean) =>
      expect
        .poll(() => at.events.some((event) => event.kind === 'definitions' && fits(event.definitions)), {
          timeout: 20_000,
        })
        .toBe(true)
    const source = { kind: 'text', name: 'own', text: ownFrame } as const
    const { captureId } = await at.ended(await at.bridge.call('captures.open', { source, decodeAs: null }))
    const message = async () =>
      (await at.bridge.call('view.rows', { captureId, first: 0, count: 1 })).rows[0]?.message?.en
    expect(await message()).toBeUndefined()

    writeFileSync(file, own('u8'))
    expect(await at.bridge.call('definitions.reload', {})).toMatchObject({ files: [file], mistakes: [] })
    await expect.poll(message, { timeout: 20_000 }).toBe('probe')

    writeFileSync(file, own('u7'))
    await told(({ mistakes }) => mistakes.length === 1)
    const broken = await at.bridge.call('definitions.get', {})
    expect(broken.protocols).toMatchObject([{ id: 'ykc', isOutdated: true }])
    expect(broken.mistakes[0]).toMatchObject({ file, line: 3 })
    expect(await message()).toBe('probe')

    rmSync(file)
    expect(await at.bridge.call('definitions.reload', {})).toMatchObject({ protocols: [], mistakes: [] })
    await expect.poll(message, { timeout: 20_000 }).toBeUndefined()
    await at.bridge.call('captures.close', { captureId })
  })

  test('keeps layouts of logs, reads with them, and tells of changes', async () => {
    const rules = [{ name: '网关', template: '{time} [{direction}] {hex}' }]
    expect(await at.bridge.call('layouts.list', {})).toMatchObject({ rules: [] })
    const kept = await at.bridge.call('layouts.set', { rules })
    expect(kept.rules).toMatchObject(rules)
    expect(await at.bridge.call('layouts.list', {})).toEqual(kept)
    expect(at.events.findLast((event) => event.kind === 'layouts')).toEqual({ kind: 'layouts', layouts: kept })
    await at.bridge.call('layouts.set', { rules: [] })
    expect(await at.bridge.call('layouts.list', {})).toMatchObject({ rules: [] })
  })
})
