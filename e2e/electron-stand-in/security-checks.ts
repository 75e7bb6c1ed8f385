// Electron's security checklist as far as the stand-in sees it: each check tries what must not work. The specs run them on
// the app as built, and on changed builds to see that they would notice.
import { expect, type Page } from '@playwright/test'
import type { StandIn } from './stand-in.ts'

export interface SecurityCheck {
  /** Number in Electron's checklist and what it says. */
  name: string
  run(app: StandIn): Promise<void>
}

const elsewhere = 'https://example.com/'
const listedPage = 'https://www.wireshark.org/download.html'

const settings = async (app: StandIn) => (await app.recorded()).windows[0]!.webPreferences

/** Runs in the page; the answer, or the name of what it threw. */
const tried = (page: Page, code: (url: string) => unknown): Promise<unknown> =>
  page.evaluate(code, elsewhere).catch((error: unknown) => `refused: ${String(error)}`)

/** Time for a page's wish to come to nothing. */
const settle = (page: Page) => page.waitForTimeout(300)

const preferenceCheck = (name: string, expected: Record<string, unknown>): SecurityCheck => ({
  name,
  run: async (app) => expect(await settings(app)).toMatchObject(expected),
})

export const securityChecks = {
  content: {
    name: '1 only our own content is loaded',
    run: async (app) => {
      const page = await app.page()
      expect(new URL(page.url()).pathname).toBe('/')
      expect(await tried(page, (url) => fetch(url).then(() => 'loaded'))).toContain('refused')
      expect(await app.leaks()).toEqual({ requests: [], windows: [], downloads: [] })
    },
  },
  requests: {
    name: '1, 18 requests elsewhere are cancelled even where the policy would let them pass',
    run: async (app) => {
      for (const url of [
        elsewhere,
        'http://127.0.0.1:80/',
        'file:///etc/passwd',
        'ftp://example.com/',
        'pilescope://x/',
      ])
        expect(await app.request(url), url).toEqual({ kind: 'cancelled' })
    },
  },
  nodeIntegration: preferenceCheck('2 no Node in pages, workers, subframes', {
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
  }),
  contextIsolation: preferenceCheck('3 context isolation', { contextIsolation: true }),
  sandbox: {
    name: '4 sandbox, for every process',
    run: async (app) => {
      expect(await settings(app)).toMatchObject({ sandbox: true })
      expect(await app.recorded()).toMatchObject({ isSandboxEnabled: true })
    },
  },
  permissions: {
    name: '5 every permission, device and recording is refused',
    run: async (app) => {
      const refused = { request: false, check: false, device: false, display: null }
      for (const permission of [
        'media',
        'clipboard-read',
        'notifications',
        'geolocation',
        'usb',
        'openExternal',
        'unknown',
      ])
        expect(await app.permission(permission), permission).toEqual(refused)
      expect(await app.mayDownload()).toBe(false)
    },
  },
  webSecurity: preferenceCheck('6, 8, 9 web security on, insecure content and experiments off', {
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  }),
  policy: {
    name: '7 the policy, letter for letter, and in force',
    run: async (app) => {
      const { headers } = await app.request('pilescope://app/')
      expect(headers?.['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
          "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
          "require-trusted-types-for 'script'",
      )
      const page = await app.page()
      // Text for later, as what the test itself evaluates at once is exempt from the policy.
      await tried(page, () => void setTimeout('window.textRan = true'))
      await settle(page)
      expect(await page.evaluate(() => 'textRan' in window)).toBe(false)
      const ran = await tried(page, () => {
        const script = document.createElement('script')
        script.textContent = 'window.inlineRan = true'
        document.head.append(script)
        return 'inlineRan' in window
      })
      expect(ran).not.toBe(true)
    },
  },
  webview: {
    name: '11, 12 no webview',
    run: async (app) => {
      expect(await settings(app)).toMatchObject({ webviewTag: false })
      expect(await app.mayAttachWebview()).toBe(false)
    },
  },
  navigation: {
    name: '13 no navigation, no redirect',
    run: async (app) => {
      const page = await app.page()
      const before = page.url()
      for (const leave of [
        (url: string) => void (location.href = url),
        () => void (location.pathname = '/other'),
        (url: string) => {
          const link = Object.assign(document.createElement('a'), { href: url, textContent: 'x' })
          document.body.append(link)
          link.click()
          link.remove()
        },
      ]) {
        await page.evaluate(leave, elsewhere)
        await settle(page)
        expect(page.url()).toBe(before)
      }
      expect(await app.mayRedirect('pilescope://app/')).toBe(false)
      expect((await app.leaks()).requests).toEqual([])
    },
  },
  windows: {
    name: '14 no new windows',
    run: async (app) => {
      const page = await app.page()
      await page.evaluate((url) => void window.open(url), elsewhere)
      await settle(page)
      expect(page.context().pages()).toEqual([page])
      expect((await app.leaks()).windows).toEqual([])
    },
  },
  external: {
    name: "15 the system's browser: pages of the list alone, and only after a yes",
    run: async (app) => {
      const page = await app.page()
      const open = async (url: string) => {
        await page.evaluate((address) => void window.open(address), url)
        await settle(page)
      }
      await open(elsewhere)
      expect((await app.recorded()).dialogs).toEqual([])
      app.answerDialog({ message: 1 })
      await open(listedPage)
      expect((await app.recorded()).openedExternally).toEqual([])
      app.answerDialog({ message: 0 })
      await open(listedPage)
      expect((await app.recorded()).openedExternally).toEqual([listedPage])
    },
  },
  senders: {
    name: '17 messages from anyone but our page are refused',
    run: async (app) => {
      const heard = await listen(app)
      const ask = (id: number, from: Parameters<StandIn['forge']>[2]) =>
        app.forge('pilescope:bridge', { id, call: 'app.info', parameters: {} }, from)
      await ask(901, { origin: 'https://example.com' })
      await ask(902, { origin: 'null' })
      await ask(903, { frame: null })
      await ask(904, { isSubFrame: true })
      await ask(905, { isDetached: true })
      await ask(906, { isOtherWindow: true })
      await app.forge('pilescope:bridge', new Map())
      await app.forge('pilescope:bridge', { id: 907, call: 'x'.repeat(40_000_000), parameters: {} })
      // Asked last and answered: what came before was not answered late but never.
      await ask(999, {})
      await expect.poll(() => heard().then((ids) => ids.filter((id) => id > 900))).toEqual([999])
    },
  },
  scheme: {
    name: '18 our own scheme, a fixed map of files',
    run: async (app) => {
      expect((await app.recorded()).privilegedSchemes.map(({ scheme }) => scheme)).toEqual(['pilescope'])
      for (const path of [
        'index.html',
        '..%2f..%2fpackage.json',
        '%00',
        'assets/../../main/electron.js',
        '?x',
        '/etc/passwd',
      ])
        expect(await app.request(`pilescope://app/${path}`), path).toMatchObject({ status: 404 })
      expect(await app.request('pilescope://app/', 'POST')).toMatchObject({ status: 405 })
    },
  },
  preload: {
    name: '20 the preload exposes its named functions and nothing else',
    run: async (app) => {
      const page = await app.page()
      const exposed = await page.evaluate(() => {
        const { bridge } = window as unknown as { bridge: Record<string, unknown> }
        const nodes = ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer']
        return {
          bridge: Object.fromEntries(Object.entries(bridge).map(([name, value]) => [name, typeof value])),
          isFrozen: Object.isFrozen(bridge),
          nodes: nodes.filter((name) => name in window),
        }
      })
      expect(exposed).toEqual({
        bridge: { send: 'function', onMessage: 'function', pathOf: 'function' },
        isFrozen: true,
        nodes: [],
      })
    },
  },
  events: {
    name: '20 the page hears messages, never events',
    run: async (app) => {
      const page = await app.page()
      const heard = await page.evaluate(
        () =>
          new Promise<unknown[][]>((resolve) => {
            const { bridge } = window as unknown as {
              bridge: { send(message: unknown): void; onMessage(hear: (...values: unknown[]) => void): void }
            }
            const all: unknown[][] = []
            bridge.onMessage((...values) => {
              all.push(
                values.map((value) => (typeof value === 'object' && value !== null ? Object.keys(value) : value)),
              )
              if (JSON.stringify(values).includes('777')) resolve(all)
            })
            bridge.send({ id: 777, call: 'app.info', parameters: {} })
          }),
      )
      expect(heard.at(-1)).toEqual([['kind', 'id', 'result']])
    },
  },
} satisfies Record<string, SecurityCheck>

/** Takes over the page's channel; tells the ids of the replies so far. */
async function listen(app: StandIn): Promise<() => Promise<number[]>> {
  const page = await app.page()
  await page.evaluate(() => {
    const heard: number[] = []
    const world = window as unknown as {
      bridge: { onMessage(hear: (message: { id?: number }) => void): void }
      heardIds: number[]
    }
    world.heardIds = heard
    world.bridge.onMessage(({ id }) => {
      if (id !== undefined) heard.push(id)
    })
  })
  return () => page.evaluate(() => (window as unknown as { heardIds: number[] }).heardIds)
}
