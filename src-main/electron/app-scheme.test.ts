import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contentSecurityPolicy, guardingHeaders, permissionsPolicy } from '../guarding-headers.ts'
import { answerAssetRequest, findAsset, listAssets } from './app-scheme.ts'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-assets-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
writeFileSync(join(folder, 'assets', 'secret.key'), 'secret')
afterAll(() => rmSync(folder, { recursive: true }))

const assets = listAssets(folder)
const answer = (url: string, method = 'GET') => answerAssetRequest(assets, { url, method })

test('the map holds the files of known kinds, the page as /', () => {
  expect([...assets.keys()].sort()).toEqual(['/', '/assets/main-1a2b.js'])
})

test('the page and its files are answered with their types', async () => {
  const page = await answer('pilescope://app/')
  expect(page.status).toBe(200)
  expect(await page.text()).toBe('<!doctype html>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect((await answer('pilescope://app/assets/main-1a2b.js')).headers.get('content-type')).toContain('javascript')
})

test.each([
  ['the page', 'pilescope://app/', 'GET'],
  ['a file', 'pilescope://app/assets/main-1a2b.js', 'GET'],
  ['what is not there', 'pilescope://app/other', 'GET'],
  ['a wrong method', 'pilescope://app/', 'POST'],
])('every guarding header stands on %s', async (_what, url, method) => {
  const { headers } = await answer(url, method)
  for (const [name, value] of Object.entries(guardingHeaders)) expect(headers.get(name), name).toBe(value)
})

describe('nothing else is', () => {
  test.each([
    'pilescope://app/index.html',
    'pilescope://app/assets/secret.key',
    'pilescope://app/assets/../index.html',
    'pilescope://app/assets/%2e%2e/index.html',
    'pilescope://app/..%2f..%2fetc/passwd',
    'pilescope://app/assets%2fmain-1a2b.js',
    'pilescope://app//assets/main-1a2b.js',
    'pilescope://app/assets/main-1a2b.js?x',
    'pilescope://app/assets/main-1a2b.js%00',
    'pilescope://other/',
    'pilescope://app.evil/',
    'pilescope://user@app/',
    'file:///etc/passwd',
    'https://app/',
    '',
  ])('%s', async (url) => {
    expect((await answer(url)).status).toBe(404)
  })

  test.each(['POST', 'PUT', 'HEAD', 'DELETE'])('not by %s', async (method) => {
    expect((await answer('pilescope://app/', method)).status).toBe(405)
  })
})

test('a place within the page does not change its address', () => {
  expect(findAsset(assets, 'pilescope://app/#list')).not.toBeNull()
})

test('a file that vanished is not found', async () => {
  const gone = await answerAssetRequest(assets, { url: 'pilescope://app/', method: 'GET' }, () =>
    Promise.reject(new Error('ENOENT')),
  )
  expect(gone.status).toBe(404)
})

test('the policy allows nothing inline and nothing from elsewhere', () => {
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/)
})

test('no feature of the browser is left to the page but the clipboard', () => {
  const refused = permissionsPolicy.split(', ')
  for (const feature of ['camera', 'display-capture', 'geolocation', 'microphone', 'serial', 'usb', 'hid', 'midi'])
    expect(refused).toContain(`${feature}=()`)
  expect(refused.every((entry) => entry.endsWith('=()'))).toBe(true)
  expect(permissionsPolicy).not.toContain('clipboard')
})
