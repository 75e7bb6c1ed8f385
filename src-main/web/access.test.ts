// Who may do what on the web host, as a matrix: host × origin × fetch site × token × method × path × upgrade. Exactly the
// cells that are listed as allowed succeed.
import { describe, expect, test } from 'vitest'
import { judgeApproach, ownHosts, type Approach } from './access.ts'

const hosts = ownHosts([], 7468, ['pile.example'])
const files = new Set(['/', '/assets/main-1.js'])

const every = {
  method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT'],
  path: [
    '/',
    '/assets/main-1.js',
    '/bridge',
    '/upload',
    '/download/00',
    '/other',
    '/..%2fpackage.json',
    '/%00',
    '//',
    '',
  ],
  host: [
    '127.0.0.1:7468',
    'LOCALHOST:7468',
    '[::1]:7468',
    'pile.example',
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:80',
    undefined,
  ],
  origin: ['own', 'http://evil.example', 'null', undefined],
  fetchSite: ['same-origin', 'cross-site', 'same-site', 'none', undefined],
  token: ['operate', 'view', 'wrong', 'absent'] as const,
  hasOwnHeader: [true, false],
  isUpgrade: [true, false],
  hasLaunchCode: [true, false],
}

function* cells(): Generator<Approach> {
  for (const method of every.method)
    for (const path of every.path)
      for (const host of every.host)
        for (const origin of every.origin)
          for (const fetchSite of every.fetchSite)
            for (const token of every.token)
              for (const hasOwnHeader of every.hasOwnHeader)
                for (const isUpgrade of every.isUpgrade)
                  for (const hasLaunchCode of every.hasLaunchCode)
                    yield {
                      method,
                      path,
                      host,
                      origin: origin === 'own' ? `http://${host?.toLowerCase()}` : origin,
                      fetchSite,
                      token,
                      hasOwnHeader,
                      isUpgrade,
                      hasLaunchCode,
                    }
}

/** Said once more, in other words than the code's. */
function shouldBe(cell: Approach): string {
  const isOurs = ['127.0.0.1:7468', 'LOCALHOST:7468', '[::1]:7468', 'pile.example'].includes(cell.host ?? '')
  if (!isOurs) return '421'
  if (cell.hasLaunchCode && cell.path === '/' && cell.method === 'GET' && !cell.isUpgrade) return 'launch'
  if (cell.token === 'absent' || cell.token === 'wrong') return '403'
  const fromOwnPage =
    cell.origin === `http://${cell.host!.toLowerCase()}` && [undefined, 'same-origin'].includes(cell.fetchSite)
  if (cell.isUpgrade) return cell.path === '/bridge' && cell.method === 'GET' ? (fromOwnPage ? 'socket' : '403') : '404'
  const isRead = cell.method === 'GET' || cell.method === 'HEAD'
  switch (cell.path) {
    case '/upload':
      return cell.method === 'POST'
        ? fromOwnPage && cell.hasOwnHeader && cell.token === 'operate'
          ? 'upload'
          : '403'
        : '405'
    case '/':
    case '/assets/main-1.js':
      return isRead ? 'file' : '405'
    case '/download/00':
      return isRead ? 'download' : '405'
    default:
      return '404'
  }
}

describe('access to the web host', () => {
  test('exactly the allowed cells of the matrix succeed', () => {
    const wrong: string[] = []
    const seen = new Map<string, number>()
    for (const cell of cells()) {
      const verdict = judgeApproach(cell, hosts, files.has(cell.path))
      const is = 'allow' in verdict ? verdict.allow : String(verdict.refuse)
      seen.set(is, (seen.get(is) ?? 0) + 1)
      if (is !== shouldBe(cell)) wrong.push(`${JSON.stringify(cell)}: ${is}, expected ${shouldBe(cell)}`)
    }
    expect(wrong.slice(0, 5)).toEqual([])
    expect([...seen.keys()].toSorted()).toEqual(
      ['403', '404', '405', '421', 'download', 'file', 'launch', 'socket', 'upload'].toSorted(),
    )
  })

  test('a Host without the port is ours on port 80 only', () => {
    expect(ownHosts([], 80, []).has('localhost')).toBe(true)
    expect(ownHosts([], 8080, []).has('localhost')).toBe(false)
  })

  test('IPv6 addresses are written in brackets', () => {
    expect(ownHosts(['fe80::1'], 8080, []).has('[fe80::1]:8080')).toBe(true)
  })
})
