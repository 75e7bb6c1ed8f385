// A service for tests: built worker, bundled samples, an empty configuration folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { launchUnderNode } from '../recorder/launch-recorder.ts'
import type { ServiceOptions } from '../service.ts'

export const workerPath = resolve('out/main/analyzer-worker.js')
export const launchRecorder = () => launchUnderNode(resolve('out/main/recorder.js'))

/** A folder that goes away with `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pilescope-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function serviceOptions(configFolder: string, more: Partial<ServiceOptions> = {}): ServiceOptions {
  return {
    host: 'process',
    version: '0.0.0',
    workerPath,
    samplesFolder: resolve('samples'),
    launchRecorder,
    configFolder,
    dialogs: null,
    ...more,
  }
}
