// Starts the recorder as a child of plain Node: command line, web host, tests. Counterpart: electron/launch-recorder.ts.
import { fork } from 'node:child_process'
import type { LaunchedProcess } from './recorder-client.ts'

/**
 * How V8 collects garbage in the recorder, whose heap is small and whose pauses piles wait for. A collection that waits for
 * helper threads waits for a core that others may hold (50 ms were seen on a busy machine): alone, each takes a fraction of
 * a millisecond. Nor is memory given back in long steps whenever it is quiet.
 */
const flags = ['--single-threaded-gc', '--no-memory-reducer']

/** `path`: the built entry, recorder.js. */
export function launchUnderNode(path: string): LaunchedProcess {
  const child = fork(path, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: flags })
  return {
    pid: child.pid,
    send: (message) => void child.send(message as object, () => {}),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.once('error', (error) => listener(error.message))
      child.once('exit', (code, signal) => listener(signal ?? String(code)))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
