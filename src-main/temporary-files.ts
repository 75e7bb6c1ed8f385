// Files that live as long as the program: pasted text, uploads, downloads. In one folder of our own that only this user may
// enter; removed at the end.
import { mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export class TemporaryFiles {
  private folder: string | null = null
  private next = 1

  /** A path that nobody uses yet. */
  newPath(extension: string): string {
    this.folder ??= mkdtempSync(join(tmpdir(), 'pilescope-files-'))
    return join(this.folder, `${this.next++}${extension}`)
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true })
  }

  /** Removes all of them. Synchronous, so that it also works when the program is told to end. */
  removeAll(): void {
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true })
    this.folder = null
  }
}
