// Bytes of a text file, in chunks, into the text reader: encoding first, then frames.
import type { Capture } from '../../src-shared/capture/capture.ts'
import type { TextImport } from '../../src-shared/capture/import-text.ts'
import { TextReader } from '../../src-shared/capture/text/text-reader.ts'
import { Detector } from '../../src-shared/protocol/detect.ts'

export class TextSource {
  private readonly reader: TextReader
  private readonly decoder = new TextDecoder('utf-8')

  constructor(capture: Capture, importer: TextImport) {
    this.reader = new TextReader(new Detector(capture.protocols), {
      frame: (frame) => importer.frame(frame),
      skipped: (skipped) => importer.skipped(skipped),
      tie: () => {},
    })
  }

  push(bytes: Uint8Array): void {
    this.reader.push(this.decoder.decode(bytes, { stream: true }))
  }

  end(): void {
    this.reader.push(this.decoder.decode())
    this.reader.end()
  }
}
