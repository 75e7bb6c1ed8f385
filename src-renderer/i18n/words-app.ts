// Words of the window's frame: toolbar, tabs, banner, status bar, dialogs. Counterparts: words-list.ts, words-details.ts,
// words-bytes.ts. A word that lacks a language is a type error.
import type { Label } from '../../src-shared/bytes/range.ts'
import { formatCount } from './numbers.ts'
import type { Language, PaneLayout, Theme, TimeFormat } from '../../src-shared/bridge/bridge.ts'

export const appWords = {
  product: { zh: '桩镜', en: 'Pilescope' },
  toolbar: { zh: '工具栏', en: 'Toolbar' },
  open: { zh: '打开', en: 'Open' },
  paste: { zh: '粘贴报文', en: 'Paste frames' },
  samples: { zh: '示例', en: 'Samples' },
  stop: { zh: '停止载入', en: 'Stop loading' },
  save: { zh: '保存', en: 'Save' },
  more: { zh: '更多', en: 'More' },
  layout: { zh: '布局', en: 'Layout' },
  language: { zh: '语言', en: 'Language' },
  theme: { zh: '明暗', en: 'Theme' },
  close: { zh: '关闭', en: 'Close' },
  cancel: { zh: '取消', en: 'Cancel' },
  views: { zh: '视图', en: 'Views' },
  captures: { zh: '已打开的文件', en: 'Open captures' },
  welcome: { zh: '首页', en: 'Welcome' },
  loading: { zh: '正在载入', en: 'Loading' },
  resizePanes: { zh: '调整窗格大小', en: 'Resize panes' },
  detailsPane: { zh: '字段', en: 'Fields' },
  bytesPane: { zh: '字节', en: 'Bytes' },
  damaged: { zh: '文件有损坏', en: 'The file is damaged' },
  remarks: { zh: '载入说明', en: 'Remarks' },
  showLess: { zh: '收起', en: 'Show less' },
  failed: { zh: '打不开', en: 'Could not open' },
  hide: { zh: '不再显示', en: 'Hide' },
  pasteToImport: { zh: '在粘贴台查看', en: 'Look at it in the import desk' },
  noFrames: { zh: '没有识别到报文', en: 'No frames were found' },
  noFramesHint: {
    zh: '文件能读，但里面没有已知协议的报文。可换一种协议解析，或把文字粘贴进来逐字查看。',
    en: 'The file was read, but holds no frames of a known protocol. Try another protocol, or paste its text and see what each character is.',
  },
  decodeAs: { zh: '解析为', en: 'Decode as' },
  decodeWhat: { zh: '解析范围', en: 'What to decode' },
  wholeCapture: { zh: '整个抓包', en: 'Whole capture' },
  conversationOnly: (conversation: number): Label => ({
    zh: `会话 ${conversation}`,
    en: `Conversation ${conversation}`,
  }),
  decodeAuto: { zh: '自动识别', en: 'Automatic' },
  connectionLost: {
    zh: '与分析器的连接断开了，正在重新连接…',
    en: 'The connection to the analyzer broke; reconnecting…',
  },
  connectionHint: {
    zh: '若分析器已重新启动，请打开它新给出的网址。',
    en: 'If the analyzer was restarted, open the address that it printed.',
  },
  unencrypted: (address: string): Label => ({
    zh: `连接没有加密（${address}）`,
    en: `This connection is not encrypted (${address})`,
  }),
  unencryptedHint: {
    zh: '同一网络的人可能看到报文内容；用 --tls-cert 和 --tls-key 启动可加密。',
    en: 'Others on the network may read the frames; start with --tls-cert and --tls-key to encrypt.',
  },
  viewOnly: { zh: '只能查看', en: 'View only' },
  viewOnlyHint: {
    zh: '可以查看、复制和导出诊断；打开文件、过滤和代理由持操作链接的人进行。',
    en: 'Look, copy and export findings; opening, filtering and the proxy are for those with the operating link.',
  },
  dropHere: { zh: '松开即打开', en: 'Drop to open' },
  pasteFailed: {
    zh: '浏览器不让读取剪贴板，请在粘贴台里按 Ctrl+V。',
    en: 'The browser does not give the clipboard; press Ctrl+V in the import desk.',
  },
  copied: { zh: '已复制', en: 'Copied' },
  saved: { zh: '已保存：', en: 'Saved: ' },
  somethingFailed: { zh: '没有完成：', en: 'That did not work: ' },
  goToFrame: { zh: '转到帧', en: 'Go to frame' },
  frameNumber: { zh: '帧号', en: 'Frame number' },
  go: { zh: '转到', en: 'Go' },
  keys: { zh: '快捷键', en: 'Keyboard shortcuts' },
  about: { zh: '关于桩镜', en: 'About Pilescope' },
  aboutText: {
    zh: '充电桩报文分析器：逐字节解析，中英双语。',
    en: 'Packet analyzer for electric-vehicle charging piles: every byte decoded, in Chinese and English.',
  },
  protocols: { zh: '能解析的协议', en: 'Protocols' },
  noUpdatesNoTelemetry: { zh: '不联网，不上传任何数据。', en: 'It sends nothing anywhere.' },
  follow: { zh: '跟随最新', en: 'Follow newest' },
  statusBar: { zh: '状态栏', en: 'Status bar' },
  nothingFound: { zh: '未见异常', en: 'Nothing wrong found' },

  total: (count: number): Label => ({
    zh: `共 ${formatCount(count)} 帧`,
    en: `${formatCount(count)} ${count === 1 ? 'frame' : 'frames'}`,
  }),
  shown: (count: number): Label => ({ zh: `显示 ${formatCount(count)}`, en: `${formatCount(count)} shown` }),
  loadingFrames: (frames: number): Label => ({
    zh: `正在载入，已有 ${formatCount(frames)} 帧`,
    en: `Loading, ${formatCount(frames)} frames so far`,
  }),
  stopped: (frames: number): Label => ({
    zh: `已停止载入，保留 ${formatCount(frames)} 帧`,
    en: `Loading was stopped; ${formatCount(frames)} frames are kept`,
  }),
  moreRemarks: (count: number): Label => ({ zh: `还有 ${count} 条`, en: `${count} more` }),
  closeOf: (name: string): Label => ({ zh: `关闭 ${name}`, en: `Close ${name}` }),
  noSuchFrame: (count: number): Label => ({
    zh: `没有这一帧；共 ${formatCount(count)} 帧。`,
    en: `There is no such frame; there are ${formatCount(count)}.`,
  }),
  frameHidden: { zh: '这一帧被过滤掉了。', en: 'The filter hides this frame.' },
  lookingForBad: {
    zh: '还在检查，一找到坏帧就跳过去',
    en: 'Still looking: goes to a bad frame as soon as one is found',
  },
  noBadFrame: { zh: '没有坏帧了', en: 'No more bad frames' },
  byteRange: (first: number, last: number): Label =>
    first === last
      ? { zh: `字节 ${first}`, en: `byte ${first}` }
      : { zh: `字节 ${first}–${last}`, en: `bytes ${first}–${last}` },
} as const

