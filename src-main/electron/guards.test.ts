import { EventEmitter } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { allowedExternalUrl } from './external-links.ts'
import { guardSession, guardWebContents, isOwnRequest } from './guards.ts'

type OpenHandler = (details: { url: string }) => { action: string }

function guarded() {
  const asked: string[] = []
  let open: OpenHandler = () => ({ action: 'allow' })
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => (open = handler),
  })
  guardWebContents(contents as unknown as Electron.WebContents, (url) => asked.push(url))
  const emit = (name: string, details: object = {}) => {
    const preventDefault = vi.fn<() => void>()
    contents.emit(name, { preventDefault, ...details })
    return preventDefault.mock.calls.length > 0
  }
  return { asked, emit, open: (url: string) => open({ url }) }
}

describe('a page', () => {
  test('may load itself again and go nowhere else', () => {
    const { asked, emit } = guarded()
    expect(emit('will-navigate', { url: 'pilescope://app/', isMainFrame: true })).toBe(false)
    expect(emit('will-navigate', { url: 'https://example.com/', isMainFrame: true })).toBe(true)
    expect(emit('will-navigate', { url: 'file:///etc/passwd', isMainFrame: true })).toBe(true)
    expect(emit('will-navigate', { url: 'pilescope://app/other', isMainFrame: true })).toBe(true)
    expect(asked).toEqual(['https://example.com/', 'file:///etc/passwd', 'pilescope://app/other'])
  })

  test('is never redirected, embeds nothing, opens no window', () => {
    const { asked, emit, open } = guarded()
    expect(emit('will-redirect', { url: 'pilescope://app/' })).toBe(true)
    expect(emit('will-attach-webview')).toBe(true)
    expect(emit('will-frame-navigate', { url: 'https://example.com/', isMainFrame: false })).toBe(true)
    expect(open('https://example.com/')).toEqual({ action: 'deny' })
    expect(asked).toEqual(['https://example.com/'])
  })
})

test('the session refuses permissions, devices, recording, downloads and foreign requests', () => {
  const set: Record<string, (...values: never[]) => unknown> = {}
  const keep = (name: string) => (handler: (...values: never[]) => unknown) => (set[name] = handler)
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    on: (name: string, handler: (...values: never[]) => unknown) => (set[name] = handler),
    webRequest: { onBeforeRequest: keep('before') },
  }
  guardSession(session as unknown as Electron.Session)
  const call = (name: string, ...values: unknown[]) => set[name]!(...(values as never[]))
  const answer = vi.fn<(value: unknown) => void>()

  call('request', {}, 'clipboard-read', answer, {})
  expect(answer).toHaveBeenLastCalledWith(false)
  expect(call('check', null, 'media', 'pilescope://app', {})).toBe(false)
  expect(call('device', {})).toBe(false)
  call('display', {}, answer)
  expect(answer).toHaveBeenLastCalledWith(null)
  const preventDefault = vi.fn<() => void>()
  call('will-download', { preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
  call('before', { url: 'https://example.com/' }, answer)
  expect(answer).toHaveBeenLastCalledWith({ cancel: true })
  call('before', { url: 'pilescope://app/assets/main.js' }, answer)
  expect(answer).toHaveBeenLastCalledWith({ cancel: false })
})

test.each([
  ['pilescope://app/', true],
  ['blob:pilescope://app/1234', true],
  ['data:image/png;base64,AA', true],
  ['pilescope://other/', false],
  ['file:///etc/passwd', false],
  ['http://127.0.0.1/', false],
  ['ws://127.0.0.1/', false],
  ['ftp://example.com/', false],
])('a request for %s: %s', (url, own) => {
  expect(isOwnRequest(url)).toBe(own)
})

test.each([
  ['https://www.wireshark.org/download.html', true],
  ['https://www.wireshark.org/download.html?x=1', false],
  ['https://www.wireshark.org/', false],
  ['http://www.wireshark.org/download.html', false],
  ['https://www.wireshark.org@evil.example/download.html', false],
  ['javascript:alert(1)', false],
])('the browser may show %s: %s', (url, allowed) => {
  expect(allowedExternalUrl(url) !== null).toBe(allowed)
})
