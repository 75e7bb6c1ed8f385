// What the bridge refuses, whoever carries it: wrong names, shapes, sizes, paths; always with words and never with a trace.
import { expect, test } from 'vitest'
import type { CallName, CallParameters } from '../src-shared/bridge/calls.ts'
import { callSchemas } from '../src-shared/bridge/calls.ts'
import { overEachCarrier, text } from './testing/bridge-contract.ts'

/** Calls with wrong parameters, as the type system would never let through. */
const refused: [string, string, unknown, string][] = [
  ['an unknown call', 'captures.destroy', {}, 'unknown-call'],
  ['a name of Object.prototype', 'constructor', {}, 'unknown-call'],
  ['no parameters', 'view.rows', null, 'bad-parameters'],
  ['a missing key', 'view.rows', { captureId: 1, first: 0 }, 'bad-parameters'],
  ['an extra key', 'view.rows', { captureId: 1, first: 0, count: 1, path: '/etc/passwd' }, 'bad-parameters'],
  ['a wrong type', 'view.rows', { captureId: '1', first: 0, count: 1 }, 'bad-parameters'],
  ['a fraction', 'view.rows', { captureId: 1, first: 0.5, count: 1 }, 'bad-parameters'],
  ['too many rows', 'view.rows', { captureId: 1, first: 0, count: 1e9 }, 'bad-parameters'],
  ['a capture that is not open', 'view.rows', { captureId: 99, first: 0, count: 1 }, 'no-such-capture'],
  [
    'a column that does not sort',
    'view.set',
    { captureId: 1, filter: '', sort: { column: 'constructor', isDescending: true } },
    'bad-parameters',
  ],
  ['a filter of 10,000 characters', 'view.set', { captureId: 1, filter: 'a'.repeat(10_000), sort: null }, 'too-large'],
  [
    'a path that the host did not give',
    'captures.open',
    { source: { kind: 'path', path: '/etc/passwd' }, decodeAs: null },
    'not-allowed',
  ],
  [
    'a path of Node',
    'captures.open',
    { source: { kind: 'path', path: '../package.json' }, decodeAs: null },
    'not-allowed',
  ],
  [
    'a sample outside the folder',
    'captures.open',
    { source: { kind: 'sample', id: '../package.json' }, decodeAs: null },
    'no-such-sample',
  ],
  [
    'an upload that never was',
    'captures.open',
    { source: { kind: 'upload', uploadId: 'x' }, decodeAs: null },
    'no-such-upload',
  ],
  [
    'an unknown source',
    'captures.open',
    { source: { kind: 'url', url: 'http://x' }, decodeAs: null },
    'bad-parameters',
  ],
  ['a session without a number', 'sessions.get', { captureId: 1, session: 0 }, 'bad-parameters'],
  [
    'a plot of nothing',
    'plots.series',
    { captureId: 1, subject: { kind: 'gun', id: 1 }, buckets: 9, from: null, to: null },
    'bad-parameters',
  ],
  ['sessions of a capture that is not open', 'sessions.list', { captureId: 99, pile: null }, 'no-such-capture'],
  [
    'links of too many frames',
    'frames.links',
    { captureId: 1, numbers: Array<number>(5000).fill(1) },
    'bad-parameters',
  ],
  ['an unknown protocol', 'text.preview', { text, decodeAs: 'nothing' }, 'unknown-protocol'],
  ['a text past the limit', 'text.preview', { text: 'a'.repeat(5 * 1024 * 1024), decodeAs: null }, 'too-large'],
  ['a language that is none', 'preferences.set', { language: 'fr' }, 'bad-parameters'],
  ['__proto__ as a key', 'preferences.set', JSON.parse('{"__proto__":{"language":"en"}}'), 'bad-parameters'],
  ['a proxy without a route', 'proxy.start', { name: 'x', routes: [], ring: null }, 'bad-parameters'],
  [
    'a proxy to no host',
    'proxy.start',
    { name: 'x', routes: [{ address: null, port: 0, upstreamHost: 'a b', upstreamPort: 1 }], ring: null },
    'bad-parameters',
  ],
  [
    'a proxy on an address of another machine',
    'proxy.start',
    { name: 'x', routes: [{ address: '192.0.2.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort: 9 }], ring: null },
    'address-not-local',
  ],
  ['stopping a proxy that is none', 'proxy.stop', { proxyId: 99 }, 'no-such-proxy'],
  ['a self-test of port 0', 'proxy.check', { host: '127.0.0.1', port: 0 }, 'bad-parameters'],
  [
    'connections of no capture',
    'captures.connections',
    { captureId: 99, first: 0, count: 1, openOnly: false },
    'no-such-capture',
  ],
  ['a note about no frame', 'frames.note', { captureId: 1, numbers: [], change: {} }, 'bad-parameters'],
  [
    'a comment of 5,000 characters',
    'frames.note',
    { captureId: 1, numbers: [1], change: { comment: 'a'.repeat(5000) } },
    'too-large',
  ],
  [
    'a search two steps at a time',
    'frames.find',
    { captureId: 1, from: null, step: 2, wanted: { kind: 'marked' } },
    'bad-parameters',
  ],
  [
    'a search for nothing',
    'frames.find',
    { captureId: 1, from: null, step: 1, wanted: { kind: 'text', text: '' } },
    'bad-parameters',
  ],
  ['a colour that is none', 'preferences.set', { colourRules: [{ colour: 'pink' }] }, 'bad-parameters'],
  ['saving to a path of its own choice', 'captures.save', { captureId: 99, path: '/tmp/x' }, 'no-such-capture'],
  [
    'a layout without a place for the bytes',
    'layouts.set',
    { rules: [{ name: 'x', template: 'no bytes' }] },
    'bad-parameters',
  ],
  ['other bytes that are none', 'frames.decode', { captureId: 1, number: 1, hex: '6' }, 'bad-parameters'],
  [
    'a document that is none',
    'document.text',
    { captureId: 1, document: { kind: 'letter' }, language: 'zh', zone: 'UTC' },
    'bad-parameters',
  ],
  [
    'a zone that is nowhere',
    'document.text',
    { captureId: 1, document: { kind: 'messages', format: 'csv' }, language: 'zh', zone: 'Mars/Olympus' },
    'bad-parameters',
  ],
  [
    'a file name with a folder in it',
    'document.save',
    {
      captureId: 1,
      name: '../x',
      document: { kind: 'messages', format: 'csv' },
      language: 'zh',
      zone: 'UTC',
    },
    'bad-parameters',
  ],
  ['a picture that is none', 'picture.save', { name: 'x', png: 'R0lGODlhAQABAAAA' }, 'bad-parameters'],
  [
    'a picture past the limit',
    'picture.save',
    { name: 'x', png: `iVBORw0KGgo${'A'.repeat(17 * 1024 * 1024)}` },
    'too-large',
  ],
  [
    'counts of a thousand filters',
    'filter.counts',
    { captureId: 1, filters: Array<string>(1000).fill('soc') },
    'bad-parameters',
  ],
]

overEachCarrier((at) => {
  test.each(refused)('refuses %s', async (_what, name, parameters, code) => {
    const call = at.bridge.call(name as CallName, parameters as CallParameters[CallName])
    const error: unknown = await call.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code })
    expect(error).not.toBeInstanceOf(Error)
    const { message } = error as { message: { zh: string; en: string } }
    expect(message.zh).not.toBe('')
    expect(message.en).not.toBe('')
    expect(JSON.stringify(message)).not.toContain('passwd')
  })

  test('every call refuses a number, a string and an unknown key as parameters', async () => {
    for (const name of Object.keys(callSchemas) as CallName[])
      for (const parameters of [7, 'x', { surprise: true }])
        await expect(at.bridge.call(name, parameters as never), name).rejects.toMatchObject({ code: 'bad-parameters' })
  })
})
