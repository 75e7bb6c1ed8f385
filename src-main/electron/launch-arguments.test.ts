import { describe, expect, test } from 'vitest'
import { handedOverFiles, launchFiles, mostLaunchFiles, usableFiles } from './launch-arguments.ts'

const launch = (argv: string[], isDefaultApp = false) =>
  launchFiles({ argv: ['/opt/pilescope', ...argv], workingDirectory: '/home/me', isDefaultApp })

describe('files of a start', () => {
  test('relative to where it was started, in order, each once', () => {
    expect(launch(['b.log', '/logs/a.pcap', './b.log', '../x y.txt'])).toEqual([
      '/home/me/b.log',
      '/logs/a.pcap',
      '/home/x y.txt',
    ])
  })

  test("switches, Chromium's too, are no files", () => {
    expect(launch(['--no-sandbox', '-psn_0_1234', '--inspect=9229', 'a.log'])).toEqual(['/home/me/a.log'])
  })

  test('after -- everything is a file', () => {
    expect(launch(['--', '--odd.log'])).toEqual(['/home/me/--odd.log'])
  })

  test("the app's folder behind Electron is no file", () => {
    expect(launch(['--inspect', '.', 'a.log'], true)).toEqual(['/home/me/a.log'])
    expect(launch(['.', '--', 'a.log'], true)).toEqual(['/home/me/a.log'])
  })

  test('addresses of files are paths; other addresses are passed over', () => {
    expect(
      launch(['file:///logs/%E6%A1%A9.log', 'https://example.com/a.pcap', 'pilescope://app/', 'file://host/x']),
    ).toEqual(['/logs/桩.log'])
  })

  test('nothing asked, nothing opened', () => {
    expect(launch([''])).toEqual([])
    expect(launchFiles({ argv: [], workingDirectory: '/', isDefaultApp: true })).toEqual([])
  })
})

describe('what a second start hands over', () => {
  test('its files', () => {
    expect(handedOverFiles({ files: ['/a', '/b'] })).toEqual(['/a', '/b'])
  })

  test.each([
    [undefined],
    [null],
    ['/a'],
    [{}],
    [{ files: '/a' }],
    [{ files: [1, {}, null] }],
    [{ files: ['relative', '/../a'] }],
  ])('nothing else: %j', (what) => {
    expect(handedOverFiles(what)).toEqual([])
  })

  test('not too many, not too long, no NUL', () => {
    const many = Array.from({ length: 100 }, (_, index) => `/${index}`)
    expect(usableFiles(many)).toHaveLength(mostLaunchFiles)
    expect(usableFiles([`/${'x'.repeat(5000)}`, '/a\0b', '/ok'])).toEqual(['/ok'])
  })
})
