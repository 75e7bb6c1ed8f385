// The main process of the stand-in as the test sees it: started, asked, told of, ended. Counterpart: main-process/parent.mjs.
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A change of the built main files, made while they load. */
export interface Mutation {
  find: string
  replace: string
}

export interface ChildOptions {
  mainFile: string
  files: readonly string[]
  mutations: readonly Mutation[]
  environment: Record<string, string>
  workingDirectory: string
}

type Message =
  | { kind: 'ask'; id: number; name: string; payload: unknown }
  | { kind: 'tell'; name: string; payload: unknown }
  | { kind: 'answer'; id: number; value?: unknown; error?: string }

/** What the main process asks for or tells; a value is only awaited where it asks. */
export type Hear = (name: string, payload: never) => unknown

const startFile = fileURLToPath(new URL('./main-process/start.mjs', import.meta.url))

export class Child {
  /** Everything that the process printed. */
  output = ''
  /** Exit code, or null when it was killed. */
  readonly exited: Promise<number | null>
  private readonly process: ChildProcess
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private readonly hear: Hear
  private next = 1

  constructor(options: ChildOptions, hear: Hear) {
    const { mainFile, mutations, files } = options
    this.hear = hear
    this.process = fork(startFile, [JSON.stringify({ mainFile, mutations, files })], {
      cwd: options.workingDirectory,
      env: { ...process.env, ...options.environment },
      execArgv: [],
      serialization: 'advanced',
      silent: true,
    })
    const keep = (chunk: Buffer) => (this.output += chunk.toString())
    this.process.stdout?.on('data', keep)
    this.process.stderr?.on('data', keep)
    this.process.on('message', (message) => void this.receive(message as Message))
    this.exited = new Promise((resolve) => this.process.once('exit', resolve))
    void this.exited.then(() => this.failWaiting())
  }

  ask<Value>(name: string, payload: unknown = null): Promise<Value> {
    if (!this.process.connected) return Promise.reject(this.ended(name))
    const id = this.next++
    return new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      // A process that has just ended takes no message, although it still counts as connected.
      this.process.send({ kind: 'ask', id, name, payload }, (error) => {
        if (error) void this.exited.then(() => reject(this.ended(name)))
      })
    }) as Promise<Value>
  }

  /** What a page is answered: nothing comes of its wishes once the app has ended. */
  async askForPage<Value>(name: string, payload: unknown, ifEnded: Value): Promise<Value> {
    try {
      return await this.ask<Value>(name, payload)
    } catch (error) {
      if (this.process.connected) throw error
      return ifEnded
    }
  }

  async end(): Promise<void> {
    await this.ask('quit').catch(() => {})
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000)
    await this.exited
    clearTimeout(timer)
  }

  private async receive(message: Message): Promise<void> {
    if (message.kind === 'answer') {
      const waiting = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if (message.error === undefined) waiting?.resolve(message.value)
      else waiting?.reject(new Error(message.error))
      return
    }
    if (message.kind === 'tell') return void this.hear(message.name, message.payload as never)
    try {
      const value = await this.hear(message.name, message.payload as never)
      this.reply({ kind: 'answer', id: message.id, value })
    } catch (error) {
      this.reply({ kind: 'answer', id: message.id, error: error instanceof Error ? error.message : String(error) })
    }
  }

  private reply(message: Message): void {
    if (this.process.connected) this.process.send(message)
  }

  private failWaiting(): void {
    for (const { reject } of this.waiting.values()) reject(this.ended('an answer'))
    this.waiting.clear()
  }

  private ended(what: string): Error {
    return new Error(`stand-in: the main process ended before ${what}\n${this.output}`)
  }
}
