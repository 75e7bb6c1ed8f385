// The app in a browser, for journeys, screenshots and measurements: `pilescope serve` as people start it, and the Chromium
// to look at it with.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './install-test-tools.mjs'

const cli = fileURLToPath(new URL('../out/main/cli.js', import.meta.url))

/** For Playwright's `launch`. The last four flags keep the browser from asking for anything outside this machine. */
export function chromiumOptions() {
  const executablePath = findChromium()
  return {
    ...(executablePath && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}

/** Starts to serve the build in out/, with settings as an earlier start left them. Rejects when the program ends instead. */
export async function serveApp({ configFolder, kept = {}, files = [], options = [] }) {
  mkdirSync(configFolder, { recursive: true })
  if (Object.keys(kept).length > 0) writeFileSync(join(configFolder, 'preferences.json'), JSON.stringify(kept))
  const server = spawn(process.execPath, [cli, 'serve', '--port', '0', ...options, ...files], {
    env: { ...process.env, PILESCOPE_CONFIG: configFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  // What is cut off must not leave its server behind.
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  const [link, viewLink = null] = await linksOf(server, options.includes('--view-link') ? 2 : 1)
  return {
    /** Lets one browser in, once. */
    link,
    /** The same for a browser that may only look; with `--view-link`, else null. */
    viewLink,
    pid: server.pid,
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      process.off('exit', kill)
    },
  }
}

/** The links that are printed when it has started. */
function linksOf(server, count) {
  return new Promise((resolve, reject) => {
    let printed = ''
    const hear = (chunk) => {
      printed += chunk.toString()
      // A line that has ended is a whole link.
      const links = printed.match(/https?:\/\/\S+(?=\n)/g) ?? []
      if (links.length >= count) resolve(links)
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', hear)
    server.once('exit', (code) => reject(new Error(`pilescope serve ended with ${code}\n${printed}`)))
  })
}
