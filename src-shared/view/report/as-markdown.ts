// A report as Markdown that pastes into tickets: GitHub's tables, fenced listings. What a capture says is escaped, so that it
// stays text.
import { escapeControls } from '../text-width.ts'
import type { Block } from './blocks.ts'

/** Ends with a newline. */
export function asMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownOf).join('\n\n')}\n`
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`
    case 'text':
      return inline(block.text)
    case 'facts':
      return block.rows.map(([name, value]) => `- **${inline(name)}**: ${inline(value)}`).join('\n')
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n')
    case 'table':
      return [
        line(block.columns.map(({ name }) => name)),
        `|${block.columns.map(({ isNumber }) => (isNumber ? ' ---: ' : ' --- ')).join('|')}|`,
        ...block.rows.map(line),
      ].join('\n')
    case 'listing': {
      const fence = '`'.repeat(Math.max(3, 1 + longestTicks(block.text)))
      return `${fence}text\n${block.text}\n${fence}`
    }
  }
}

const line = (cells: readonly string[]): string => `| ${cells.map(inline).join(' | ')} |`

/** One line of plain text. */
function inline(text: string): string {
  return escapeControls(text.replace(/\s*\n\s*/g, ' '))
    .replace(/[\\`*_[\]<>|~&]/g, '\\$&')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2')
}

const longestTicks = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
