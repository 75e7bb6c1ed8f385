// `npm start`: whatever is missing, the app comes up within seconds or a line says what to do.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isBuildStale } from './build-age.mjs'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-test-'))
/** Accepts connections and never answers. */
const silent = createServer(() => {})
beforeAll(() => new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening)))
afterAll(() => {
  silent.close()
  rmSync(folder, { recursive: true })
})

const noElectron = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none') }
let child: ReturnType<typeof spawn> | null = null
afterEach(() => child?.kill('SIGKILL'))

/** Starts and waits for the link; then tells it to end. */
async function start(args: string[], environment: Record<string, string> = {}) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...others } = process.env
  const env = { ...others, PILESCOPE_CONFIG: folder, ...environment }
  const begun = Date.now()
  const started = spawn(process.execPath, ['scripts/start.mjs', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child = started
  let output = ''
  const ended = new Promise<number | null>((resolve) => started.once('exit', resolve))
  const linked = new Promise<void>((resolve) => {
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (bytes: Buffer) => {
        output += String(bytes)
        if (/launch=[\w-]{43}/.test(output)) resolve()
      })
  })
  await Promise.race([linked, ended])
  const millis = Date.now() - begun
  started.kill('SIGTERM')
  return { output, millis, code: await ended }
}

describe('npm start', () => {
  test('--web serves the app, prints its link, and ends when it is told to', async () => {
    const { output, code } = await start(['--web', '--port', '0'])
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?launch=/)
    expect(code).toBe(0)
  })

  test.runIf(process.platform === 'linux')('without a display it says so and serves the app', async () => {
    const { output } = await start(['--port', '0'])
    expect(output).toContain('no display')
    expect(output).toContain('launch=')
  })

  test('a download host that never answers holds it up for five seconds, not longer', async () => {
    const mirror = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    const { output, millis } = await start(['--port', '0'], { ...noElectron, DISPLAY: ':99', ELECTRON_MIRROR: mirror })
    expect(output).toContain('to try later: npx install-electron')
    expect(output).toContain('launch=')
    expect(millis).toBeLessThan(30_000)
  })

  test('--sample prints a decoded sample and ends', async () => {
    const { output, code } = await start(['--sample'])
    expect(output).toContain('充电桩心跳包')
    expect(code).toBe(0)
  })

  test('a file that is not there ends it with a line that names it', async () => {
    const { output, code } = await start(['--web', '--port', '0', join(folder, 'gone.pcap')])
    expect(output).toContain('gone.pcap')
    expect(code).toBe(2)
  })
})

describe('a build', () => {
  const root = join(folder, 'project')
  const put = (path: string, seconds: number) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), '')
    utimesSync(join(root, path), seconds, seconds)
  }

  test('is stale when a part of it is missing or a source is newer, tests aside', () => {
    expect(isBuildStale(root)).toBe(true)
    for (const path of ['src-main/cli.ts', 'src-shared/a/b.ts', 'package.json']) put(path, 100)
    for (const path of ['out/main/cli.js', 'out/main/electron.js', 'out/preload/preload.cjs']) put(path, 200)
    expect(isBuildStale(root), 'the screen is missing').toBe(true)
    put('out/renderer/index.html', 200)
    expect(isBuildStale(root)).toBe(false)
    put('src-shared/a/b.test.ts', 300)
    expect(isBuildStale(root), 'a test changed').toBe(false)
    put('src-shared/a/b.ts', 300)
    expect(isBuildStale(root), 'a source changed').toBe(true)
  })
})
