// Writes a generated capture and its manifest: node out/main/generate.js --out FILE [--frames N] …
// The manifest (FILE.json) says what an analyzer must find. Same options, same bytes.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { argv, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import type { CaptureFormat } from './generator/capture-file.ts'
import { generateChargingDay } from './generator/charging-day.ts'
import { noMischief, usualOptions, usualRates, type TrafficOptions } from './generator/options.ts'
import { links, type LinkName } from './generator/packets.ts'
import { generateCapture } from './generator/traffic.ts'

const usage = `generate --out FILE [--frames 1000] [--seed 1] [--network-seed 1] [--piles 50] [--format pcap|pcap-ns|pcapng] [--big-endian]
         [--links ${Object.keys(links).join('|')}, several with commas (pcapng)] [--clean] [--foreign 0]
       generate --out FILE --charging-piles N [--seed 1]    whole charges, some with a planted fault`

function main(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      frames: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      'network-seed': { type: 'string' },
      piles: { type: 'string', default: '50' },
      format: { type: 'string', default: 'pcapng' },
      'big-endian': { type: 'boolean', default: false },
      links: { type: 'string', default: 'ethernet' },
      clean: { type: 'boolean', default: false },
      foreign: { type: 'string', default: '0' },
      'charging-piles': { type: 'string' },
    },
  })
  if (values.out === undefined) throw new Error('--out is missing')
  if (values['charging-piles'] !== undefined)
    return writeChargingDay(values.out, Number(values['charging-piles']), Number(values.seed))
  const options: TrafficOptions = {
    ...usualOptions,
    seed: Number(values.seed),
    networkSeed: Number(values['network-seed'] ?? values.seed),
    frames: Number(values.frames),
    piles: Number(values.piles),
    format: values.format as CaptureFormat,
    littleEndian: !values['big-endian'],
    links: values.links.split(',') as LinkName[],
    rates: values.clean ? noMischief : usualRates,
    foreign: Number(values.foreign),
  }
  const file = openSync(values.out, 'w')
  let size = 0
  const manifest = generateCapture(options, (bytes) => {
    size += writeSync(file, bytes)
  })
  closeSync(file)
  writeFileSync(`${values.out}.json`, JSON.stringify(manifest))
  stdout.write(`${values.out}: ${manifest.frames} frames, ${manifest.packets} packets, ${size} bytes\n`)
}

/** Whole charges of several piles, four each; the manifest tells the planted faults. */
function writeChargingDay(path: string, piles: number, seed: number): void {
  const file = openSync(path, 'w')
  const day = generateChargingDay({ seed, piles, sessionsPerPile: 4, faults: 0.4 }, (bytes) => writeSync(file, bytes))
  closeSync(file)
  writeFileSync(`${path}.json`, JSON.stringify(day))
  stdout.write(`${path}: ${day.frames} frames, ${day.sessions.length} charges\n`)
}

try {
  main(argv.slice(2))
} catch (error) {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
  exit(2)
}
