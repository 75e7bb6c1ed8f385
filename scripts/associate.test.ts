// `npm run associate`: the desktop offers the app for captures and logs, until that is taken back.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'pilescope-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const dist = join(folder, 'dist')
const desktop = join(folder, 'data/applications/pilescope.desktop')

function associate(...args: string[]) {
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data'), ELECTRON_OVERRIDE_DIST_PATH: dist }
  const { status, stdout } = spawnSync(process.execPath, ['scripts/associate.mjs', ...args], { env, encoding: 'utf8' })
  return { status, stdout }
}

describe.runIf(process.platform === 'linux')('npm run associate', () => {
  test('without Electron it says what to do first and writes nothing', () => {
    const { status, stdout } = associate()
    expect(status).toBe(1)
    expect(stdout).toContain('npm start')
    expect(existsSync(desktop)).toBe(false)
  })

  test('with it the desktop has an entry that starts this app, until --remove', () => {
    mkdirSync(dist)
    writeFileSync(join(dist, 'electron'), '')
    expect(associate().status).toBe(0)
    expect(readFileSync(desktop, 'utf8')).toContain(`Exec="${join(dist, 'electron')}" "${resolve('.')}" %F`)
    expect(associate('--remove').status).toBe(0)
    expect(existsSync(desktop)).toBe(false)
  })
})
