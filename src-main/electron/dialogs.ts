// What the open and save dialogs say and offer, in the user's language. Pure; desktop.ts shows them.
import { parse } from 'node:path'
import type { Language } from '../../src-shared/bridge/bridge.ts'
import { fileTypes, nativeExtension } from './file-types.ts'
import { menuText } from './menu-template.ts'

/** Any number of files; all known kinds at once, each kind alone, or every file. */
export function openDialogOptions(language: Language): Electron.OpenDialogOptions {
  const text = (zh: string, en: string) => menuText({ zh, en }, language)
  return {
    title: text('打开抓包或日志', 'Open a capture or a log'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: text('全部支持的类型', 'All supported'),
        extensions: fileTypes.flatMap(({ extensions }) => [...extensions]),
      },
      ...fileTypes.map(({ name, extensions }) => ({ name: menuText(name, language), extensions: [...extensions] })),
      { name: text('全部文件', 'All files'), extensions: ['*'] },
    ],
  }
}

/** Suggests the capture's own name with the extension (the native one when left out), beside the file it came from when there is one. */
export function saveDialogOptions(
  language: Language,
  suggestedPath: string,
  extension: string = nativeExtension,
): Electron.SaveDialogOptions {
  const { dir, name } = parse(suggestedPath)
  const file = `${safeName(name)}.${extension}`
  return {
    title: menuText({ zh: `保存为 ${extension}`, en: `Save as ${extension}` }, language),
    defaultPath: dir ? `${dir}/${file}` : file,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
    filters: [{ name: extension, extensions: [extension] }],
  }
}

/** A name that every file system takes; it may come from pasted text. */
export function safeName(name: string): string {
  const plain = [...name]
    .map((character) =>
      character < ' ' || character === '\u007f' || '<>:"/\\|?*'.includes(character) ? '_' : character,
    )
    .slice(0, 100)
    .join('')
    .replace(/[. ]+$/, '')
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `${plain || 'pilescope'}_` : plain
}
