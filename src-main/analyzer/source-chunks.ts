// Bytes of files and standard input, in chunks: as they lie there, or inflated. On the data path: file → here → open-file.ts.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { stdin } from 'node:process'
import { detectFormat } from '../../src-shared/capture/capture-format.ts'
import { CommandError, fileError } from '../command-error.ts'
import type { GrowingFile } from '../sources/growing-file.ts'
import { Inflater } from './inflater.ts'
import { ZipArchive } from './zip-archive.ts'

const smallestChunk = 16 * 1024
const largestChunk = 1024 * 1024
/** A chunk should be done within this time, so that questions and a cancel are answered soon. */
const chunkMillis = 30
/** Bytes that a compressed file may inflate to. */
export const defaultInflateLimit = 2 * 1024 ** 3

/** A file whose bytes can be read again at any place. */
export interface SourceFile {
  size: number
  read(offset: number, length: number): Uint8Array | null
  close(): void
}

/** Refuses folders and devices before reading. */
export function sourceFile(path: string): SourceFile {
  try {
    const kind = statSync(path)
    if (kind.isDirectory()) throw fileError(path, { code: 'EISDIR' })
    if (!kind.isFile())
      throw new CommandError(`${path}：不是普通文件（管道或设备）`, `${path}: not a regular file (a pipe or a device)`)
    const descriptor = openSync(path, 'r')
    return {
      size: fstatSync(descriptor).size,
      read(offset, length) {
        const bytes = new Uint8Array(length)
        return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : null
      },
      close: () => closeSync(descriptor),
    }
  } catch (error) {
    throw error instanceof CommandError ? error : fileError(path, error)
  }
}

/** A recording's size is not known before its end. */
export function growingSource(growing: GrowingFile): SourceFile {
  return { size: 0, read: (offset, length) => growing.read(offset, length), close() {} }
}

/**
 * The file in chunks: small ones while their reader is slow, as readers of text are. `isDoneWith`: whether the reader
 * keeps nothing of a chunk when it asks for the next one; its memory then serves again, since a gigabyte of fresh chunks
 * is work for the garbage collector.
 */
export async function* fileChunks(path: string, isDoneWith: () => boolean = () => false): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  let size = smallestChunk
  let spare: Uint8Array<ArrayBuffer> | null = null
  const read = () => {
    const room = spare?.length === size ? spare : new Uint8Array(size)
    spare = null
    return file.read(room, 0, size)
  }
  try {
    let next = read()
    for (;;) {
      const { bytesRead, buffer } = await next
      if (bytesRead === 0) return
      // The next chunk comes while this one is worked on; should that fail, it is said when it is waited for.
      next = read()
      next.catch(() => {})
      const begun = performance.now()
      yield buffer.subarray(0, bytesRead)
      if (isDoneWith()) spare = buffer
      const millis = performance.now() - begun
      if (millis > chunkMillis) size = Math.max(size / 2, smallestChunk)
      else if (millis < chunkMillis / 4) size = Math.min(size * 2, largestChunk)
    }
  } finally {
    await file.close()
  }
}

/** Standard input as it comes. */
export async function* stdinChunks(): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) yield chunk as Uint8Array
}

/** The bytes of a capture file, inflated when it is compressed; for a second reading of a file that was opened before. */
export async function* plainChunks(path: string): AsyncGenerator<Uint8Array> {
  let inflater: Inflater | null = null
  let isFirst = true
  for await (const chunk of fileChunks(path)) {
    if (isFirst && detectFormat(chunk).kind === 'zip') return yield* zipChunks(path)
    if (isFirst && detectFormat(chunk).kind === 'gzip') inflater = new Inflater(defaultInflateLimit)
    isFirst = false
    if (inflater) yield* inflater.push(chunk)
    else yield chunk
  }
  if (inflater) yield* inflater.end()
}

async function* zipChunks(path: string): AsyncGenerator<Uint8Array> {
  const archive = await ZipArchive.open(path)
  try {
    for await (const piece of archive.pieces(defaultInflateLimit)) yield piece.bytes
  } finally {
    archive.close()
  }
}
