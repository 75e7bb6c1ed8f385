// Electron's binary, which `npm ci` leaves out since Electron 42: where it lies, and how to fetch it without ever hanging.
// Never `require('electron')` here: that downloads by itself, and a mirror that does not answer would hold it for minutes.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stdout } from 'node:process'

const probeMillis = 5000
/** Without a byte for so long, the download is given up. */
const stallMillis = 30_000
const unpackMillis = 180_000
const official = 'https://github.com/electron/electron/releases/download/'

/** Folder of the electron package, or null. */
export function electronPackage() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return null
  }
}

/** Path of the program, or null when it is not there. */
export function findElectron(folder = electronPackage(), environment = process.env) {
  try {
    const name = existsSync(join(folder, 'path.txt'))
      ? readFileSync(join(folder, 'path.txt'), 'utf8').trim()
      : 'electron'
    const path = join(environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** Where the package's own installer will download from. */
export function downloadAddress(folder, environment = process.env) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const mirror = environment.npm_config_electron_mirror || environment.ELECTRON_MIRROR || official
  const customFolder = (environment.ELECTRON_CUSTOM_DIR || `v${version}`).replace('{{ version }}', version)
  return `${mirror}${customFolder}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

/** Size in bytes of what can be downloaded (0: not told), or null when the address gives nothing within five seconds. */
export async function probe(address) {
  try {
    const reply = await fetch(address, { headers: { range: 'bytes=0-0' }, signal: AbortSignal.timeout(probeMillis) })
    await reply.body?.cancel()
    if (!reply.ok) return null
    return Number(reply.headers.get('content-range')?.split('/')[1] ?? reply.headers.get('content-length') ?? 0) || 0
  } catch {
    return null
  }
}

/** Runs the package's installer, showing how far it is; true when the program is there afterwards. */
export async function installElectron(folder, size) {
  const temporary = mkdtempSync(join(tmpdir(), 'pilescope-electron-'))
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.resume()
  const watch = watchDownload(child, temporary, size)
  await new Promise((ended) => child.once('error', ended).once('exit', ended))
  clearInterval(watch)
  if (stdout.isTTY) stdout.write('\r\u001b[K')
  rmSync(temporary, { recursive: true, force: true })
  return findElectron(folder) !== null
}

/** Shows the bytes that arrived, and ends a download that stands still. */
function watchDownload(child, folder, size) {
  let last = { bytes: 0, at: Date.now() }
  return setInterval(() => {
    const bytes = folderSize(folder)
    if (bytes !== last.bytes) last = { bytes, at: Date.now() }
    const isWhole = size > 0 && bytes >= size
    if (Date.now() - last.at > (isWhole || bytes === 0 ? unpackMillis : stallMillis)) child.kill('SIGKILL')
    if (!stdout.isTTY) return
    const megabytes = (count) => (count / 1e6).toFixed(0)
    stdout.write(`\r  ${megabytes(bytes)}${size > 0 ? ` / ${megabytes(size)}` : ''} MB  `)
  }, 250)
}

function folderSize(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((total, entry) => {
      const path = join(folder, entry.name)
      return total + (entry.isDirectory() ? folderSize(path) : statSync(path).size)
    }, 0)
  } catch {
    return 0
  }
}
