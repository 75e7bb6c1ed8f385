#!/usr/bin/env node
// `npm run associate [-- --remove]`: makes the app one of the programs that the system offers to open captures and logs with,
// for this user, or takes it back. What is written: src-main/electron/file-associations.ts.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  linuxEntries,
  windowsExtensionValues,
  windowsProgramKey,
  windowsProgramValues,
} from '../out/main/file-associations.js'
import { findElectron } from './electron-binary.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { remove } = parseArgs({ options: { remove: { type: 'boolean' } } }).values
const program = findElectron()

if (program === null && !remove)
  end(1, '先运行 npm start 取得 Electron，再关联文件', 'run `npm start` first, which fetches Electron, then this again')
const app = { program: program ?? '', root, icon: join(root, 'src-renderer', 'icon.svg') }
const done = remove
  ? ['已取消文件关联', 'captures and logs are no longer offered to Pilescope']
  : ['抓包文件和日志的“打开方式”里现在有桩镜', '"Open with" of captures and logs now has Pilescope']

if (process.platform === 'linux') changeLinux()
else if (process.platform === 'win32') changeWindows()
else
  end(
    1,
    'macOS 只为打包的应用登记文件类型；请把文件拖进窗口，或用 npm start -- 文件',
    'macOS registers packaged apps only; drop files on the window, or use `npm start -- FILE`',
  )
end(0, ...done)

function changeLinux() {
  const data = process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share')
  for (const [path, text] of Object.entries(linuxEntries(app))) {
    if (remove) {
      rmSync(join(data, path), { force: true })
      continue
    }
    mkdirSync(dirname(join(data, path)), { recursive: true })
    writeFileSync(join(data, path), text)
  }
  // Desktops that have neither notice by themselves.
  spawnSync('update-mime-database', [join(data, 'mime')])
  spawnSync('update-desktop-database', [join(data, 'applications')])
}

function changeWindows() {
  const values = windowsExtensionValues()
  if (remove) {
    for (const { key, name } of values) spawnSync('reg', ['delete', key, '/v', name, '/f'])
    spawnSync('reg', ['delete', windowsProgramKey, '/f'])
    return
  }
  for (const { key, name, data } of [...windowsProgramValues(app), ...values]) {
    const value = name === '' ? ['/ve'] : ['/v', name]
    const { status } = spawnSync('reg', ['add', key, ...value, '/d', data, '/f'])
    if (status !== 0) end(1, `注册表写不了：${key}`, `the registry refused ${key}`)
  }
}

/** @returns {never} */
function end(code, zh, en) {
  console.log(`${zh} / ${en}`)
  process.exit(code)
}
