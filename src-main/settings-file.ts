// A small JSON file in the user's configuration folder. Never half written; a damaged one is set aside, not lost.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

export class SettingsFile {
  private readonly path: string
  private writing: Promise<void> = Promise.resolve()

  constructor(path: string) {
    this.path = path
  }

  /** What the file holds; undefined when there is none, or when it is no JSON (it is then set aside). */
  async read(): Promise<unknown> {
    const text = await readFile(this.path, 'utf8').catch(() => null)
    if (text === null) return undefined
    try {
      return JSON.parse(text)
    } catch {
      await this.setAside()
      return undefined
    }
  }

  /** Renames the file to `NAME.damaged`, so that a person can look at it. */
  async setAside(): Promise<void> {
    await rename(this.path, `${this.path}.damaged`).catch(() => {})
  }

  /** Writes one after another; the old file stays whole until the new one is. */
  write(value: unknown): Promise<void> {
    this.writing = this.writing
      .catch(() => {})
      .then(() => replaceFile(this.path, `${JSON.stringify(value, null, 2)}\n`))
    return this.writing
  }
}

/** Writes a file so that the old one stays whole until the new one is. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const partial = `${path}.${process.pid}.part`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(partial, text, { mode: 0o600 })
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
