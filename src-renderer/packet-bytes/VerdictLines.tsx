// The frame's checksum and length in one line each: what is stored, what it should be, the order, the verdict.
import { ArrowLeftRight, Check, Minus, X } from 'lucide-react'
import { spacedHex } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { bytesWords } from '../i18n/words-bytes.ts'
import { checksumWords } from '../i18n/words-list.ts'
import type { FrameView } from '../packet-details/frame-view.ts'
import { selectSpan } from '../packet-details/select.ts'
import { hover } from '../store/selection-store.ts'

const looks = {
  good: { icon: Check, severity: 'good' },
  swapped: { icon: ArrowLeftRight, severity: 'note' },
  bad: { icon: X, severity: 'error' },
  absent: { icon: Minus, severity: 'none' },
} as const

export function VerdictLines({ frame }: { frame: FrameView }) {
  const text = useText()
  return (
    <dl className="verdicts" data-testid="verdicts">
      <div className="verdict">
        <dt>{text(bytesWords.checksum)}</dt>
        <dd data-testid="verdict-checksum">
          <ChecksumVerdict frame={frame} />
        </dd>
      </div>
      <div className="verdict">
        <dt>{text(bytesWords.length)}</dt>
        <dd data-testid="verdict-length">
          <LengthVerdict frame={frame} />
        </dd>
      </div>
    </dl>
  )
}

function ChecksumVerdict({ frame: { checksum, layout } }: { frame: FrameView }) {
  const text = useText()
  if (!checksum || checksum.found === null || checksum.range === null)
    return <span className="dim">{text(bytesWords.noChecksum)}</span>
  const { icon: Icon, severity } = looks[checksum.status]
  const [start, end] = checksum.range
  const size = checksum.found.length / 2
  return (
    <>
      <strong className={`mark severity-${severity}`}>
        <Icon size={13} aria-hidden />
        {text(checksumWords[checksum.status])}
      </strong>
      <button type="button" className="verdict-bytes mono" onClick={() => selectSpan(end, end + size)}>
        {text(bytesWords.stored)} {spacedHex(checksum.found)}
      </button>
      {checksum.expected !== null && checksum.status !== 'good' && (
        <span className="mono">
          {text(bytesWords.expected)} {spacedHex(checksum.expected)}
        </span>
      )}
      <span className="dim">
        {checksum.status === 'good' && `${text(bytesWords.computed)} ${spacedHex(checksum.expected ?? '')} · `}
        {checksum.algorithm.toUpperCase()}
        {layout?.checksumOrder &&
          ` · ${text(bytesWords[layout.checksumOrder === 'little' ? 'lowFirst' : 'highFirst'])}`}
      </span>
      <button
        type="button"
        className="link-button"
        onMouseEnter={() => hover({ start, end })}
        onMouseLeave={() => hover(null)}
        onClick={() => selectSpan(start, end)}
      >
        {text(bytesWords.covered(start, end - 1))}
      </button>
    </>
  )
}

function LengthVerdict({ frame: { length, layout } }: { frame: FrameView }) {
  const text = useText()
  if (!length) return <span className="dim">{text(bytesWords.noLength)}</span>
  const isGood = length.status === 'good'
  const field = layout?.lengthField
  const counted = layout?.counted
  const digits = field ? (field[1] - field[0]) * 2 : 2
  const hex = `0x${length.declared.toString(16).toUpperCase().padStart(digits, '0')}`
  return (
    <>
      <strong className={`mark severity-${isGood ? 'good' : 'error'}`}>
        {isGood ? <Check size={13} aria-hidden /> : <X size={13} aria-hidden />}
        {text(isGood ? bytesWords.lengthGood : bytesWords.lengthBad)}
      </strong>
      <button
        type="button"
        className="verdict-bytes mono"
        disabled={!field}
        onClick={() => field && selectSpan(field[0], field[1])}
      >
        {hex} = {length.declared}
      </button>
      {!isGood && <span className="mono">{text(bytesWords.shouldBe(String(length.actual)))}</span>}
      {layout && <span className="dim cut">{text(layout.counts)}</span>}
      {counted && (
        <button
          type="button"
          className="link-button"
          onMouseEnter={() => hover({ start: counted[0], end: counted[1] })}
          onMouseLeave={() => hover(null)}
          onClick={() => selectSpan(counted[0], counted[1])}
        >
          {text(bytesWords.counted(counted[0], counted[1] - 1))}
        </button>
      )}
    </>
  )
}
