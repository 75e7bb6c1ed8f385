// Bytes of a text file, in chunks, into the text reader: encoding first, then the layouts that were taught, then frames.
import type { Capture } from '../../src-shared/capture/capture.ts'
import type { TextImport } from '../../src-shared/capture/import-text.ts'
import {
  StreamingTextDecoder,
  type TextEncodingName,
  type TextEncodingReport,
} from '../../src-shared/capture/text/encoding.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { TextReader } from '../../src-shared/capture/text/text-reader.ts'
import { Detector } from '../../src-shared/protocol/detect.ts'

/** Characters given to the reader at a time, so that a chunk without line ends does not hold everything up. */
const mostAtOnce = 1 << 20

export class TextSource {
  private readonly reader: TextReader
  private readonly decoder: StreamingTextDecoder

  constructor(capture: Capture, importer: TextImport, rules: readonly LayoutRule[], encoding: TextEncodingName | null) {
    this.decoder = new StreamingTextDecoder(encoding)
    this.reader = new TextReader(
      new Detector(capture.protocols),
      {
        frame: (frame) => importer.frame(frame),
        skipped: (skipped) => importer.skipped(skipped),
        tie: (tie) => importer.tie(tie),
      },
      { rules },
    )
  }

  /** How the text was coded; known in full at the end. */
  get report(): TextEncodingReport {
    return this.decoder.report
  }

  /** Lines longer than the reader's limit, which were read in pieces. */
  get splitLines(): number {
    return this.reader.splitLineCount
  }

  /** Lines that taught layouts read, by the name of the rule. */
  get layoutCounts(): ReadonlyMap<string, number> {
    return this.reader.layoutCounts
  }

  push(bytes: Uint8Array): void {
    const text = this.decoder.push(bytes)
    for (let at = 0; at < text.length; at += mostAtOnce) this.reader.push(text.slice(at, at + mostAtOnce))
  }

  end(): void {
    this.reader.push(this.decoder.end())
    this.reader.end()
  }
}
