#!/usr/bin/env node
// Gets the tools that some tests compare with: tshark, editcap and text2pcap of Wireshark; and what the journeys through the
// windows need: Chromium and a Chinese font. As root on Debian and Ubuntu it installs them when they are missing; elsewhere
// it says how. It never fails: tests that need a tool skip without it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

const tools = ['tshark', 'editcap', 'text2pcap']
const patience = 180_000

/** Those of the tools that cannot be run. */
export function missingTools() {
  return tools.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0)
}

/** Why a test is skipped, or null when all tools are there. */
export function reasonToSkip() {
  const missing = missingTools()
  return missing.length === 0 ? null : `${missing.join(', ')} not installed (node scripts/install-test-tools.mjs)`
}

function runs(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'ignore', env, timeout: patience }).status === 0
}

/** Path of a Chromium to run the journeys in, or null. CHROMIUM_PATH names one that lies elsewhere. */
export function findChromium() {
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const named = process.env.CHROMIUM_PATH
  return (named ? [named] : usual).find((path) => existsSync(path)) ?? null
}

/** Whether Chinese text can be drawn; null where nobody can tell. */
function hasChineseFont() {
  const found = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return found.error ? null : found.stdout.trim() !== ''
}

/** Installs Debian packages; false where that cannot be done. */
function installPackages(...names) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) return false
  const packages = ['install', '-y', '-qq', '--no-install-recommends', ...names]
  return runs('apt-get', packages) || (runs('apt-get', ['update', '-qq']) && runs('apt-get', packages))
}

/** Path of socat, which the proxy's bench runs beside ours, installed when it is missing; null where it cannot be had. */
export function findSocat() {
  const has = () => spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0
  return has() || (installPackages('socat') && has()) ? 'socat' : null
}

/** Chromium and a font for the journeys (e2e/) and the screenshots. */
function installBrowser() {
  const wanted = [...(findChromium() ? [] : ['chromium']), ...(hasChineseFont() === true ? [] : ['fonts-wqy-microhei'])]
  if (wanted.length === 0) return 'Chromium and a Chinese font are there'
  if (installPackages(...wanted) && findChromium()) return `installed ${wanted.join(' and ')}`
  if (findChromium()) return 'Chromium is there; no Chinese font was found, so screenshots use the bundled one'
  return 'Chromium is missing; the journeys through the windows will be skipped. Get it with: sudo apt-get install chromium fonts-wqy-microhei, or name one in CHROMIUM_PATH'
}

function install() {
  if (missingTools().length === 0) return 'tshark, editcap and text2pcap are there'
  const advice = 'Wireshark’s tools are missing; tests that compare with them will be skipped. Get them with'
  if (process.platform === 'darwin') return `${advice}: brew install wireshark`
  if (process.platform !== 'linux') return `${advice} Wireshark’s installer, and put its folder into PATH`
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) return `${advice}: sudo apt-get install tshark`
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'tshark']
  const installed = runs('apt-get', packages) || (runs('apt-get', ['update', '-qq']) && runs('apt-get', packages))
  return installed && missingTools().length === 0 ? 'installed tshark' : `${advice}: apt-get install tshark`
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  console.log(install())
  console.log(installBrowser())
}
