// Electron's protocol, session and ipcMain: what stands between a page and everything else.
import { EventEmitter } from 'node:events'
import { event, isAppReady } from './app.mjs'
import { answer } from './parent.mjs'
import { recorded } from './record.mjs'
import { strict } from './strict.mjs'
import { windowOf } from './window.mjs'

const schemes = new Map()

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(customSchemes) {
    if (isAppReady()) throw new Error('electron: protocol.registerSchemesAsPrivileged must be called before ready')
    recorded.privilegedSchemes = structuredClone(customSchemes)
  },
  handle(scheme, handler) {
    if (!isAppReady()) throw new Error('electron: protocol.handle can only be called after ready')
    schemes.set(scheme, handler)
  },
})

const handlers = {}
const keep = (name) => (handler) => {
  handlers[name] = handler
}
const emitter = new EventEmitter()
const defaultSession = strict(
  'session',
  Object.assign(emitter, {
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('displayMedia'),
    webRequest: strict('webRequest', { onBeforeRequest: keep('beforeRequest') }),
  }),
)

export const session = {
  get defaultSession() {
    if (!isAppReady()) throw new Error('electron: Session can only be received when app is ready')
    return defaultSession
  },
}

export const ipcMain = strict('ipcMain', new EventEmitter())

/** Answers a request of a page: what the app's request filter and its schemes make of it. */
answer('request', async ({ url, method }) => {
  const isCancelled = await new Promise((resolve) => {
    if (!handlers.beforeRequest) resolve(false)
    else handlers.beforeRequest({ url, method }, ({ cancel }) => resolve(cancel === true))
  })
  if (isCancelled) return { kind: 'cancelled' }
  const handler = schemes.get(new URL(url).protocol.slice(0, -1))
  if (!handler) return { kind: 'left' }
  const response = await handler(new Request(url, { method }))
  return {
    kind: 'answered',
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
})

/** What each handler says when a page asks; `unset` where the app left Electron's own answer. */
answer('permission', async ({ permission, origin }) => {
  const request = new Promise((resolve) => {
    const details = { isMainFrame: true, requestingUrl: `${origin}/` }
    if (!handlers.permissionRequest) resolve('unset')
    else handlers.permissionRequest(windowOf(1)?.webContents, permission, resolve, details)
  })
  return {
    request: await request,
    check: handlers.permissionCheck?.(null, permission, origin, {}) ?? 'unset',
    device: handlers.device?.({ deviceType: 'usb', origin, device: {} }) ?? 'unset',
    display: await new Promise((resolve) => {
      if (!handlers.displayMedia) resolve('unset')
      else handlers.displayMedia({ securityOrigin: origin }, resolve)
    }),
  }
})
answer('may-download', () => {
  const download = event()
  emitter.emit('will-download', download, {}, {})
  return !download.defaultPrevented
})

/** A message from a page. `from` forges where it comes from, for tests of the refusals. */
answer('ipc', ({ windowId, channel, values, from = {} }) => {
  const { webContents } = windowOf(windowId) ?? {}
  if (!webContents) return
  const own = webContents.mainFrame
  const senderFrame =
    from.frame === null
      ? null
      : webContents.frame(from.origin ?? own.origin, from.isSubFrame ? own : null, from.isDetached ?? false)
  const sender = from.isOtherWindow ? {} : webContents
  ipcMain.emit(channel, { sender, senderFrame, reply: () => {}, ports: [], returnValue: undefined }, ...values)
})
