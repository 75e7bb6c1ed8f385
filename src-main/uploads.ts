// Files that a browser sent, until they are opened. web/receive-upload.ts fills them.
import { randomBytes } from 'node:crypto'
import type { TemporaryFiles } from './temporary-files.ts'

/** Uploads that wait to be opened; the oldest gives way. */
const mostWaiting = 8

export interface Upload {
  path: string
  name: string
}

export class Uploads {
  private readonly files: TemporaryFiles
  private readonly waiting = new Map<string, Upload>()

  constructor(files: TemporaryFiles) {
    this.files = files
  }

  /** Where to write a file that is coming. */
  begin(name: string): Upload {
    return { path: this.files.newPath('.upload'), name }
  }

  /** The file is whole; its id is what the screen opens it by. */
  complete(upload: Upload): string {
    const id = randomBytes(16).toString('hex')
    this.waiting.set(id, upload)
    for (const [oldest, { path }] of this.waiting) {
      if (this.waiting.size <= mostWaiting) break
      this.waiting.delete(oldest)
      void this.files.remove(path)
    }
    return id
  }

  /** The file did not come whole. */
  async abandon(upload: Upload): Promise<void> {
    await this.files.remove(upload.path)
  }

  /** Hands a file over to who opens it; null when there is none. */
  take(id: string): Upload | null {
    const upload = this.waiting.get(id) ?? null
    this.waiting.delete(id)
    return upload
  }
}
