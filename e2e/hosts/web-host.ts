// The app in a browser: `pilescope serve` as people start it, and a page that follows its link.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { complaintsOf, type RunningApp, type StartOptions } from './running-app.ts'

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

export async function startWeb(options: StartOptions): Promise<RunningApp> {
  keep(options)
  const server = spawn(process.execPath, [cli, 'serve', '--port', '0', ...options.files], {
    env: { ...process.env, PILESCOPE_CONFIG: options.configFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const link = await linkOf(server)
  const context = await options.browser.newContext(options.contextOptions)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(link)
  return {
    page,
    open: async (...paths) => {
      const chooser = page.waitForEvent('filechooser')
      await page.getByTestId('file.open').click()
      await (await chooser).setFiles(paths)
    },
    complaints: () => complaints,
    close: async () => {
      await context.close()
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
    },
  }
}

/** Settings as an earlier start left them. */
function keep({ configFolder, kept }: StartOptions): void {
  if (Object.keys(kept).length === 0) return
  mkdirSync(configFolder, { recursive: true })
  writeFileSync(join(configFolder, 'preferences.json'), JSON.stringify(kept))
}

/** The link that the program prints; rejects with what it printed when it ends instead. */
function linkOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString()
      const link = /http:\/\/\S+/.exec(printed)?.[0]
      if (link) resolve(link)
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', (code) => reject(new Error(`pilescope serve ended with ${code}\n${printed}`)))
  })
}
