// Simulated piles and a platform, for demonstrations and journeys: node out/main/simulate.js platform --port 9000, and
// node out/main/simulate.js piles --to 127.0.0.1:8767. They tell a charge from login to bill.
import { join } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { chargeStory } from './simulator/charge-story.ts'
import { runPile, startPlatform } from './simulator/tell-story.ts'

const usage = `simulate platform [--host 127.0.0.1] [--port 0]
simulate piles --to HOST:PORT [--piles 1] [--rounds 1] [--pause 500]`

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      to: { type: 'string' },
      piles: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '1' },
      pause: { type: 'string', default: '500' },
    },
  })
  const story = chargeStory(join(import.meta.dirname, '..', '..', 'samples', 'ykc', 'synthetic.hex'))
  if (positionals[0] === 'platform') {
    const { port } = await startPlatform(story, values.host, Number(values.port))
    stdout.write(`platform: ${values.host}:${port}\n`)
    return
  }
  const colon = values.to?.lastIndexOf(':') ?? -1
  if (positionals[0] !== 'piles' || colon < 0) throw new Error(usage)
  const target = { host: values.to!.slice(0, colon), port: Number(values.to!.slice(colon + 1)) }
  const pile = () => runPile({ ...target, story, pauseMillis: Number(values.pause), rounds: Number(values.rounds) })
  await Promise.all(Array.from({ length: Number(values.piles) }, pile))
  stdout.write('piles: done\n')
}

main(argv.slice(2)).catch((error: unknown) => {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  exit(2)
})
