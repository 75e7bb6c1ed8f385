// The detector over the bundled definitions, for tests that read texts as the program does.
import { Detector } from '../../../protocol/detect.ts'
import { protocols } from '../../../protocol/testing/bundled.ts'

export const bundledDetector = new Detector(protocols)
