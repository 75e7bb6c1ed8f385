// The first answers and the events between them: what is told later holds, whatever the other answers take.
import { beforeEach, expect, test, vi } from 'vitest'
import type { AppInfo } from '../../src-shared/bridge/bridge.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import { useCaptures } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { showPage, useScreen } from '../store/screen-store.ts'
import { BridgeByHand } from '../testing/bridge-by-hand.ts'
import { makeCapture } from '../testing/make-capture.ts'
import { followBridge } from './follow-bridge.ts'

const held = vi.hoisted(() => ({ bridge: null as unknown }))
vi.mock('../connect.ts', () => ({
  isDesktop: () => true,
  get bridge() {
    return held.bridge
  },
}))

const info = { version: '1', protocols: [] } as unknown as AppInfo
let bridge: BridgeByHand

beforeEach(() => {
  held.bridge = bridge = new BridgeByHand()
  useScreen.setState(useScreen.getInitialState())
  useCaptures.setState(useCaptures.getInitialState())
  usePreferences.setState(usePreferences.getInitialState())
  followBridge()
})

test('a language chosen in the menu while the page starts stays chosen', async () => {
  await bridge.answer('preferences.get', { ...defaultPreferences, language: 'zh' })
  bridge.tell({ kind: 'preferences', preferences: { ...defaultPreferences, language: 'en' } })
  for (const name of ['layouts.list', 'captures.list', 'proxy.list'] as const)
    await bridge.answer(name, name === 'layouts.list' ? { rules: [], problem: null } : ([] as never))
  await bridge.answer('app.info', info)
  expect(usePreferences.getState().language).toBe('en')
})

test('a file opened while the page starts stays open and in sight', async () => {
  await bridge.answer('captures.list', [])
  bridge.tell({ kind: 'command', command: 'file.open', argument: '/logs/a.pcap' })
  await bridge.answer('captures.open', makeCapture(1, 4))
  bridge.tell({ kind: 'capture', capture: makeCapture(1, 4) })
  await bridge.answer('preferences.get', defaultPreferences)
  await bridge.answer('layouts.list', { rules: [], problem: null })
  await bridge.answer('proxy.list', [])
  await bridge.answer('app.info', info)
  expect(useCaptures.getState().captures.map(({ captureId }) => captureId)).toEqual([1])
  expect(useScreen.getState()).toMatchObject({ page: 'capture', connection: 'connected' })
})

test('captures that are open already show, unless the person has gone elsewhere', async () => {
  await bridge.answer('captures.list', [makeCapture(1, 4)])
  expect(useScreen.getState().page).toBe('capture')
  useScreen.setState(useScreen.getInitialState())
  followBridge()
  showPage('import')
  await bridge.answer('captures.list', [makeCapture(1, 4)])
  expect(useScreen.getState().page).toBe('import')
})

test('what is there is asked for once, however the first connection comes about', () => {
  bridge.tell({ kind: 'connection', isConnected: true })
  expect(bridge.asked.filter((name) => name === 'captures.list')).toHaveLength(1)
})

test('after a broken connection it is asked for anew', async () => {
  bridge.tell({ kind: 'connection', isConnected: false })
  expect(useScreen.getState().connection).toBe('lost')
  bridge.tell({ kind: 'connection', isConnected: true })
  expect(bridge.asked.filter((name) => name === 'captures.list')).toHaveLength(2)
})
