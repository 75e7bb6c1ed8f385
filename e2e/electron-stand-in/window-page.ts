// A window of the app: a page of Chromium that sees only what the app's own handlers let it see. Counterparts: page-world.js
// (in the page), main-process/window.mjs and session.mjs (in the main process).
import { readFileSync } from 'node:fs'
import type { BrowserContext, Frame, Page, Request, Route } from '@playwright/test'
import type { Child } from './child.ts'

/** Chromium knows no pilescope: pages; https stands for it. Nothing goes over a network: every request is answered here. */
export const pageOrigin = 'https://pilescope-app.invalid'
export const appOrigin = 'pilescope://app'

const binding = '__standInCarry'
const pageWorld = readFileSync(new URL('./page-world.js', import.meta.url), 'utf8')

export interface WindowMade {
  windowId: number
  width: number
  height: number
  webPreferences: { preload?: string; [name: string]: unknown }
}

interface KeyEvent {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}
type Carried = { kind: 'ipc'; channel: string; values: unknown[] } | ({ kind: 'key' } & KeyEvent)
type Answered =
  | { kind: 'cancelled' | 'left' }
  | { kind: 'answered'; status: number; headers: Record<string, string>; body: Uint8Array }

/** Addresses that left the app unhindered: with the app as built there are none. */
export interface Leaks {
  requests: string[]
  windows: string[]
  downloads: string[]
}

export class WindowPage {
  readonly page: Page
  /** Errors that the page reported from its beginning: exceptions, and what the console calls an error. */
  readonly complaints: string[] = []
  readonly leaks: Leaks = { requests: [], windows: [], downloads: [] }
  private readonly child: Child
  private readonly windowId: number
  /** The next main-frame navigation is the app's own wish, not the page's. */
  private isLoading = false

  private constructor(page: Page, child: Child, windowId: number) {
    this.page = page
    this.child = child
    this.windowId = windowId
  }

  static async open(context: BrowserContext, child: Child, made: WindowMade, changePreload: (text: string) => string) {
    const page = await context.newPage()
    await page.setViewportSize({ width: made.width, height: made.height })
    const window = new WindowPage(page, child, made.windowId)
    page.on('pageerror', (error) => window.complaints.push(error.stack ?? error.message))
    page.on('console', (message) => message.type() === 'error' && window.complaints.push(message.text()))
    await page.exposeBinding(binding, ({ frame }, carried: Carried) => window.carry(frame, carried))
    const preload = made.webPreferences.preload
    const preloadText = preload ? changePreload(readFileSync(preload, 'utf8')) : ''
    await page.addInitScript({ content: pageScript(made.webPreferences, preloadText) })
    await context.route('**/*', (route, request) => window.answer(route, request))
    await context.routeWebSocket('**', (socket) => {
      window.leaks.requests.push(socket.url())
      void socket.close()
    })
    page.on('popup', (popup) => void window.closePopup(popup))
    page.on('download', (download) => void window.judgeDownload(download.url()))
    return window
  }

  /** The app loads a page of its own. */
  async load(url: string): Promise<void> {
    this.isLoading = true
    await this.page.goto(toPage(url))
  }

  /** A message to the page's preload. */
  async deliver(channel: string, values: unknown[]): Promise<void> {
    const parts: [string, unknown[]] = [channel, values]
    await this.page.evaluate(([name, sent]) => {
      const world = (window as unknown as Record<symbol, { deliver(name: string, values: unknown[]): void }>)[
        Symbol.for('stand-in')
      ]
      world?.deliver(name, sent)
    }, parts)
  }

