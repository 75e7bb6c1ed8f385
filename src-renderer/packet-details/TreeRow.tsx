// One line of the field tree: label, value with its meaning, place, raw bytes; or a finding under its field.
import { memo } from 'react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { formatRange, spacedHex } from '../i18n/numbers.ts'
import type { Text } from '../i18n/use-text.ts'
import { detailsWords } from '../i18n/words-details.ts'
import type { FieldView } from './frame-view.ts'
import { SeverityIcon } from './FindingsList.tsx'
import type { TreeLine } from './tree-lines.ts'

interface TreeRowProps {
  line: TreeLine
  index: number
  isSelected: boolean
  isHovered: boolean
  text: Text
}

/** Hex digits shown of a long field. */
const mostHex = 48

export const TreeRow = memo(function TreeRow({ line, index, isSelected, isHovered, text }: TreeRowProps) {
  const { node, finding, depth, hasChildren, isOpen } = line
  const kind = finding ? `in-place ${finding.severity}` : node.field ? 'field' : 'part'
  return (
    <div
      id={`field-${index}`}
      className={`tree-row ${kind} ${isSelected ? 'selected' : ''} ${isHovered ? 'hovered' : ''}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={line.place}
      aria-setsize={line.siblings}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? isOpen : undefined}
      data-line={index}
      data-name={finding ? undefined : node.field?.name}
    >
      <span className="tree-label" style={{ paddingInlineStart: 6 + depth * 16 }}>
        {hasChildren ? (
          <span className="tree-toggle" aria-hidden>
            {isOpen ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
          </span>
        ) : (
          <span className="tree-toggle" />
        )}
        {finding ? <FindingLabel line={line} text={text} /> : <FieldLabel line={line} text={text} />}
      </span>
      {finding ? (
        <span className="tree-value tree-finding cut" title={text.both(finding.message, '\n')}>
          {text(finding.message)}
        </span>
      ) : (
        <FieldValue field={node.field} text={text} />
      )}
      <span className="tree-range mono">{formatPlace(line)}</span>
      <span className="tree-raw mono cut">{finding ? '' : rawOf(line)}</span>
      <span className="tree-clause cut">{!finding && node.field?.reference ? `§${node.field.reference}` : ''}</span>
    </div>
  )
})

function FieldLabel({ line: { node }, text }: { line: TreeLine; text: Text }) {
  const { field } = node
  const second = text.second(node.label)
  const label = field?.generated ? `[${text(node.label)}]` : text(node.label)
  return (
    <span className="cut" title={titleOf(node.label.zh, node.label.en, field, text)}>
      {label}
      {field?.uncertain && (
        <span className="uncertain" title={text(detailsWords.uncertain)}>
          {text(detailsWords.uncertainMark)}
        </span>
      )}
      {second && (
        <span className="tree-second" lang="en">
          {second}
        </span>
      )}
    </span>
  )
}

function titleOf(zh: string, en: string, field: FieldView | undefined, text: Text): string {
  return [
    zh === en ? zh : `${zh} / ${en}`,
    field?.name,
    field?.reference && `§${field.reference}`,
    field?.uncertain && text(detailsWords.uncertain),
    field?.generated && text(detailsWords.generated),
  ]
    .filter(Boolean)
    .join('\n')
}

function FindingLabel({ line: { finding }, text }: { line: TreeLine; text: Text }) {
  return (
    <span className="cut finding-label">
      <SeverityIcon severity={finding!.severity} size={13} />
      <span className={`severity-${finding!.severity}`}>{text(detailsWords.findings)}</span>
    </span>
  )
}

/** Codes with their meaning, numbers with their unit; generated values in brackets. */
function FieldValue({ field, text }: { field: FieldView | undefined; text: Text }) {
  if (!field || field.value === undefined) return <span className="tree-value" />
  if (field.value === null)
    return <span className="tree-value dim cut">{text(field.text) || text(detailsWords.notSupported)}</span>
  const meaning = text.both(field.text, ' / ')
  const value = String(field.value)
  const isCode = typeof field.value === 'number' && field.unit === null && !field.text.zh.startsWith(value)
  if (field.generated) return <span className="tree-value cut">[{meaning}]</span>
  return (
    <span className="tree-value cut" title={isCode ? `${value} ${meaning}` : meaning}>
      {isCode ? (
        <>
          {value} <span className="tree-meaning">{meaning}</span>
        </>
      ) : (
        meaning
      )}
    </span>
  )
}

/** First–last byte; bits behind a point, as the text output writes them. */
function formatPlace({ node, finding }: TreeLine): string {
  if (finding) return formatRange(...finding.range)
  const bytes = formatRange(node.start, node.end)
  const bits = node.field?.bits
  if (!bits) return bytes
  return bits[1] === 1 ? `${bytes}.${bits[0]}` : `${bytes}.${bits[0]}–${bits[0] + bits[1] - 1}`
}

function rawOf({ node }: TreeLine): string {
  const { field } = node
  if (!field) return ''
  if (field.bits) return `${field.raw}b`
  return field.raw.length > mostHex ? `${spacedHex(field.raw.slice(0, mostHex))} …` : spacedHex(field.raw)
}
