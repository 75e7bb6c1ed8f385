// Words of the preferences dialog.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Preferences } from '../../src-shared/bridge/bridge.ts'

export const preferencesWords = {
  title: { zh: '首选项', en: 'Preferences' },
  atOnce: { zh: '改动立即生效并保存', en: 'Changes apply at once and are kept' },
  hereOnly: { zh: '改动立即生效，只在这个窗口有效', en: 'Changes apply at once, in this window only' },
  language: { zh: '语言', en: 'Language' },
  languageWhat: { zh: '双语：字段名和诊断同时用中文和英文', en: 'Both: names and findings in Chinese and English' },
  theme: { zh: '外观', en: 'Theme' },
  density: { zh: '行高', en: 'Row height' },
  timeFormat: { zh: '时间', en: 'Time' },
  layout: { zh: '布局', en: 'Layout' },
  decodeAs: { zh: '按端口解析', en: 'Decode by port' },
  decodeAsWhat: {
    zh: '平台端口上的连接一律按指定协议解析；未列出的端口自动识别。对之后打开的文件生效。',
    en: 'Connections to these platform ports are decoded as named; other ports are recognised. Holds for files opened from now on.',
  },
  decodeAsNone: { zh: '没有指定，全部自动识别。', en: 'None: everything is recognised.' },
  port: { zh: '端口', en: 'Port' },
  protocol: { zh: '协议', en: 'Protocol' },
  add: { zh: '添加', en: 'Add' },
  remove: { zh: '删除', en: 'Remove' },
  removePort: (port: string): Label => ({ zh: `删除端口 ${port}`, en: `Remove port ${port}` }),
  protocolOfPort: (port: string): Label => ({ zh: `端口 ${port} 的协议`, en: `Protocol of port ${port}` }),
  portWrong: { zh: '端口是 1 到 65535 的整数', en: 'A port is a whole number from 1 to 65535' },
  portTaken: { zh: '这个端口已经列出', en: 'This port is listed already' },
  reset: { zh: '全部恢复默认', en: 'Reset everything' },
  resetDone: { zh: '已恢复默认', en: 'Everything is as it was at first' },
  undo: { zh: '撤销', en: 'Undo' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Record<string, Label | ((port: string) => Label)>

export const definitionWords = {
  title: { zh: '自定义协议', en: 'Own protocols' },
  none: { zh: '文件夹里还没有定义文件。', en: 'The folder holds no definition files yet.' },
  what: {
    zh: '把协议定义（.yaml）放进这个文件夹，保存后立即生效，已打开的抓包会重新解析。写法见 docs/definitions.md。',
    en: 'Put definitions (.yaml) into this folder: they hold as soon as they are saved, and open captures are decoded again. docs/definitions.md tells how to write them.',
  },
  reload: { zh: '重新读取', en: 'Read again' },
  outdated: { zh: '文件有错误，仍用上一次正确的内容', en: 'its file is wrong; what it said before still counts' },
  more: (count: number): Label => ({ zh: `另有 ${count} 处错误`, en: `${count} more mistakes` }),
  refused: (count: number): Label => ({
    zh: `自定义协议有 ${count} 处错误，见首选项`,
    en:
      count === 1
        ? '1 mistake in own protocols, see Preferences'
        : `${count} mistakes in own protocols, see Preferences`,
  }),
} as const satisfies Record<string, Label | ((count: number) => Label)>

export const densityWords: Record<Preferences['density'], Label> = {
  compact: { zh: '紧凑', en: 'Compact' },
  normal: { zh: '标准', en: 'Normal' },
  comfortable: { zh: '宽松', en: 'Comfortable' },
}
