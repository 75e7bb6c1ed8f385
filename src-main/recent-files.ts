// Files that were opened before, newest first, kept in the user's configuration folder.
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { DecodeAsChoices, RecentFile } from '../src-shared/bridge/bridge.ts'
import type { SettingsFile } from './settings-file.ts'

const mostFiles = 20
const protocol = z.string().max(100)
const choices = z.object({ all: protocol.nullable(), conversations: z.record(z.string().regex(/^\d+$/), protocol) })
const schema = z.array(
  z.object({ path: z.string().min(1).max(4096), opened: z.number(), decodeAs: choices.optional() }),
)
type Entry = z.infer<typeof schema>[number]

export class RecentFiles {
  private readonly file: SettingsFile
  private loading: Promise<Entry[]> | null = null

  constructor(file: SettingsFile) {
    this.file = file
  }

  async list(): Promise<RecentFile[]> {
    const entries = await this.entries()
    return Promise.all(
      entries.map(async ({ path, opened }) => ({
        path,
        name: basename(path),
        opened,
        exists: await access(path).then(
          () => true,
          () => false,
        ),
      })),
    )
  }

  async has(path: string): Promise<boolean> {
    return (await this.entries()).some((entry) => entry.path === path)
  }

  /** Puts a file in front. A list that cannot be kept is no reason to fail: it holds for this run. */
  async add(path: string): Promise<void> {
    await this.change((entries) => {
      const others = entries.filter((entry) => entry.path !== path)
      const before = entries.find((entry) => entry.path === path)
      return [{ ...before, path, opened: Date.now() }, ...others].slice(0, mostFiles)
    })
  }

  /** What the person said of the file's protocols when it was open before. */
  async choicesOf(path: string): Promise<DecodeAsChoices | null> {
    return (await this.entries()).find((entry) => entry.path === path)?.decodeAs ?? null
  }

  async keepChoices(path: string, decodeAs: DecodeAsChoices): Promise<void> {
    const kept = { all: decodeAs.all, conversations: { ...decodeAs.conversations } }
    await this.change((entries) => entries.map((entry) => (entry.path === path ? { ...entry, decodeAs: kept } : entry)))
  }

  async clear(): Promise<void> {
    await this.change(() => [])
  }

  private entries(): Promise<Entry[]> {
    this.loading ??= this.load()
    return this.loading
  }

  private async load(): Promise<Entry[]> {
    const kept = await this.file.read()
    if (kept === undefined) return []
    const result = schema.safeParse(kept)
    if (!result.success) await this.file.setAside()
    return result.success ? result.data.slice(0, mostFiles) : []
  }

  /** Each change builds on the one before, also when that is not done yet. */
  private async change(changed: (entries: Entry[]) => Entry[]): Promise<void> {
    this.loading = this.entries().then(changed)
    await this.file.write(await this.loading).catch(() => {})
  }
}
