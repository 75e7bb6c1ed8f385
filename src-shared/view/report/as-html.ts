// A report as one HTML file that needs nothing else: its own style, no scripts, nothing loaded. Prints well; follows the
// reader's light or dark theme.
import { escapeControls } from '../text-width.ts'
import type { Block, ReportLanguage } from './blocks.ts'

const style = `
:root { color-scheme: light dark; --text: #1b2230; --dim: #5b6577; --line: #e1e4ea; --panel: #f7f8fa; --back: #fff }
@media (prefers-color-scheme: dark) {
  :root { --text: #e3e8f0; --dim: #93a0b4; --line: #2a313d; --panel: #181d26; --back: #12161d }
}
body { max-width: 1080px; margin: 24px auto; padding: 0 20px; background: var(--back); color: var(--text);
  font: 14px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif }
h1 { font-size: 20px } h2 { margin-top: 28px; padding-bottom: 4px; border-bottom: 1px solid var(--line); font-size: 17px }
h3 { margin: 20px 0 6px; font-size: 14px }
table { width: 100%; margin: 8px 0; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 4px 10px; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top }
th { color: var(--dim); font-size: 12px; font-weight: 400; white-space: nowrap }
.number { text-align: end }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0 }
dt { color: var(--dim) } dd { margin: 0; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: 10px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--panel);
  font: 12px/1.5 ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace }
@media print { body { max-width: none; margin: 0 } pre { white-space: pre-wrap } h3, tr { break-inside: avoid } }
`.trim()

/** A whole document; its title is the first heading. */
export function asHtml(blocks: readonly Block[], language: ReportLanguage): string {
  const title = blocks.find((block) => block.kind === 'heading')
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title?.kind === 'heading' ? title.text : '')}</title>
<style>
${style}
</style>
</head>
<body>
${blocks.map(htmlOf).join('\n')}
</body>
</html>
`
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
    case 'text':
      return `<p>${escaped(block.text)}</p>`
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
    case 'table': {
      const look = block.columns.map(({ isNumber }) => (isNumber ? ' class="number"' : ''))
      const head = block.columns
        .map(({ name }, place) => `<th scope="col"${look[place]}>${escaped(name)}</th>`)
        .join('')
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell, at) => `<td${look[at]}>${escaped(cell)}</td>`).join('')}</tr>`,
      )
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
    }
    case 'listing':
      return `<pre>${escaped(block.text)}</pre>`
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Line ends of listings stay; no other control character gets through. */
const escaped = (text: string): string =>
  text
    .split('\n')
    .map((part) => escapeControls(part).replace(/[&<>"']/g, (one) => entities[one]!))
    .join('\n')
