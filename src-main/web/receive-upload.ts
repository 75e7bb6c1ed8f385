// A file that the browser sends, streamed into a temporary file. Nothing of it is kept in memory.
import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Uploads } from '../uploads.ts'

export interface UploadLimits {
  /** Bytes of one file. */
  mostBytes: number
  /** A sender that is silent for so long is cut off. */
  idleMillis: number
}

export const usualUploadLimits: UploadLimits = { mostBytes: 4 * 1024 ** 3, idleMillis: 30_000 }

/** What became of it: an id to open it by, or the status to answer with. */
export type UploadResult = { uploadId: string } | { status: 400 | 408 | 413 | 507 }

/** Receives the body of `request`. `name`: the file's name as the browser says, for people only. */
export async function receiveUpload(
  request: IncomingMessage,
  name: string,
  uploads: Uploads,
  limits: UploadLimits,
): Promise<UploadResult> {
  if (Number(request.headers['content-length'] ?? 0) > limits.mostBytes) return { status: 413 }
  const upload = uploads.begin(cleanName(name))
  const counter = new ByteLimit(limits.mostBytes)
  request.setTimeout(limits.idleMillis, () => request.destroy(new UploadStopped(408)))
  try {
    await pipeline(request, counter, createWriteStream(upload.path, { mode: 0o600 }))
    return { uploadId: uploads.complete(upload) }
  } catch (error) {
    await uploads.abandon(upload)
    if (error instanceof UploadStopped) return { status: error.status }
    return { status: (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 507 : 400 }
  }
}

class UploadStopped extends Error {
  readonly status: 408 | 413

  constructor(status: 408 | 413) {
    super(`upload stopped (${status})`)
    this.status = status
  }
}

/** Passes bytes on up to a limit. */
class ByteLimit extends Transform {
  private left: number

  constructor(limit: number) {
    super()
    this.left = limit
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.left -= chunk.length
    if (this.left < 0) done(new UploadStopped(413))
    else done(null, chunk)
  }
}

/** The last part of what the browser calls the file, without control characters. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex -- these are the characters that must not reach a list or a terminal
  return last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, 200) || 'upload'
}
