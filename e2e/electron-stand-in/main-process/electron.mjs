// Stands where the app imports 'electron'. What is not exported here cannot be imported: the start fails.
export { app } from './app.mjs'
export { Menu } from './menu.mjs'
export { ipcMain, protocol, session } from './session.mjs'
export { clipboard, dialog, nativeTheme, screen, shell } from './system.mjs'
export { utilityProcess } from './utility-process.mjs'
export { BrowserWindow } from './window.mjs'
