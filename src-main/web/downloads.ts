// Saved files that a browser may fetch, once each.
import { randomBytes } from 'node:crypto'
import { downloadPath } from './access.ts'

export interface Download {
  path: string
  name: string
}

export class Downloads {
  private readonly waiting = new Map<string, Download>()

  /** The address on this host that the file can be fetched from. */
  offer(path: string, name: string): string {
    const address = `${downloadPath}${randomBytes(16).toString('hex')}`
    this.waiting.set(address, { path, name })
    return address
  }

  /** The file at an address; it is gone from there then. */
  take(address: string): Download | null {
    const download = this.waiting.get(address) ?? null
    this.waiting.delete(address)
    return download
  }
}
