// In a utility process, before the app's file: the parent's port.
import { EventEmitter } from 'node:events'

const port = new EventEmitter()
const { send } = process
port.postMessage = (message) => send.call(process, message, undefined, undefined, () => {})
process.on('message', (data) => port.emit('message', { data }))
process.parentPort = port
delete process.send
