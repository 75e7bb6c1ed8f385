// What a repair changed, byte by byte: bytes that stay, are taken out, put in or changed. Pure; RepairedCopy draws it.

export interface DiffByte {
  kind: 'same' | 'removed' | 'inserted' | 'changed'
  /** As it stands; of an inserted byte the new one. */
  byte: number
  /** Of a changed byte: what it becomes. */
  becomes?: number
}

/** Larger differences than this are shown as one stretch: a table of their pairs would be too large. */
const mostPairs = 4_000_000

/** The bytes of `original` and what becomes of them in `repaired`, in order. */
export function diffBytes(original: Uint8Array, repaired: Uint8Array): DiffByte[] {
  if (original.length === repaired.length) return Array.from(original, (byte, i) => placed(byte, repaired[i]!))
  let front = 0
  while (front < original.length && front < repaired.length && original[front] === repaired[front]) front++
  let back = 0
  const most = Math.min(original.length, repaired.length) - front
  while (back < most && original.at(-1 - back) === repaired.at(-1 - back)) back++
  const same = (bytes: Uint8Array): DiffByte[] => Array.from(bytes, (byte) => ({ kind: 'same', byte }))
  return [
    ...same(original.subarray(0, front)),
    ...middle(original.subarray(front, original.length - back), repaired.subarray(front, repaired.length - back)),
    ...same(original.subarray(original.length - back)),
  ]
}

const placed = (byte: number, becomes: number): DiffByte =>
  byte === becomes ? { kind: 'same', byte } : { kind: 'changed', byte, becomes }

/** The longest common sequence of both, as it is found from the end. */
function middle(a: Uint8Array, b: Uint8Array): DiffByte[] {
  if (a.length * b.length > mostPairs || a.length === 0 || b.length === 0)
    return [...all(a, 'removed'), ...all(b, 'inserted')]
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let k = b.length - 1; k >= 0; k--)
      common[i * width + k] =
        a[i] === b[k]
          ? common[(i + 1) * width + k + 1]! + 1
          : Math.max(common[(i + 1) * width + k]!, common[i * width + k + 1]!)
  const diff: DiffByte[] = []
  let [i, k] = [0, 0]
  while (i < a.length && k < b.length) {
    if (a[i] === b[k]) {
      diff.push({ kind: 'same', byte: a[i++]! })
      k++
    } else if (common[(i + 1) * width + k]! >= common[i * width + k + 1]!) diff.push({ kind: 'removed', byte: a[i++]! })
    else diff.push({ kind: 'inserted', byte: b[k++]! })
  }
  return [...diff, ...all(a.subarray(i), 'removed'), ...all(b.subarray(k), 'inserted')]
}

const all = (bytes: Uint8Array, kind: DiffByte['kind']): DiffByte[] => Array.from(bytes, (byte) => ({ kind, byte }))

export interface DiffRow {
  /** Of its first byte in the diff. */
  offset: number
  bytes: readonly DiffByte[]
}

/** Rows of `perRow` bytes; stretches of equal rows away from any change become their count. */
export function diffRows(diff: readonly DiffByte[], perRow: number): (DiffRow | { equalRows: number })[] {
  const rows: DiffRow[] = []
  for (let offset = 0; offset < diff.length; offset += perRow)
    rows.push({ offset, bytes: diff.slice(offset, offset + perRow) })
  const isChanged = (row: DiffRow | undefined) => row?.bytes.some(({ kind }) => kind !== 'same') ?? false
  const isShown = rows.map(
    (row, i) => i === 0 || i === rows.length - 1 || [rows[i - 1], row, rows[i + 1]].some(isChanged),
  )
  const shown: (DiffRow | { equalRows: number })[] = []
  for (let i = 0; i < rows.length;) {
    const stop = isShown[i] ? i + 1 : isShown.indexOf(true, i)
    // A gap of one row takes as much room as the row.
    if (isShown[i] || stop - i < 2) shown.push(...rows.slice(i, stop))
    else shown.push({ equalRows: stop - i })
    i = stop
  }
  return shown
}
