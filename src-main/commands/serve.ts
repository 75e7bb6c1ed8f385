// `pilescope serve [--port N] [--bind ADDR] [--tls-cert FILE --tls-key FILE | --insecure] [--allow-host NAME] [--open]
// [--view-link] [FILE…]`: the windows in a browser, for machines without a screen.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { platform, stderr, stdin, stdout } from 'node:process'
import { CommandError, fileError } from '../command-error.ts'
import { configFolder } from '../config-folder.ts'
import { parseOptions } from '../options.ts'
import { analyzerWorkerPath, recorderPath, samplesFolder, screenFolder } from '../program-folder.ts'
import { launchUnderNode } from '../recorder/launch-recorder.ts'
import { useUserDefinitions } from '../user-definitions.ts'
import { isLoopback, startWebHost, type TlsFiles, type WebHost } from '../web.ts'

/** Fixed, so that a tunnel or a note of the address stays right. */
const usualPort = 7468

const options = {
  port: { type: 'string' },
  bind: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  insecure: { type: 'boolean' },
  'allow-host': { type: 'string', multiple: true },
  open: { type: 'boolean' },
  'view-link': { type: 'boolean' },
  definitions: { type: 'string', multiple: true },
} as const

/** Serves until it is told to stop; returns the exit code. */
export async function serveCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('serve', args, options)
  const port = values.port === undefined ? null : portNumber(values.port)
  const bind = values.bind ?? null
  const tls = tlsFiles(values['tls-cert'], values['tls-key'])
  if (!tls && values.insecure !== true) refuseUnencrypted(bind)
  if (!existsSync(screenFolder))
    throw new CommandError('界面还没有构建，先运行 npm run build', 'the screen is not built; run `npm run build` first')
  for (const path of positionals) refuseMissing(path)
  warnOfRoot()
  const definitions = values.definitions ?? []
  await useUserDefinitions(definitions)
  const stop = stopSignal()
  const host = await start({ port, bind, tls, allowedHosts: values['allow-host'] ?? [], definitions })
  for (const path of positionals) await openFile(host, path)
  const hasViewers = values['view-link'] === true
  greet(host, tls ? null : bind, hasViewers)
  if (values.open) openBrowser(host.newLink())
  await untilStopped(host, stop, hasViewers)
  await host.close()
  return 0
}

/** Whoever has the link opens files of this machine with the rights of this process. */
function warnOfRoot(): void {
  if (process.getuid?.() !== 0) return
  stderr.write(
    'pilescope: 警告：正以 root 身份运行，拿到链接的人能打开本机任何文件；请改用普通用户。\n' +
      'pilescope: warning: running as root, whoever has the link can open any file of this machine; use an ordinary user.\n',
  )
}

interface ServeOptions {
  /** null: the usual one, or any free one when that is taken. */
  port: number | null
  bind: string | null
  tls: TlsFiles | null
  allowedHosts: readonly string[]
  definitions: readonly string[]
}

/** Certificate and key, both or none. */
function tlsFiles(cert: string | undefined, key: string | undefined): TlsFiles | null {
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined)
    throw new CommandError('--tls-cert 和 --tls-key 要一起给出', '--tls-cert and --tls-key go together')
  return { cert: readPem(cert), key: readPem(key) }
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw fileError(path, error)
  }
}

/** Captures are personal data: what leaves this machine is encrypted, unless the user says in so many words that it is not. */
function refuseUnencrypted(bind: string | null): void {
  if (bind === null || isLoopback(bind)) return
  throw new CommandError(
    `${bind} 能从别的机器访问，连接需要加密：用 --tls-cert 和 --tls-key 给出证书；确实不要加密时加 --insecure`,
    `${bind} can be reached from other machines, so the connection needs encryption: name a certificate with --tls-cert and --tls-key, or add --insecure to do without`,
  )
}

