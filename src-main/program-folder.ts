// Where the built program lies: everything it brings along is found from here.
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** out/main, wherever below it the bundler put this module. */
export const programFolder = basename(here) === 'chunks' ? dirname(here) : here

export const analyzerWorkerPath = join(programFolder, 'analyzer-worker.js')
export const recorderPath = join(programFolder, 'recorder.js')
export const samplesFolder = join(programFolder, '..', '..', 'samples')
/** The built screen. */
export const screenFolder = join(programFolder, '..', 'renderer')
