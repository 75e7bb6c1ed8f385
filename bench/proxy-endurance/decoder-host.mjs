// A host of the proxy whose decoders go wrong on demand: reads the kind (loops, throws, exhausts memory) from its input line
// by line, and starts a decoder of that kind in place of the last one. Prints where it listens, and its file at the end.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv, stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { launchUnderNode, Service } from '../../out/main/bench-parts.js'

const scripts = {
  loops: 'for (;;);',
  throws: "throw new Error('broken')",
  memory: "process.on('message', () => {}); const all = []; setInterval(() => all.push(new Array(1e5).fill({})), 1)",
}
const [upstreamPort, folder] = [Number(argv[2]), argv[3]]
const workerPath = join(folder, 'decoder.mjs')
const become = (kind) => writeFileSync(workerPath, scripts[kind])
const say = (value) => stdout.write(`${JSON.stringify(value)}\n`)

become('throws')
const service = new Service({
  host: 'process',
  version: '0.0.0',
  workerPath,
  samplesFolder: resolve('samples'),
  launchRecorder: () => launchUnderNode(resolve('out/main/recorder.js')),
  configFolder: join(folder, 'config'),
  dialogs: null,
})
const routes = [{ address: '127.0.0.1', port: 0, upstreamHost: '127.0.0.1', upstreamPort }]
const started = await service.call('proxy.start', { name: 'endurance', routes, ring: null })
const { proxyId } = started
const { captureId } = await service.call('proxy.show', { proxyId })
say({ port: Number(started.routes[0].listening[0].split(':').at(-1)) })
for await (const kind of createInterface({ input: stdin })) {
  become(kind)
  await service.call('captures.reload', { captureId })
  say({ kind })
}
const [{ files }] = await service.call('proxy.list', {})
await service.call('proxy.close', { proxyId })
say({ file: files[0] })
await service.close()
