// In a utility process, before the app's file: the parent's port. As Electron's, it holds messages until somebody listens.
import { EventEmitter } from 'node:events'

const port = new EventEmitter()
const { send } = process
const early = []
port.postMessage = (message) => send.call(process, message, undefined, undefined, () => {})
port.on('newListener', (event) => {
  if (event === 'message') setImmediate(() => early.splice(0).forEach((data) => port.emit('message', { data })))
})
process.on('message', (data) => {
  if (port.listenerCount('message') > 0) port.emit('message', { data })
  else early.push(data)
})
process.parentPort = port
delete process.send
