// `pilescope serve` as a user runs it: ports, addresses, files, the end.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from './testing/service-options.ts'

const folder = temporaryFolder()
const running: ChildProcess[] = []
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => folder.remove())

interface Served {
  link: URL | null
  output: () => string
  ended: Promise<number | null>
  stop(): Promise<number | null>
}

/** Runs it until it has printed its link, or ended. */
async function serve(...args: string[]): Promise<Served> {
  const env = { ...process.env, PILESCOPE_CONFIG: join(folder.path, 'config'), TMPDIR: folder.path }
  const child = spawn(process.execPath, ['out/main/cli.js', 'serve', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const greeted = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        text += String(bytes)
        if (text.includes('Ctrl+C')) resolve()
      })
  })
  await Promise.race([greeted, ended])
  const found = /https?:\S+launch=\S+/.exec(text)?.[0]
  return {
    link: found === undefined ? null : new URL(found),
    output: () => text,
    ended,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

describe('pilescope serve', () => {
  test('prints a link that lets in, and ends with 0 when it is told to', async () => {
    const { link, stop } = await serve('--port', '0')
    const reply = await fetch(link!, { redirect: 'manual' })
    expect(reply.status).toBe(303)
    const cookie = reply.headers.get('set-cookie')!.split(';')[0]!
    expect(cookie).toMatch(new RegExp(`^pilescope-${link!.port}=`))
    const page = await fetch(new URL('/', link!), { headers: { cookie } })
    expect(await page.text()).toContain('<div id="root">')
    expect(await stop()).toBe(0)
  })

  test('warns exactly those who run it as root', async () => {
    const { output, stop } = await serve('--port', '0')
    expect(output().includes('running as root')).toBe(process.getuid?.() === 0)
    await stop()
  })

  test('a port in use is exit 3, with its number', async () => {
    const taken = createServer()
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening))
    const { port } = taken.address() as AddressInfo
    const { output, ended } = await serve('--port', String(port))
    expect(await ended).toBe(3)
    expect(output()).toContain(`端口 ${port} 已被占用`)
    expect(output()).toContain(`port ${port} is in use`)
    taken.close()
  })

  test.each([
    [['--port', '65536'], '65536'],
    [['--port', 'abc'], 'abc'],
    [['--port', '0', '--bind', '203.0.113.7', '--insecure'], '203.0.113.7'],
    [['--port', '0', '--bind', '0.0.0.0'], '--insecure'],
    [['--port', '0', '--bind', '::'], '--tls-cert'],
    [['--port', '0', '--tls-cert', 'a.pem'], '--tls-key'],
    [['--port', '0', '--tls-cert', 'gone.pem', '--tls-key', 'gone.key'], 'gone.pem'],
    [['--port', '0', '--tls-cert', 'package.json', '--tls-key', 'package.json'], 'certificate and key cannot be used'],
    [['--prot', '1'], '--port'],
  ])('%j is a usage error', async (args, word) => {
    const { output, ended } = await serve(...args)
    expect(await ended).toBe(2)
    expect(output()).toContain(word)
    expect(output()).not.toContain('    at ')
  })

  test('loopback only needs no warning, any other address does', async () => {
    const own = await serve('--port', '0', '--bind', '127.0.0.1')
    expect(own.output()).not.toContain('not encrypted')
    const open = await serve('--port', '0', '--bind', '0.0.0.0', '--insecure')
    await expect.poll(() => open.output()).toContain('warning: connections to 0.0.0.0 are not encrypted')
    expect((await fetch(new URL('/', open.link!))).status).toBe(403)
  })

  const hasOpenssl = spawnSync('openssl', ['version']).status === 0
  test.skipIf(!hasOpenssl)('with a certificate it serves https beyond this machine, without a warning', async () => {
    const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
    const made = spawnSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -keyout ${key} -out ${cert}`.split(
        ' ',
      ),
    )
    expect(made.status, String(made.stderr)).toBe(0)
    const served = await serve('--port', '0', '--bind', '0.0.0.0', '--tls-cert', cert, '--tls-key', key)
    expect(served.link!.protocol).toBe('https:')
    expect(served.output()).not.toContain('not encrypted')
    const reply = await new Promise<IncomingMessage>((answered, failed) =>
      httpsGet(served.link!, { ca: readFileSync(cert), servername: 'localhost' }, answered).on('error', failed),
    )
    reply.resume()
    expect(reply.statusCode).toBe(303)
    expect(reply.headers['set-cookie']![0]).toMatch(/; Secure$/)
  })

  test('leaves no temporary files behind', async () => {
    const log = join(folder.path, 'a.log')
    writeFileSync(log, '680d14000003103190428000030100a38d\n')
    const { stop } = await serve('--port', '0', log)
    expect(await stop()).toBe(0)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('pilescope-files-'))).toEqual([])
    expect(existsSync(log)).toBe(true)
  })

  test('a file that is not there is a usage error, before anything is served', async () => {
    const { output, ended } = await serve('--port', '0', join(folder.path, 'gone.pcap'))
    expect(await ended).toBe(2)
    expect(output()).toContain('gone.pcap')
    expect(output()).toContain('no such file')
  })
})