  /** Drags files over an element and drops them there; the preload finds their paths as after a real drop. */
  async drop(paths: readonly string[], selector: string): Promise<void> {
    const input = await this.page.evaluateHandle(() => {
      const made = document.createElement('input')
      made.type = 'file'
      made.multiple = true
      return made
    })
    await input.asElement()!.setInputFiles([...paths])
    await input.evaluate(
      ({ files }, [all, target]) => {
        const transfer = new DataTransfer()
        const world = (window as unknown as Record<symbol, { paths: Map<File, string> }>)[Symbol.for('stand-in')]!
        all.forEach((path, index) => {
          transfer.items.add(files![index]!)
          world.paths.set(transfer.files[index]!, path)
        })
        const element = document.querySelector(target)!
        for (const type of ['dragenter', 'dragover', 'drop'])
          element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }))
      },
      [[...paths], selector] as const,
    )
    await input.dispose()
  }

  private async carry(frame: Frame, carried: Carried): Promise<void> {
    if (carried.kind === 'key') {
      const keys = acceleratorOf(carried)
      if (keys !== null) await this.child.askForPage('keys', keys, false)
      return
    }
    const from = frame === this.page.mainFrame() ? {} : { isSubFrame: true }
    const { channel, values } = carried
    await this.child.askForPage('ipc', { windowId: this.windowId, channel, values, from }, null)
  }

  private async answer(route: Route, request: Request): Promise<void> {
    const url = fromPage(request.url())
    if (!this.isOwn(request)) {
      await this.judgePopup(url)
      return route.abort('aborted')
    }
    if (request.isNavigationRequest() && !(await this.mayNavigate(url, request))) return route.abort('aborted')
    const asked = { url, method: request.method() }
    const answered = await this.child.askForPage<Answered>('request', asked, { kind: 'cancelled' })
    if (answered.kind === 'left') this.leaks.requests.push(url)
    if (answered.kind !== 'answered') return route.abort('blockedbyclient')
    const { status, headers, body } = answered
    return route.fulfill({ status, headers, body: Buffer.from(body) })
  }

  /** False for the first request of a window that the page wants opened. */
  private isOwn(request: Request): boolean {
    try {
      return request.frame().page() === this.page
    } catch {
      // The window has no frame yet.
      return false
    }
  }

  private async mayNavigate(url: string, request: Request): Promise<boolean> {
    const isMainFrame = request.frame() === this.page.mainFrame()
    const { windowId } = this
    const isOwnWish = isMainFrame && this.isLoading
    if (isOwnWish) this.isLoading = false
    else if (!(await this.child.askForPage('may-navigate', { windowId, url, isMainFrame }, false))) return false
    if (isMainFrame) await this.child.askForPage('started-navigation', { windowId, url }, null)
    return true
  }

  /** A page asks for a window: Electron would make none without asking the app first. */
  private async judgePopup(url: string): Promise<void> {
    const action = await this.child.askForPage('open-window', { windowId: this.windowId, url }, 'deny')
    if (action !== 'deny') this.leaks.windows.push(url)
  }

  /** Its address was judged when it was asked for; an empty window asks for none. */
  private async closePopup(popup: Page): Promise<void> {
    const isEmpty = popup.url() === 'about:blank'
    await popup.close()
    if (isEmpty) await this.judgePopup('about:blank')
  }

  private async judgeDownload(url: string): Promise<void> {
    if (await this.child.askForPage('may-download', null, false)) this.leaks.downloads.push(url)
  }
}

function pageScript(webPreferences: object, preload: string): string {
  const settings = JSON.stringify({ binding, origin: pageOrigin, webPreferences })
  return pageWorld
    .replace(/\/\* global .*\n/, '')
    .replace('(PAGE_WORLD_SETTINGS, PAGE_WORLD_PRELOAD)', () => `(${settings}, function (require) {${preload}\n})`)
}

function toPage(url: string): string {
  if (!url.startsWith(`${appOrigin}/`)) throw new Error(`stand-in: the app loads ${url}, not a page of its own scheme`)
  return pageOrigin + url.slice(appOrigin.length)
}

function fromPage(url: string): string {
  return url.startsWith(`${pageOrigin}/`) ? appOrigin + url.slice(pageOrigin.length) : url
}

const keyNames: Record<string, string> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  '+': 'Plus',
}

/** Keys as accelerators are written, the modifiers in the order that the menus use; null for a modifier alone. */
export function acceleratorOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyEvent): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(key)) return null
  const byPlace = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  const name = byPlace ?? keyNames[key] ?? key
  const modifiers = [ctrlKey || metaKey ? 'CommandOrControl' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : '']
  return [...modifiers.filter(Boolean), name].join('+')
}
