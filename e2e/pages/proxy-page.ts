// The proxy page as a person uses it, and the simulated piles and platform that a journey lets talk through it.
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { expect, type Locator, type Page } from '@playwright/test'

export class ProxyPage {
  readonly root: Locator
  readonly start: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('proxy-page')
    this.start = page.getByTestId('proxy-start')
  }

  /** The listener's only line: where it listens, on this machine, and where it leads. */
  async fill(listenPort: number, upstreamPort: number): Promise<void> {
    await this.root.getByRole('combobox', { name: '监听地址' }).selectOption('127.0.0.1')
    await this.root.getByTestId('listen-port').fill(String(listenPort))
    await this.root.getByTestId('upstream-host').fill('127.0.0.1')
    await this.root.getByTestId('upstream-port').fill(String(upstreamPort))
  }

  /** Button of the toolbar that stops the proxy or lets it go on. */
  get act(): Locator {
    return this.page.getByTestId('proxy-chip-act')
  }

  async expectState(status: 'running' | 'stopped'): Promise<void> {
    await expect(this.page.getByTestId('proxy-chip')).toHaveAttribute('data-status', status)
  }
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

export interface Simulator {
  /** Of the platform. */
  port: number
  /** A pile that tells a charge from login to bill; resolves when it is done. */
  drivePile(port: number): Promise<void>
  stop(): void
}

const simulate = (...parameters: string[]): ChildProcess =>
  spawn(process.execPath, ['out/main/simulate.js', ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })

/** A platform that answers piles, until it is stopped. */
export async function startSimulator(): Promise<Simulator> {
  const platform = simulate('platform')
  const stop = () => void platform.kill()
  process.once('exit', stop)
  const port = await new Promise<number>((resolve, reject) => {
    platform.stdout!.once('data', (bytes: Buffer) => resolve(Number(/:(\d+)\s*$/.exec(bytes.toString())?.[1])))
    platform.once('exit', (code) => reject(new Error(`the platform ended with ${code}`)))
  })
  const drivePile = (to: number) =>
    new Promise<void>((resolve, reject) => {
      const pile = simulate('piles', '--to', `127.0.0.1:${to}`, '--pause', '20')
      pile.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the pile ended with ${code}`))))
    })
  return { port, drivePile, stop }
}
