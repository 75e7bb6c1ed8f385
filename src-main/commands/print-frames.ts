// `pilescope proxy --print`: one line for each frame and event of the growing recording, in both languages.
import { stderr } from 'node:process'
import type { Capture } from '../../src-shared/capture/capture.ts'
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import { frameFormatter } from '../../src-shared/view/frame-format.ts'
import { openFile, type OpenedFile } from '../analyzer/open-file.ts'
import { knownProtocols } from '../definitions.ts'
import { LineWriter } from '../output.ts'
import { GrowingFile } from '../sources/growing-file.ts'
import { processGivesWay } from '../thread-priority.ts'
import { rowLines } from './row-lines.ts'

export class FramePrinter {
  private growing: GrowingFile | null = null
  private printing: Promise<void> = Promise.resolve()

  /** The recording's first file, or the next one. */
  follow(path: string): void {
    if (this.growing) return this.growing.add(path)
    // The recorder is running by now, in a process of its own: decoding gives way to it.
    processGivesWay()
    this.growing = new GrowingFile(path)
    this.printing = this.print(path, this.growing).catch((error: unknown) => {
      // Printing is not what matters: forwarding and recording go on.
      stderr.write(`pilescope: --print: ${error instanceof Error ? error.message : String(error)}\n`)
    })
  }

  /** Prints what is still there. */
  async end(): Promise<void> {
    this.growing?.finish()
    await this.printing
  }

  private async print(path: string, growing: GrowingFile): Promise<void> {
    const formatter = frameFormatter('list', 'both', null)
    const writer = new LineWriter()
    let begun: { capture: Capture; lineOf: (row: number) => string } | null = null
    let [row, event] = [0, 0]
    const printNew = async () => {
      if (!begun) return
      const { capture, lineOf } = begun
      for (; row <= capture.frames.count; row++) {
        event = await printEvents(capture, event, row, writer)
        if (row === capture.frames.count) break
        await writer.line(lineOf(row))
      }
      await writer.flush()
    }
    const begin = ({ capture }: OpenedFile) => {
      const view: CaptureView = { capture, origins: null, zone: 'local' }
      begun = { capture, lineOf: rowLines(view, formatter) }
    }
    await openFile(path, { protocols: knownProtocols(), input: 'pcap', growing, begun: begin, caughtUp: printNew })
    await printNew()
  }
}

/** Events that stand in front of frame `row`; returns the first one that was not printed. */
async function printEvents(capture: Capture, from: number, row: number, writer: LineWriter): Promise<number> {
  let next = from
  for (; next < capture.events.length && capture.events[next]!.after <= row; next++) {
    const { kind, message } = capture.events[next]!
    await writer.line(`# ${kind}: ${message.zh} / ${message.en}`)
  }
  return next
}