/** The tabs of a capture. */
export const viewWords = {
  frames: { zh: '报文', en: 'Frames' },
  connections: { zh: '连接', en: 'Connections' },
  sessions: { zh: '会话', en: 'Sessions' },
  plots: { zh: '曲线', en: 'Plots' },
  statistics: { zh: '统计', en: 'Statistics' },
} as const

export const languageWords: Record<Language, Label> = {
  zh: { zh: '中', en: '中' },
  en: { zh: 'EN', en: 'EN' },
  both: { zh: '双', en: '双' },
}

export const languageNames: Record<Language, Label> = {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  both: { zh: '双语', en: 'Both languages' },
}

export const themeWords: Record<Theme, Label> = {
  system: { zh: '随系统', en: 'As the system' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
}

export const layoutWords: Record<PaneLayout, Label> = {
  'list-over-tree-beside-hex': { zh: '列表在上，字段与字节在下', en: 'List above fields and bytes' },
  'list-beside-tree-over-hex': { zh: '列表在左，字段与字节在右', en: 'List beside fields and bytes' },
}

export const timeWords: Record<TimeFormat, Label> = {
  time: { zh: '时刻', en: 'Time of day' },
  date: { zh: '日期和时刻', en: 'Date and time' },
  'since-first': { zh: '距第一帧', en: 'Since the first frame' },
  'since-previous': { zh: '距上一行', en: 'Since the row above' },
}
