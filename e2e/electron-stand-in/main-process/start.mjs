// Runs the built main file the way `electron .` would, with the stand-in in Electron's place. Counterpart: ../child.ts.
import { register } from 'node:module'
import { pathToFileURL } from 'node:url'

const { mainFile, mutations, files } = JSON.parse(process.argv[2])
const mainUrl = pathToFileURL(mainFile)
register('./hooks.mjs', import.meta.url, {
  data: {
    electron: new URL('./electron.mjs', import.meta.url).href,
    mainFolder: new URL('.', mainUrl).href,
    mutations,
  },
})
process.defaultApp = true
process.argv = [process.execPath, '.', ...files]
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: 'stand-in', chrome: 'stand-in' },
})

const { becomeReady } = await import('./app.mjs')
await import(mainUrl.href)
becomeReady()
