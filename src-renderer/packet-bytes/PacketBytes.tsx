// The bytes of the selected frame: hex and text tinted by field, the checksum and length verdicts, readings at the cursor.
// On the data path: details-source → here; selecting goes to the selection store, where tree and list hear of it.
import { useMemo } from 'react'
import { formatHexNumber, formatRange } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { bytesWords } from '../i18n/words-bytes.ts'
import type { ShownFrame } from '../packet-details/details-source.ts'
import { nodeAround, nodeOfPath, type DisplayNode } from '../packet-details/display-tree.ts'
import { useScreen } from '../store/screen-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { byteMap, leafOfByte, type ByteMap } from './byte-map.ts'
import { ByteInspector } from './ByteInspector.tsx'
import { HexGrid } from './HexGrid.tsx'
import { VerdictLines } from './VerdictLines.tsx'
import './packet-bytes.css'

export function PacketBytes({ shown }: { shown: ShownFrame | 'gone' | null }) {
  const text = useText()
  const frame = shown === null || shown === 'gone' ? null : shown
  const map = useMemo(() => {
    if (!frame) return null
    const { bytes, layout } = frame.frame
    return byteMap(frame.tree, bytes.length, layout?.body[0] ?? 0, layout?.body[1] ?? bytes.length)
  }, [frame])
  return (
    <section className="packet-bytes" aria-label={text(appWords.bytesPane)} data-testid="packet-bytes">
      <header className="pane-head">
        <h2>{text(bytesWords.bytes)}</h2>
        {frame && map && <NamedBytes shown={frame} map={map} />}
        <span className="pane-tools">
          <EncodingSwitch />
        </span>
      </header>
      {frame && map ? (
        <div className="bytes-scroller">
          <HexGrid shown={frame} map={map} />
          <VerdictLines frame={frame.frame} />
          <ByteInspector bytes={frame.frame.bytes} />
        </div>
      ) : (
        <div className="empty">{text(bytesWords.nothingSelected)}</div>
      )}
    </section>
  )
}

/** Which field the hovered bytes, or else the selected ones, belong to. */
function NamedBytes({ shown, map }: { shown: ShownFrame; map: ByteMap }) {
  const text = useText()
  const hovered = useSelection((store) => store.hovered)
  const part = useSelection((store) => store.part)
  const span = hovered ?? part?.span ?? null
  const node: DisplayNode | null = hovered
    ? hovered.end - hovered.start === 1
      ? leafOfByte(map, hovered.start)
      : nodeAround(shown.tree, hovered.start, hovered.end)
    : part?.path
      ? nodeOfPath(shown.tree, part.path)
      : null
  if (!span || span.end <= span.start) return null
  const { bytes } = shown.frame
  return (
    <span className="pane-facts cut" data-testid="bytes-name" aria-live="off">
      {node && <strong className="bytes-name">{text.both(node.label)}</strong>}
      <span className="dim mono">
        {formatRange(span.start, span.end)} · {formatHexNumber(span.start, bytes.length > 0x1_0000 ? 3 : 2)}
      </span>
      {node?.field?.value !== undefined && node.field.value !== null && (
        <span className="dim"> · {text(node.field.text)}</span>
      )}
    </span>
  )
}

function EncodingSwitch() {
  const text = useText()
  const encoding = useScreen((screen) => screen.textEncoding)
  return (
    <span className="segments small" role="group" aria-label={text(bytesWords.encoding)}>
      {(['ascii', 'gbk'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={encoding === one}
          onClick={() => useScreen.setState({ textEncoding: one })}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </span>
  )
}
