// The detector over the bundled definitions, for tests that read texts as the program does.
import { Detector } from '../detect.ts'
import { protocols } from './bundled.ts'

export const bundledDetector = new Detector(protocols)