async function start(options: ServeOptions): Promise<WebHost> {
  const { port, bind, tls, allowedHosts, definitions } = options
  try {
    return await startWebHost({
      service: {
        version: __VERSION__,
        workerPath: analyzerWorkerPath,
        samplesFolder,
        configFolder: configFolder(),
        launchRecorder: () => launchUnderNode(recorderPath),
        definitions: definitions.map((path) => resolve(path)),
      },
      screenFolder,
      port: port ?? usualPort,
      bind,
      tls,
      allowedHosts,
      log: (line) => stderr.write(`pilescope: ${line}\n`),
    })
  } catch (error) {
    if (port === null && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return start({ ...options, port: 0 })
    throw listenError(error, port ?? usualPort, bind)
  }
}

/** What the system says of the address, in the user's words; exit code 3 for a port in use. */
function listenError(error: unknown, port: number, bind: string | null): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new CommandError(
      `端口 ${port} 已被占用；用 --port 换一个（0：任意空闲端口）`,
      `port ${port} is in use; choose another with --port (0: any free one)`,
      3,
    )
  if (code === 'EACCES')
    return new CommandError(
      `没有权限使用端口 ${port}；1024 以下的端口需要特权`,
      `no permission for port ${port}; ports below 1024 need privileges`,
      3,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL')
    return new CommandError(`--bind：本机没有地址 ${bind ?? ''}`, `--bind: this machine has no address ${bind ?? ''}`)
  if (code?.startsWith('ERR_OSSL') || code?.startsWith('ERR_SSL'))
    return new CommandError(
      `证书或私钥不能用：${(error as Error).message}`,
      `certificate and key cannot be used: ${(error as Error).message}`,
    )
  return error
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new CommandError(`--port 应为 0–65535，不是“${text}”`, `--port is 0–65535, not "${text}"`)
}

/** A name that was mistyped is said at once, not in a browser that may never come. */
function refuseMissing(path: string): void {
  if (!existsSync(path)) throw fileError(path, { code: 'ENOENT' })
}

/** Files named on the command line are there when the first browser comes. */
async function openFile(host: WebHost, path: string): Promise<void> {
  host.service.allowPath(resolve(path))
  await host.service.call('captures.open', { source: { kind: 'path', path: resolve(path) }, decodeAs: null })
}

/** `bind`: the address served without encryption, if any. */
function greet(host: WebHost, bind: string | null, hasViewers: boolean): void {
  stdout.write(`桩镜已启动，在浏览器打开 / Pilescope is running; open in a browser:\n  ${host.newLink()}\n`)
  if (hasViewers) stdout.write(viewLine(host))
  stdout.write('链接只能用一次，按回车换新的；Ctrl+C 退出 / The link works once; Enter: a new one, Ctrl+C: quit\n')
  if (bind !== null && !isLoopback(bind))
    stderr.write(
      `pilescope: 警告：${bind} 上的连接没有加密，同一网络的人可能看到内容；有链接的人都能使用。\n` +
        `pilescope: warning: connections to ${bind} are not encrypted and may be read on the network; whoever has the link can use it.\n`,
    )
}

/** A link for someone who may look and change nothing. */
const viewLine = (host: WebHost): string => `只能查看 / view only:\n  ${host.newLink('view')}\n`

/** Resolves when the system or the user says stop. Asked for before anything is started, so that it always ends cleanly. */
function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop())
  })
}

/** Prints a new link for every Enter until it is told to stop. */
async function untilStopped(host: WebHost, stop: Promise<void>, hasViewers: boolean): Promise<void> {
  const lines = stdin.isTTY ? createInterface({ input: stdin }) : null
  lines?.on('line', () => stdout.write(`  ${host.newLink()}\n${hasViewers ? viewLine(host) : ''}`))
  await stop
  lines?.close()
}

/** Starts the system's browser; when there is none, the printed link is still there. */
function openBrowser(link: string): void {
  const [command, ...args] =
    platform === 'darwin' ? ['open', link] : platform === 'win32' ? ['explorer.exe', link] : ['xdg-open', link]
  const browser = spawn(command!, args, { stdio: 'ignore', detached: true })
  browser.on('error', () =>
    stderr.write('pilescope: 没能打开浏览器，请自己打开链接 / no browser could be started; open the link yourself\n'),
  )
  browser.unref()
}
