// The disk as the recording uses it; given to it, so that tests can fill it, hang it and break it.
import {
  closeSync,
  constants,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statfsSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

export interface RecordingDisk {
  /** A new file; throws EEXIST where the name is taken. */
  create(path: string): number
  /** Writes as much as it can; returns how much. */
  write(descriptor: number, bytes: Uint8Array, start: number, end: number): number
  truncate(descriptor: number, length: number): void
  /** Off the calling thread. */
  sync(descriptor: number, done: (error: Error | null) => void): void
  close(descriptor: number): void
  remove(path: string): void
  /** Bytes that are free where `path` lies. */
  freeBytes(path: string): number
}

/** The real one. Only the owner may read recordings. */
export const realDisk: RecordingDisk = {
  create(path) {
    mkdirSync(dirname(path), { recursive: true })
    return openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600)
  },
  write: (descriptor, bytes, start, end) => writeSync(descriptor, bytes, start, end - start),
  truncate: (descriptor, length) => ftruncateSync(descriptor, length),
  sync: (descriptor, done) => fsync(descriptor, done),
  close: (descriptor) => closeSync(descriptor),
  remove: (path) => unlinkSync(path),
  freeBytes(path) {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize
  },
}
