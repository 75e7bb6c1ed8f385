// How long the program takes before it can decode: bundled definitions from JSON to tables, and a start of the command line.
import { spawnSync } from 'node:child_process'

const first = performance.now()
const { compileProtocol, families } = await import('../out/main/bench-parts.js')
const imported = performance.now() - first

function compileAll() {
  const start = performance.now()
  for (const family of families) if (!('protocol' in compileProtocol(family))) throw new Error(family.id)
  return performance.now() - start
}

function startCommandLine(args) {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    spawnSync(process.execPath, ['out/main/cli.js', ...args])
    return performance.now() - start
  })
  return Math.min(...times)
}

export function bench() {
  // The first time counts: a program compiles its definitions once.
  const cold = compileAll()
  const json = JSON.stringify(families)
  const start = performance.now()
  JSON.parse(json)
  const parsed = performance.now() - start
  const ms = (value) => `${value.toFixed(0)} ms`
  const heartbeat = '680d14000003103190428000030100a38d'
  return [
    [`definitions from JSON, ${families.length} protocols`, ms(parsed), `${(json.length / 1024).toFixed(0)} KB`],
    ['definitions compiled, first time', ms(cold), `modules loaded in ${ms(imported)}`],
    ['command line: --version', ms(startCommandLine(['--version'])), ''],
    ['command line: decode one frame', ms(startCommandLine(['decode', '--hex', heartbeat])), ''],
  ]
}
