// Reads a generated capture in this process, for tests: the store with its frames, and the bytes of every TCP stream.
import { createHash, type Hash } from 'node:crypto'
import { createCaptureReader, detectFormat } from '../../src-shared/capture/capture-format.ts'
import { Capture } from '../../src-shared/capture/capture.ts'
import type { Conversation, Sender } from '../../src-shared/capture/conversation.ts'
import { CaptureImport } from '../../src-shared/capture/import-capture.ts'
import { PacketDecoder } from '../../src-shared/capture/packet.ts'
import { TcpReassembler } from '../../src-shared/capture/stream.ts'
import { bundledProtocols } from '../../src-main/definitions.ts'
import { usualOptions, type TrafficOptions } from '../generator/options.ts'
import { generateCapture } from '../generator/traffic.ts'
import type { Manifest } from '../generator/manifest.ts'

/** A generated file in memory, with its manifest. */
export function makeCapture(options: Partial<TrafficOptions>): { file: Uint8Array; manifest: Manifest } {
  const pieces: Uint8Array[] = []
  const manifest = generateCapture({ ...usualOptions, ...options }, (bytes) => pieces.push(bytes))
  // Of a Buffer, slices would share the memory.
  return { file: Uint8Array.from(Buffer.concat(pieces)), manifest }
}

/** The store of a capture that arrives in chunks of `chunkSize` bytes. */
export function readCapture(
  file: Uint8Array,
  chunkSize = 1024 * 1024,
): { capture: Capture; captureImport: CaptureImport } {
  const capture = new Capture({ protocols: bundledProtocols() })
  const captureImport = CaptureImport.create(detectFormat(file).kind, capture)!
  for (let at = 0; at < file.length; at += chunkSize) captureImport.push(file.slice(at, at + chunkSize))
  captureImport.end()
  return { capture, captureImport }
}

export interface FoundFrames {
  frames: number
  framesSha256: string
}

/** Frames of each direction of each conversation, in the order of their numbers, as the manifest counts them. */
export function framesByStream(capture: Capture): [FoundFrames, FoundFrames][] {
  const tallies = capture.conversations.map(() => [newTally(), newTally()] as const)
  for (let row = 0; row < capture.frames.count; row++) {
    const tally = tallies[capture.frames.conversation[row]!]![capture.frames.sender[row]!]!
    tally.count++
    tally.hash.update(`${Buffer.from(capture.bytes(row)).toString('hex')}\n`)
  }
  return tallies.map(([a, b]) => [result(a), result(b)])
}

function newTally(): { count: number; hash: Hash } {
  return { count: 0, hash: createHash('sha256') }
}

function result({ count, hash }: { count: number; hash: Hash }): FoundFrames {
  return { frames: count, framesSha256: hash.digest('hex') }
}

export interface FoundStream {
  bytes: number
  sha256: string
}

/** Bytes of each direction of each conversation, without those that are lost. */
export function streamBytes(file: Uint8Array): [FoundStream, FoundStream][] {
  const streams: (readonly [ByteTally, ByteTally])[] = []
  const reassembler = new TcpReassembler({
    conversation: (conversation) => (streams[conversation.index] = [new ByteTally(), new ByteTally()]),
    data: (conversation: Conversation, sender: Sender, bytes, start, end) =>
      streams[conversation.index]![sender].add(bytes.subarray(start, end)),
    gap() {},
    conflict() {},
    event() {},
  })
  const decoder = new PacketDecoder({ tcp: (segment) => reassembler.segment(segment), udp() {}, other() {} })
  const reader = createCaptureReader(detectFormat(file).kind, {
    packet: (...packet) => {
      const [bytes, start, end, originalLength, seconds, nanos, fileOffset, linkType] = packet
      decoder.packet(bytes, start, end, originalLength, seconds, nanos, fileOffset, linkType)
    },
    hole() {},
    note() {},
    section() {},
    interface() {},
    name() {},
    statistics() {},
  })!
  reader.push(file)
  reader.end()
  reassembler.end()
  return streams.map(([a, b]) => [a.end(), b.end()])
}

class ByteTally {
  private bytes = 0
  private readonly hash = createHash('sha256')

  add(bytes: Uint8Array): void {
    this.bytes += bytes.length
    this.hash.update(bytes)
  }

  end(): FoundStream {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') }
  }
}
