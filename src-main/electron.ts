// Entry of the desktop app: hands Electron and the service to the shell. Everything it decides is in electron/. Counterpart:
// web.ts, the same service and screen in a browser.
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { join } from 'node:path'
import { configFolder } from './config-folder.ts'
import { startDesktop } from './electron/desktop.ts'
import { launchAsUtility } from './electron/launch-recorder.ts'
import { analyzerWorkerPath, recorderPath, samplesFolder, screenFolder } from './program-folder.ts'
import { Service } from './service.ts'

startDesktop(
  { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell },
  {
    launch: { argv: process.argv, workingDirectory: process.cwd(), isDefaultApp: process.defaultApp === true },
    platform: process.platform,
    versions: {
      app: __VERSION__,
      electron: process.versions.electron ?? '',
      chrome: process.versions['chrome'] ?? '',
      node: process.versions.node,
      system: `${process.platform} ${process.arch}`,
    },
    folder: configFolder(),
    screenFolder,
    preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
    makeBridge: (dialogs) =>
      new Service({
        host: 'electron',
        version: __VERSION__,
        workerPath: analyzerWorkerPath,
        samplesFolder,
        configFolder: configFolder(),
        launchRecorder: () => launchAsUtility(utilityProcess, recorderPath),
        dialogs,
      }),
  },
)
