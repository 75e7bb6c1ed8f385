// The repaired copy beside the frame as it stands: which bytes were taken out, put in or changed; both decoded side by side
// on demand.
import { useEffect, useState } from 'react'
import { Check, Columns2, Copy } from 'lucide-react'
import { parseHex } from '../../src-shared/bytes/hex.ts'
import { copy } from '../app/actions.ts'
import { bridge } from '../connect.ts'
import { formatHexNumber, spacedHex } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { frameViewOf, type FrameView } from '../packet-details/frame-view.ts'
import { diffBytes, diffRows, type DiffByte } from './byte-diff.ts'
import { SideBySide } from './SideBySide.tsx'
import './repaired-copy.css'

const perRow = 16

interface RepairedCopyProps {
  captureId: number
  frame: FrameView
  /** In hex. */
  repair: string
}

export function RepairedCopy({ captureId, frame, repair }: RepairedCopyProps) {
  const text = useText()
  const [isComparing, setIsComparing] = useState(false)
  const repaired = useRepaired(captureId, frame.number, repair)
  const parsed = parseHex(repair)
  const rows = 'bytes' in parsed ? diffRows(diffBytes(frame.bytes, parsed.bytes), perRow) : []
  return (
    <section className="card repaired-copy" data-testid="repaired-copy">
      <h3>
        {text(findingsWords.repaired)}
        <span className="dim">{text(findingsWords.untouched)}</span>
        <span className="card-tools">
          <button type="button" className="button" onClick={() => void copy(spacedHex(repair))}>
            <Copy size={14} aria-hidden />
            {text(findingsWords.copyRepair)}
          </button>
          <button
            type="button"
            className="button"
            aria-expanded={isComparing}
            disabled={!repaired}
            onClick={() => setIsComparing(!isComparing)}
          >
            <Columns2 size={14} aria-hidden />
            {text(isComparing ? findingsWords.hideCompare : findingsWords.compare)}
          </button>
        </span>
      </h3>
      <div className="diff mono" data-testid="repair-diff">
        {rows.map((row, index) =>
          'equalRows' in row ? (
            <div key={index} className="diff-gap dim">
              {text(findingsWords.equalRows(row.equalRows))}
            </div>
          ) : (
            <div key={index} className="diff-row">
              <span className="diff-offset">{row.offset.toString(16).padStart(4, '0')}</span>
              {row.bytes.map((byte, column) => (
                <ByteMark key={column} byte={byte} />
              ))}
            </div>
          ),
        )}
      </div>
      {repaired && <RepairedVerdict repaired={repaired} />}
      {isComparing && repaired && <SideBySide original={frame} repaired={repaired} />}
    </section>
  )
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

function ByteMark({ byte: { kind, byte, becomes } }: { byte: DiffByte }) {
  const text = useText()
  if (kind === 'same') return <span className="diff-byte">{hex(byte)}</span>
  const name = text(findingsWords[kind])
  if (kind === 'removed')
    return (
      <del className="diff-byte" title={name}>
        {hex(byte)}
      </del>
    )
  if (kind === 'inserted')
    return (
      <ins className="diff-byte" title={name}>
        {hex(byte)}
      </ins>
    )
  return (
    <span className="diff-changed" title={name}>
      <del className="diff-byte">{hex(byte)}</del>
      <ins className="diff-byte">{hex(becomes!)}</ins>
    </span>
  )
}

/** What is right of the copy, said in short: length and checksum. */
function RepairedVerdict({ repaired: { length, checksum, layout } }: { repaired: FrameView }) {
  const text = useText()
  const field = layout?.lengthField
  return (
    <p className="diff-verdict">
      {length?.status === 'good' && (
        <span>
          <Check size={13} aria-hidden />
          {text(findingsWords.lengthRight(length.declared))}
          {field && ` (${formatHexNumber(length.declared, field[1] - field[0])})`}
        </span>
      )}
      {checksum?.status === 'good' && checksum.found !== null && (
        <span>
          <Check size={13} aria-hidden />
          {text(findingsWords.checksumRight(spacedHex(checksum.found)))}
        </span>
      )}
    </p>
  )
}

/** The copy decoded; null until it is there. */
function useRepaired(captureId: number, number: number, repair: string): FrameView | null {
  const [repaired, setRepaired] = useState<FrameView | null>(null)
  useEffect(() => {
    let isStale = false
    bridge
      .call('frames.decode', { captureId, number, hex: repair })
      .then((details) => {
        if (!isStale) setRepaired(details && frameViewOf(details))
      })
      .catch(() => {})
    return () => {
      isStale = true
    }
  }, [captureId, number, repair])
  return repaired
}
