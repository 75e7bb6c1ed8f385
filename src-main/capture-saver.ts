// Saves captures as pcapng: where the save dialog says, or, in a browser, into a file to download. Part of service.ts.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Refusal } from '../src-shared/bridge/bridge-error.ts'
import type { CaptureOpener } from './capture-opener.ts'
import { labelOf } from './command-error.ts'
import type { OpenCapture } from './open-capture.ts'

export interface SaveDialog {
  /**
   * Path to save to; null: dismissed. `suggestedPath`: the capture's own path, or its name where it has none. `extension`: of
   * the file, that of captures when left out.
   */
  save(suggestedPath: string, extension?: string): Promise<string | null>
}

export interface SaverOptions {
  dialogs: SaveDialog | null
  offerDownload?: (path: string, name: string) => string
}

export class CaptureSaver {
  private readonly options: SaverOptions
  private readonly captures: CaptureOpener
  /** Paths that the save dialog gave. */
  private readonly allowed = new Set<string>()

  constructor(options: SaverOptions, captures: CaptureOpener) {
    this.options = options
    this.captures = captures
  }

  /** Where it was saved, or where it can be downloaded; null: dismissed. */
  async save(captureId: number, path: string | null): Promise<string | null> {
    const capture = this.captures.get(captureId)
    if (capture.state.status === 'loading' || capture.state.status === 'failed')
      throw new Refusal('not-loaded', '还没有载入完，不能保存。', 'It is not loaded yet and cannot be saved.')
    const { dialogs, offerDownload } = this.options
    if (path !== null) return this.saveTo(capture, this.allowedPath(path))
    if (!dialogs && offerDownload) return this.download(capture, offerDownload)
    if (!dialogs) throw new Refusal('no-dialogs', '这里没有保存对话框。', 'There is no save dialog here.')
    const chosen = await dialogs.save(capture.state.path ?? capture.state.name)
    if (chosen === null) return null
    this.allowed.add(resolve(chosen))
    return this.saveTo(capture, resolve(chosen))
  }

  /** The same for a small text or a picture. `name`: with or without the extension. */
  async saveContent(name: string, content: string | Uint8Array, extension: string): Promise<string | null> {
    const { dialogs, offerDownload } = this.options
    if (!dialogs && !offerDownload)
      throw new Refusal('no-dialogs', '这里没有保存对话框。', 'There is no save dialog here.')
    const path = dialogs ? await dialogs.save(name, extension) : this.captures.files.newPath(`.${extension}`)
    if (path === null) return null
    try {
      await writeFile(path, content, { mode: 0o600 })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new Refusal('not-saved', `没能保存（${code}）。`, `Not saved (${code}).`)
    }
    return dialogs ? path : offerDownload!(path, name)
  }

  private allowedPath(path: string): string {
    if (this.allowed.has(resolve(path))) return resolve(path)
    throw new Refusal(
      'not-allowed',
      '只能保存到保存对话框给出的位置。',
      'It can only be saved where the save dialog said.',
    )
  }

  private async saveTo(capture: OpenCapture, path: string): Promise<string> {
    try {
      await capture.ask('save', path)
    } catch (error) {
      const { zh, en } = labelOf(error)
      throw new Refusal('not-saved', `没能保存：${zh}`, `Not saved: ${en}`)
    }
    this.captures.allowPath(path)
    return path
  }

  private async download(capture: OpenCapture, offer: (path: string, name: string) => string): Promise<string> {
    const path = this.captures.files.newPath('.pcapng')
    await this.saveTo(capture, path)
    return offer(path, `${capture.state.name.replace(/\.(pcapng|pcap|txt|log|hex|md|gz)$/i, '')}.pcapng`)
  }
}
