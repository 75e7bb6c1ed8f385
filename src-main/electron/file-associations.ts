// What makes the app an "open with" choice of the system for a user who runs it from its folder: entries of a Linux desktop,
// values of the Windows registry. Chosen by the user, never the default by force. Pure; counterpart: scripts/associate.mjs
// writes and removes them.
import { fileTypes } from './file-types.ts'

export interface InstalledApp {
  /** Electron's program. */
  program: string
  /** Folder of package.json. */
  root: string
  icon: string
}

const captureType = 'application/x-pcapng'

/** Texts by path under the user's data folder (XDG_DATA_HOME): the app, and the type that many systems do not know. */
export function linuxEntries({ program, root, icon }: InstalledApp): Readonly<Record<string, string>> {
  const types = fileTypes.flatMap(({ mimeTypes }) => mimeTypes)
  return {
    'applications/pilescope.desktop': `[Desktop Entry]
Type=Application
Name=Pilescope 桩镜
GenericName=Packet analyzer for charging piles
GenericName[zh_CN]=充电桩协议分析
Exec=${execArgument(program)} ${execArgument(root)} %F
Icon=${icon}
Terminal=false
Categories=Network;
MimeType=${types.join(';')};
`,
    'mime/packages/pilescope.xml': `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${captureType}">
    <comment>pcapng capture</comment>
    <comment xml:lang="zh_CN">pcapng 抓包文件</comment>
    <glob pattern="*.pcapng"/>
    <glob pattern="*.ntar"/>
  </mime-type>
</mime-info>
`,
  }
}

/** Quoted twice, as the Desktop Entry Specification asks: as an argument of Exec, then as a string. */
function execArgument(path: string): string {
  const quoted = `"${path.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%')
}

export interface RegistryValue {
  key: string
  /** Empty: the key's own value. */
  name: string
  data: string
}

/** The program's own key, which is removed whole. */
export const windowsProgramKey = String.raw`HKCU\Software\Classes\Pilescope.Capture`

/** Keys that list who opens an extension; only the value named `name` in them is ours. */
export function windowsExtensionValues(): RegistryValue[] {
  const extensions = fileTypes.flatMap((type) => type.extensions)
  return extensions.map((extension) => ({
    key: String.raw`HKCU\Software\Classes\.${extension}\OpenWithProgids`,
    name: 'Pilescope.Capture',
    data: '',
  }))
}

export function windowsProgramValues({ program, root, icon }: InstalledApp): RegistryValue[] {
  return [
    { key: windowsProgramKey, name: '', data: 'Pilescope 桩镜' },
    { key: String.raw`${windowsProgramKey}\DefaultIcon`, name: '', data: icon },
    { key: String.raw`${windowsProgramKey}\shell\open\command`, name: '', data: `"${program}" "${root}" "%1"` },
  ]
}
