// What Electron reaches of the system: dialogs, clipboard, displays, theme, the browser. Answers come from the test.
import { EventEmitter } from 'node:events'
import { answer, ask, tell } from './parent.mjs'
import { recorded } from './record.mjs'
import { strict } from './strict.mjs'

/** The options, whether a window was given before them or not. */
const optionsOf = (values) => structuredClone(values.at(-1))

async function show(kind, values) {
  const options = optionsOf(values)
  recorded.dialogs.push({ kind, options })
  return ask('dialog', { kind, options })
}

export const dialog = strict('dialog', {
  async showOpenDialog(...values) {
    const paths = await show('open', values)
    return { canceled: paths === null, filePaths: paths ?? [] }
  },
  async showSaveDialog(...values) {
    const path = await show('save', values)
    return { canceled: path === null, filePath: path ?? '' }
  },
  showErrorBox(title, content) {
    recorded.dialogs.push({ kind: 'error', options: { title, content } })
    console.error(`error box: ${title}: ${content}`)
  },
  async showMessageBox(...values) {
    return { response: await show('message', values), checkboxChecked: false }
  },
})

export const clipboard = strict('clipboard', { readText: () => ask('clipboard') })

export const shell = strict('shell', {
  async openExternal(url) {
    recorded.openedExternally.push(url)
  },
})

const displays = JSON.parse(process.env.STAND_IN_DISPLAYS).map((workArea, id) => ({ id, workArea, bounds: workArea }))
export const screen = strict('screen', {
  getPrimaryDisplay: () => displays[0],
  getAllDisplays: () => [...displays],
})

const theme = {
  source: 'system',
  isSystemDark: process.env.STAND_IN_IS_DARK === '1',
}
const isDark = () => theme.source === 'dark' || (theme.source === 'system' && theme.isSystemDark)
const themeEvents = new EventEmitter()
const changeTheme = (change) => {
  const before = isDark()
  Object.assign(theme, change)
  tell('theme', { isDark: isDark() })
  if (isDark() !== before) themeEvents.emit('updated')
}
export const nativeTheme = strict(
  'nativeTheme',
  Object.defineProperties(themeEvents, {
    shouldUseDarkColors: { get: isDark },
    themeSource: {
      get: () => theme.source,
      set(source) {
        if (!['system', 'light', 'dark'].includes(source)) throw new Error(`electron: no theme ${source}`)
        recorded.themeSources.push(source)
        changeTheme({ source })
      },
    },
  }),
)
answer('system-theme', (isSystemDark) => changeTheme({ isSystemDark }))
