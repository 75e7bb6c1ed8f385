// Words of the welcome page: four ways in, samples, recent files.
import type { Label } from '../../src-shared/bytes/range.ts'

export const welcomeWords = {
  tagline: {
    zh: '看懂充电桩与平台之间的每一个字节',
    en: 'Every byte between pile and platform, explained',
  },
  ways: { zh: '开始', en: 'Start' },
  open: { zh: '打开文件', en: 'Open a file' },
  openWhat: {
    zh: 'pcap、pcapng、gzip，或任何含有十六进制的日志与文本',
    en: 'pcap, pcapng, gzip, or any log or text that holds hex',
  },
  paste: { zh: '粘贴报文', en: 'Paste frames' },
  pasteWhat: {
    zh: '日志、规范样例、聊天记录：逐字说明用了哪些、忽略哪些',
    en: 'Logs, examples, chats: see which characters are used and which are not',
  },
  proxy: { zh: '代理录制', en: 'Record by proxy' },
  proxyWhat: {
    zh: '桩连到这里，转发给平台，边转发边解析',
    en: 'Piles connect here; traffic is passed on to the platform and decoded meanwhile',
  },
  samples: { zh: '示例', en: 'Samples' },
  samplesWhat: { zh: '真实格式的报文，点一下就打开', en: 'Frames of real formats, one click to open' },
  samplesFailed: { zh: '示例列表读不出来', en: 'The list of samples could not be read' },
  recent: { zh: '最近打开', en: 'Recent files' },
  recentNone: { zh: '打开过的文件会列在这里。', en: 'Files that were opened are listed here.' },
  recentClear: { zh: '清空', en: 'Clear' },
  missing: { zh: '文件不在了', en: 'The file is gone' },
  drop: { zh: '也可以把文件拖到窗口的任何地方', en: 'Or drop a file anywhere on the window' },
  viewerCaptures: { zh: '点上面的标签查看抓包', en: 'Choose a capture above to look at it' },
  viewerCapturesWhat: {
    zh: '这个链接只能查看；打开别的文件由持操作链接的人进行。',
    en: 'This link is for viewing; other files are opened by those with the operating link.',
  },
  viewerNone: { zh: '还没有打开的抓包', en: 'No capture is open yet' },
  viewerNoneWhat: {
    zh: '持操作链接的人打开文件或开始录制后，会出现在这里。',
    en: 'It appears here once those with the operating link open a file or start to record.',
  },
  today: { zh: '今天', en: 'today' },
  yesterday: { zh: '昨天', en: 'yesterday' },
} as const satisfies Record<string, Label>
