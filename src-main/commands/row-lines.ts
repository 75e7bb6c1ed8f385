// Lines of a capture's rows in an output format, for `decode` and `export`.
import { Slots } from '../../src-shared/protocol/slots.ts'
import { captureFrame, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import type { FrameFormatter } from '../../src-shared/view/frame-format.ts'
import { RowValues } from '../../src-shared/view/row-values.ts'

/** Makes the line of a row: of values alone where these are all that is shown, which spares most frames their decoding. */
export function rowLines(view: CaptureView, formatter: FrameFormatter): (row: number) => string {
  const { names } = formatter
  if (names) {
    const values = new RowValues(view, names)
    return (row) => formatter.line(row + 1, values.of(row))
  }
  const slots = new Slots()
  return (row) => formatter.frame(captureFrame(view, row, slots))
}
