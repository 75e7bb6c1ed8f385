// Electron's utility processes: a child of plain Node whose process.parentPort speaks as Electron's does.
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cloned, strict } from './strict.mjs'

const childWorld = fileURLToPath(new URL('utility-child.mjs', import.meta.url))

export const utilityProcess = strict('utilityProcess', {
  fork(path, args = []) {
    const child = fork(path, args, {
      execArgv: ['--import', childWorld],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const utility = new EventEmitter()
    child.on('spawn', () => utility.emit('spawn'))
    child.on('message', (message) => utility.emit('message', message))
    child.on('exit', (code) => utility.emit('exit', code))
    Object.defineProperty(utility, 'pid', { get: () => child.pid })
    utility.postMessage = (message) => child.send(cloned(message), () => {})
    utility.kill = () => child.kill()
    return utility
  },
})
