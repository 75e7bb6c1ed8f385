#!/usr/bin/env node
// `npm start`: builds when needed and shows what the analyzer says of a bundled sample. The windows come next.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const run = (command, args) => spawnSync(command, args, { stdio: 'inherit', shell: false }).status ?? 1

if (!existsSync('out/main/cli.js')) {
  console.log('构建中… / building…')
  const status = run(process.execPath, [
    'node_modules/electron-vite/bin/electron-vite.js',
    'build',
    '--logLevel',
    'error',
  ])
  if (status !== 0) process.exit(status)
}
console.log('样例 / sample: samples/ykc/first-steps.hex\n')
run(process.execPath, [
  'out/main/cli.js',
  'decode',
  '--input',
  'lines',
  '--format',
  'tree',
  '--lang',
  'both',
  'samples/ykc/first-steps.hex',
])
console.log(`接下来 / next:
  node out/main/cli.js decode --hex "68 0d 14 00 00 03 10 31 90 42 80 00 03 01 00 a3 8d"
  node out/main/cli.js decode --input lines --format list samples/aaf5/synthetic.hex
  node out/main/cli.js definitions list
  窗口界面正在开发中，命令行已可使用。 / The windows are being built; the command line works today.`)
