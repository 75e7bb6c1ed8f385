#!/usr/bin/env node
// Entry of the command line: picks the command, prints usage errors in one line, sets the exit code.
// 0 clean · 1 read, with findings or damage · 2 usage error or unreadable · 3 a port or file is in use.
import { argv, exit, stderr, stdout } from 'node:process'
import { CommandError } from './command-error.ts'

const usage = `pilescope — 充电桩协议分析 / packet analyzer for EV charging piles

  pilescope decode  [FILE… | -] [--hex HEX] [--input auto|pcap|text|lines]
                    [--as [PORT=|stream:N=]PROTOCOL[/DIALECT]]…
                    [--filter EXPR] [--count] [--events] [--format list|tree|ndjson|csv]
                    [--fields a,b,c] [--tz utc|local] [--lang zh|en|both]
                    [--rules FILE] [--encoding utf-8|utf-16le|utf-16be|gb18030]
  pilescope summary FILE… [--json] [--no-findings] [--lang zh|en|both] [--input …] [--as …]… [--rules FILE]
                    [--encoding …]
  pilescope export  FILE --to pcapng|csv|ndjson|report --out PATH [--force] [--include-raw] [--lang zh|en]
                    [--tz utc|local] [--input …] [--as …]… [--rules FILE] [--encoding …]
                    # csv、ndjson、report 隐去个人信息，--include-raw 保留；pcapng 是原始报文
                    # csv, ndjson and report hide personal data, --include-raw keeps it; pcapng is the raw frames
  pilescope definitions list | check [FILE | DIR …]
  pilescope proxy   --listen [ADDR:]PORT --upstream HOST:PORT --write FILE [--ring-size MB --ring-files N]
                    [--record-first] [--per-source N] [--print]   # --listen 与 --upstream 可重复 / both may be repeated
  pilescope serve   [FILE…] [--port N] [--bind ADDR] [--allow-host NAME] [--open] [--view-link]
  pilescope --help | --version

  --definitions FILE|DIR  decode、summary、export、serve、definitions：使用自己的协议定义，可重复 / your own protocols too, repeatable

  退出码 / exit codes: 0 无问题 clean · 1 有发现 findings · 2 用法错误或不可读 usage error or unreadable
                         3 端口被占用 port in use`

// A reader that stops early (head, less) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 2))

async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args
  if (command !== undefined && (rest.includes('--help') || rest.includes('-h'))) {
    stdout.write(`${usage}\n`)
    return 0
  }
  switch (command) {
    case 'decode':
      return (await import('./commands/decode.ts')).decodeCommand(rest)
    case 'summary':
      return (await import('./commands/summary.ts')).summaryCommand(rest)
    case 'export':
      return (await import('./commands/export.ts')).exportCommand(rest)
    case 'proxy':
      return (await import('./commands/proxy.ts')).proxyCommand(rest)
    case 'serve':
      return (await import('./commands/serve.ts')).serveCommand(rest)
    case 'definitions':
      return (await import('./commands/definitions.ts')).definitionsCommand(rest)
    case '--version':
    case '-v':
      stdout.write(`${__VERSION__}\n`)
      return 0
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      stdout.write(`${usage}\n`)
      return command === undefined ? 2 : 0
    default:
      throw new CommandError(
        `没有命令“${command}”，用 pilescope --help 查看`,
        `no command "${command}", see pilescope --help`,
      )
  }
}

main(argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const text =
      error instanceof CommandError
        ? error.message
        : `内部错误 / internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    stderr.write(`pilescope: ${text}\n`)
    process.exitCode = error instanceof CommandError ? error.exitCode : 2
  },
)
