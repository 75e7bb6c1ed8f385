// Starts the recorder as a utility process of Electron, which works with the fuse that keeps the app's binary from running as
// Node. Counterpart: recorder/launch-recorder.ts.
import type { LaunchedProcess } from '../recorder/recorder-client.ts'

/** `path`: the built entry, recorder.js. */
export function launchAsUtility(utilityProcess: typeof Electron.utilityProcess, path: string): LaunchedProcess {
  const child = utilityProcess.fork(path, [], { serviceName: 'Pilescope recorder', stdio: 'ignore' })
  return {
    pid: child.pid,
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(String(code))),
    kill: () => void child.kill(),
  }
}
