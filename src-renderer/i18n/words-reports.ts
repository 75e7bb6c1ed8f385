// Words of reports and of what is saved as a file.
export const reportWords = {
  make: { zh: '生成报告', en: 'Report' },
  saveHtml: { zh: '保存为 HTML', en: 'Save as HTML' },
  saveMarkdown: { zh: '保存为 Markdown', en: 'Save as Markdown' },
  copyMarkdown: { zh: '复制 Markdown', en: 'Copy as Markdown' },
  saveWhole: { zh: '保存为 HTML，含卡号、VIN 等个人信息', en: 'Save as HTML with cards, VINs and other personal data' },
  copyWhole: { zh: '复制 Markdown，含个人信息', en: 'Copy as Markdown with personal data' },
  name: { zh: '报告', en: 'report' },
} as const
