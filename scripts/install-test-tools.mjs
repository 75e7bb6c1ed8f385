#!/usr/bin/env node
// Gets the tools that some tests compare with: tshark, editcap and text2pcap of Wireshark. As root on Debian and Ubuntu it
// installs them when they are missing; elsewhere it says how. It never fails: tests that need a tool skip without it.
import { spawnSync } from 'node:child_process'
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

if (argv[1] === fileURLToPath(import.meta.url)) console.log(install())
