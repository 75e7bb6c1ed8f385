// A disk that hangs: the recording's thread stands still until it is let go, as in a write that does not return.
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryFolder } from '../../testing/service-options.ts'

export interface HangingDisk {
  /** In place of the built worker. */
  recordingWorkerPath: string
  letGo(): void
  remove(): void
}

export function hangingDisk(): HangingDisk {
  const folder = temporaryFolder()
  const gate = join(folder.path, 'hangs')
  const recordingWorkerPath = join(folder.path, 'worker.mjs')
  const worker = pathToFileURL(resolve('out/main/recording-worker.js')).href
  writeFileSync(gate, '')
  writeFileSync(
    recordingWorkerPath,
    `import { existsSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
parentPort.postMessage({ kind: 'ready' })
const nobody = new Int32Array(new SharedArrayBuffer(4))
while (existsSync(${JSON.stringify(gate)})) Atomics.wait(nobody, 0, 0, 10)
await import(${JSON.stringify(worker)})
`,
  )
  return { recordingWorkerPath, letGo: () => rmSync(gate, { force: true }), remove: () => folder.remove() }
}
