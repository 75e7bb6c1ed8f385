// Runs in the page before everything else and runs the built preload as Electron would, with the parts of 'electron' that a
// sandboxed preload has. The preload shares the page's world here, unlike in Electron. Counterpart: window-page.ts.
/* global PAGE_WORLD_SETTINGS, PAGE_WORLD_PRELOAD */
;((settings, preload) => {
  if (window !== window.top || location.origin !== settings.origin) return
  const carry = window[settings.binding]
  delete window[settings.binding]

  const strict = (name, target) =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'string' && !(key in object))
          throw new Error(`stand-in: electron's ${name}.${key} is not modelled`)
        return object[key]
      },
    })

  /** A copy as Electron's IPC makes it. What the line to the test would change on the way is refused. */
  const cloned = (value) => {
    const copy = structuredClone(value)
    const check = (part) => {
      if (typeof part !== 'object' || part === null) return
      const prototype = Object.getPrototypeOf(part)
      if (!Array.isArray(part) && prototype !== Object.prototype)
        throw new Error(`stand-in: cannot carry ${prototype?.constructor.name}`)
      Object.values(part).forEach(check)
    }
    check(copy)
    return copy
  }

  const listeners = new Map()
  const ipcRenderer = strict('ipcRenderer', {
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    send(channel, ...values) {
      void carry({ kind: 'ipc', channel, values: values.map(cloned) })
    },
  })

  /** What passes between the two worlds: functions as proxies, files as they are, the rest as copies. */
  const across = (value) => {
    if (typeof value === 'function') return (...values) => across(value(...values.map(across)))
    if (value instanceof File) return value
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(across)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, across(part)])))
  }

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key, api) {
      if (!settings.webPreferences.contextIsolation)
        throw new Error('electron: contextBridge API can only be used when contextIsolation is enabled')
      if (key in window) throw new Error(`electron: Cannot bind an API on top of an existing property ${key}`)
      Object.defineProperty(window, key, { value: across(api), enumerable: true })
    },
  })

  const paths = new Map()
  const webUtils = strict('webUtils', { getPathForFile: (file) => paths.get(file) ?? '' })

  Object.defineProperty(window, Symbol.for('stand-in'), {
    value: {
      paths,
      deliver(channel, values) {
        for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer, ports: [] }, ...values)
      },
    },
  })

  // Electron offers keys to the page first, and to the menus when the page left them alone.
  window.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
    setTimeout(() => {
      if (!event.defaultPrevented) void carry({ kind: 'key', key, code, ctrlKey, metaKey, altKey, shiftKey })
    })
  })

  const electron = strict('module', { contextBridge, ipcRenderer, webUtils })
  preload((name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`electron: a sandboxed preload cannot require ${name}`)
  })
})(PAGE_WORLD_SETTINGS, PAGE_WORLD_PRELOAD)
