// Would the checks notice? Each test weakens the built app in one place and sees a check fail, or the app not start at all.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { securityChecks } from './security-checks.ts'
import { inProject, StandIn, type StandInOptions } from './stand-in.ts'

type Mutations = NonNullable<StandInOptions['mutations']>
type Mutant = [what: string, check: keyof typeof securityChecks, mutations: Mutations]

const inMain = (find: string, replace: string): Mutations => ({ main: [{ find, replace }] })
const inPreload = (find: string, replace: string): Mutations => ({ preload: [{ find, replace }] })

const mutants: Mutant[] = [
  ['sandbox off', 'sandbox', inMain('sandbox: true', 'sandbox: false')],
  ['sandbox not for every process', 'sandbox', inMain('app.enableSandbox()', 'void 0')],
  ['Node in pages', 'nodeIntegration', inMain('nodeIntegration: false', 'nodeIntegration: true')],
  ['no context isolation', 'contextIsolation', inMain('contextIsolation: true', 'contextIsolation: false')],
  ['web security off', 'webSecurity', inMain('webSecurity: true', 'webSecurity: false')],
  ['webview allowed', 'webview', inMain('webviewTag: false', 'webviewTag: true')],
  ['permissions granted', 'permissions', inMain('answer(false)', 'answer(true)')],
  ['no permission check', 'permissions', inMain('session.setPermissionCheckHandler(', 'void (')],
  ['inline scripts allowed', 'policy', inMain(`"script-src 'self'"`, `"script-src 'self' 'unsafe-inline'"`)],
  ['no policy', 'policy', inMain('"content-security-policy":', '"x-policy":')],
  ['requests unfiltered', 'requests', inMain('cancel: !isOwnRequest(details.url)', 'cancel: false')],
  ['navigation unguarded', 'navigation', inMain('contents.on("will-navigate", stay)', 'void stay')],
  ['new windows allowed', 'windows', inMain('action: "deny"', 'action: "allow"')],
  ['every page may be opened outside', 'external', inMain('find((allowed) => allowed === url)', 'at(0) && url')],
  [
    'opened outside without a yes',
    'external',
    inMain('=== 0) await this.parts.shell', '!== 9) await this.parts.shell'),
  ],
  ['foreign pages may send', 'senders', inMain('frame.origin === "pilescope://app"', 'frame.origin !== ""')],
  ['subframes may send', 'senders', inMain('frame.parent !== null', 'false')],
  ['messages of any size', 'senders', inMain('return "too large"', 'size = 0')],
  ['the page by a second address', 'scheme', inMain('path === "/index.html" ? "/" : path', 'path')],
  ['the preload asks for Node', 'preload', inPreload('let electron =', 'require("node:fs"); let electron =')],
  ['the channel renamed on one side', 'events', inPreload('"pilescope:bridge"', '"pilescope:other"')],
  ['the bridge renamed', 'preload', inPreload('exposeInMainWorld("bridge"', 'exposeInMainWorld("bridge2"')],
  [
    'ipcRenderer exposed',
    'preload',
    inPreload('exposeInMainWorld("bridge", {', 'exposeInMainWorld("bridge", { on: electron.ipcRenderer.on,'),
  ],
  ['the event handed to the page', 'events', inPreload('hear(message)', 'hear(_event, message)')],
]

const builtText = (folder: string) =>
  readdirSync(inProject('out', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.c?js$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')

for (const [what, check, mutations] of mutants) {
  test(`stand-in notices: ${what}`, async ({ browser }) => {
    for (const folder of ['main', 'preload'] as const) {
      const built = builtText(folder)
      for (const { find } of mutations[folder] ?? [])
        expect(built.includes(find), `${find} stands in out/${folder}`).toBe(true)
    }
    const launched = await StandIn.launch(browser, { mutations }).catch(() => null)
    if (launched === null) return
    const outcome = await Promise.race([
      securityChecks[check].run(launched).then(
        () => 'unnoticed',
        () => 'noticed',
      ),
      // A page that hears nothing waits for ever.
      new Promise<string>((resolve) => setTimeout(() => resolve('noticed'), 5000)),
    ])
    await launched.close()
    expect(outcome).toBe('noticed')
  })
}
