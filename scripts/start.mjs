#!/usr/bin/env node
// `npm start [-- [--web | --sample] [FILE…]]`: builds when needed and opens the desktop app; where Electron or a display is
// missing, the same app in the browser. Never hangs: everything that waits for a network has a limit.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { isBuildStale } from './build-age.mjs'
import { downloadAddress, electronPackage, findElectron, installElectron, probe } from './electron-binary.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'out/main/cli.js')
/** A desktop app that ends with an error this soon could not start at all. */
const earlyMillis = 5000

const { values, positionals } = parseArgs({
  options: { web: { type: 'boolean' }, sample: { type: 'boolean' }, port: { type: 'string' } },
  allowPositionals: true,
})
const files = positionals.map((path) => resolve(process.env.INIT_CWD ?? '.', path))

build()
if (values.sample) process.exit(showSample())
if (values.web || !(await startDesktop())) process.exitCode = await serveInBrowser()

function build() {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  if (!isBuildStale(root)) return
  if (!existsSync(builder)) fail('依赖还没有安装，先运行 npm ci', 'dependencies are missing; run `npm ci` first')
  console.log('构建中… / building…')
  const { status } = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) fail('构建失败', 'the build failed')
}

/** What the analyzer says of a bundled sample, on the terminal. */
function showSample() {
  console.log('样例 / sample: samples/ykc/first-steps.hex\n')
  const sample = join(root, 'samples/ykc/first-steps.hex')
  const args = ['decode', '--input', 'lines', '--format', 'tree', '--lang', 'both', sample]
  return spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' }).status === 2 ? 2 : 0
}

/** Runs the desktop app until it ends; null when it cannot run here, which is said in one line. */
async function startDesktop() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return say('没有图形显示，改用浏览器', 'no display; using the browser instead', 'npm start')
  const program = findElectron() ?? (await fetchElectron())
  if (program === null) return null
  const begun = Date.now()
  const code = await run(program, [root, ...files])
  if (code !== 0 && Date.now() - begun < earlyMillis)
    return say('Electron 没能启动，改用浏览器', 'Electron could not start; using the browser instead', 'npm start')
  process.exitCode = code
  return true
}

/** Fetches Electron's binary once; null when that cannot be done, which is said in one line. */
async function fetchElectron() {
  const folder = electronPackage()
  const later = 'npx install-electron'
  if (folder === null || process.env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return say('没有 Electron 程序，改用浏览器', 'Electron is not there; using the browser instead', later)
  const address = downloadAddress(folder)
  const host = new URL(address).host
  const size = await probe(address)
  if (size === null)
    return say(
      `没有 Electron 程序，也连不上 ${host}，改用浏览器`,
      `Electron is not there and ${host} cannot be reached; using the browser instead`,
      later,
    )
  console.log(`下载 Electron（只需一次）/ downloading Electron, once: ${address}`)
  if (!(await installElectron(folder, size)))
    return say(
      `从 ${host} 下载 Electron 失败，改用浏览器`,
      `Electron could not be downloaded from ${host}; using the browser instead`,
      later,
    )
  return findElectron()
}

/** Serves the same app to a browser until it is told to stop. */
function serveInBrowser() {
  const hasBrowser = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  const options = [
    ...(values.port === undefined ? [] : ['--port', values.port]),
    ...(hasBrowser && process.stdout.isTTY ? ['--open'] : []),
  ]
  return run(process.execPath, [cli, 'serve', ...options, ...files])
}

/** Runs a program in the foreground; it gets the signals, we get its exit code. */
function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' })
  const pass = (signal) => child.kill(signal)
  // The terminal sends Ctrl+C to both.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', pass)
  process.on('SIGHUP', pass)
  return new Promise((ended) => {
    child.once('error', () => ended(1))
    child.once('exit', (code) => ended(code ?? 1))
  })
}

/** One line: what is so, and the command to try later. */
function say(zh, en, later) {
  console.log(`${zh}；以后可试 ${later} / ${en}; to try later: ${later}`)
  return null
}

function fail(zh, en) {
  console.error(`${zh} / ${en}`)
  process.exit(1)
}
