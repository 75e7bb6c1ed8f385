import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { answerAssetRequest, contentSecurityPolicy, findAsset, listAssets } from './app-scheme.ts'

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

test('the page and its files are answered with type and policy', async () => {
  const page = await answer('pilescope://app/')
  expect(page.status).toBe(200)
  expect(await page.text()).toBe('<!doctype html>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await answer('pilescope://app/assets/main-1a2b.js')).headers.get('content-type')).toContain('javascript')
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
