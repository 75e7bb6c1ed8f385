// What the shell asks the user, in their language: which files, where to save, may a page be opened, reload or quit.
// Counterparts: dialogs.ts and about.ts hold the words, desktop.ts decides when.
import { toBridgeError } from '../../src-shared/bridge/bridge-error.ts'
import type { Language } from '../../src-shared/bridge/bridge.ts'
import { aboutBox, type AboutVersions } from './about.ts'
import { openDialogOptions, saveDialogOptions } from './dialogs.ts'
import { allowedExternalUrl } from './external-links.ts'
import { menuText } from './menu-template.ts'

type DialogParts = Pick<typeof Electron.CrossProcessExports, 'dialog' | 'shell'>

export class UserDialogs {
  language: Language = 'zh'
  private readonly parts: DialogParts
  private readonly window: () => Electron.BrowserWindow | null
  private isAsking = false

  /** `window`: the one that dialogs stand before. */
  constructor(parts: DialogParts, window: () => Electron.BrowserWindow | null) {
    this.parts = parts
    this.window = window
  }

  /** Paths the user chose; null: dismissed. */
  async open(): Promise<string[] | null> {
    const options = openDialogOptions(this.language)
    const { dialog } = this.parts
    const window = this.window()
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return answer.canceled ? null : answer.filePaths
  }

  /** Path to save to; null: dismissed. */
  async save(suggestedPath: string, extension?: string): Promise<string | null> {
    const options = saveDialogOptions(this.language, suggestedPath, extension)
    const { dialog } = this.parts
    const window = this.window()
    const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
    return answer.canceled ? null : answer.filePath
  }

  async about(versions: AboutVersions): Promise<void> {
    await this.ask(aboutBox(this.language, versions))
  }

  /** Opens a page of the exact list in the system's browser when the user agrees; one question at a time. */
  async external(url: string): Promise<void> {
    const allowed = allowedExternalUrl(url)
    if (allowed === null || this.isAsking) return
    this.isAsking = true
    try {
      const agreed = await this.ask({
        type: 'question',
        message: this.text('用浏览器打开网页？', 'Open this page in the browser?'),
        detail: allowed,
        buttons: [this.text('打开', 'Open'), this.text('取消', 'Cancel')],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      })
      if (agreed === 0) await this.parts.shell.openExternal(allowed)
    } finally {
      this.isAsking = false
    }
  }

  /** Something that a menu began went wrong. */
  async failed(error: unknown): Promise<void> {
    const { message } = toBridgeError(error)
    await this.ask({ type: 'warning', message: menuText(message, this.language), noLink: true })
  }

  /** After the page died: true to load it again, false to quit. */
  async reload(): Promise<boolean> {
    const answer = await this.ask({
      type: 'error',
      message: this.text('窗口内容意外结束', "The window's content ended unexpectedly"),
      detail: this.text('已打开的文件仍在。', 'Opened files are still there.'),
      buttons: [this.text('重新载入', 'Reload'), this.text('退出', 'Quit')],
      defaultId: 0,
      noLink: true,
    })
    return answer === 0
  }

  /** Notes about frames are in no file yet: true to quit all the same. */
  async leaveUnsaved(names: readonly string[]): Promise<boolean> {
    const answer = await this.ask({
      type: 'warning',
      message: this.text('有未保存的标记或注释', 'Marks or comments are not saved'),
      detail: names.join('\n'),
      buttons: [this.text('返回', 'Back'), this.text('不保存，退出', 'Quit without saving')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    return answer === 1
  }

  /** Shows a box and answers which button was pressed. */
  private async ask(box: Electron.MessageBoxOptions): Promise<number> {
    const { dialog } = this.parts
    const window = this.window()
    return (await (window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box))).response
  }

  private text(zh: string, en: string): string {
    return menuText({ zh, en }, this.language)
  }
}
