// The words of the about box. Pure; desktop.ts shows it.
import type { Language } from '../../src-shared/bridge/bridge.ts'
import { menuText } from './menu-template.ts'

export interface AboutVersions {
  app: string
  electron: string
  chrome: string
  node: string
  /** System and processor, as `linux x64`. */
  system: string
}

/** One box with one button. */
export function aboutBox(language: Language, versions: AboutVersions): Electron.MessageBoxOptions {
  const text = (zh: string, en: string) => menuText({ zh, en }, language)
  return {
    type: 'info',
    title: text('关于桩镜', 'About Pilescope'),
    message: `Pilescope 桩镜 ${versions.app}`,
    detail: [
      text('充电桩协议报文分析', 'Packet analyzer for electric-vehicle charging piles'),
      text('MIT 许可证；不收集、不上传任何数据。', 'MIT licence. It collects and sends no data.'),
      '',
      `Electron ${versions.electron} · Chromium ${versions.chrome} · Node ${versions.node} · ${versions.system}`,
    ].join('\n'),
    buttons: [text('确定', 'OK')],
    noLink: true,
  }
}
