// Whether the lines so far end inside a frame, so that a line of few digits and words goes on with it rather than being a
// heading. Used by paragraph-builder.ts.

import { hexDigit } from '../../bytes/hex.ts'
import type { Probe, ProtocolProbe } from '../../protocol/probe.ts'
import type { LineShape } from './line-shape.ts'
import type { HexToken } from './tokens.ts'

const longest = 70_000
const shortHeader = 8
const mostGroups = 16

export class OpenFrame {
  private readonly probe: ProtocolProbe
  private bytes = new Uint8Array(256)
  private length = 0
  /** Where the frame in question begins, or -1, and at how many bytes in all to look again. */
  private start = -1
  private need = 0
  /** Where groups of bytes begin in the last line. */
  private groups: number[] = []

  constructor(probe: ProtocolProbe) {
    this.probe = probe
  }

  clear(): void {
    this.length = 0
    this.start = -1
    this.need = 0
  }

  get isOpen(): boolean {
    return this.start >= 0
  }

  /** A frame could begin in the line. */
  mayBegin(shape: LineShape): boolean {
    const before = this.length
    this.groups = []
    this.read(shape)
    const start = this.probe.nextStart(this.bytes.subarray(before, this.length), 0)
    this.length = before
    return start >= 0
  }

  /** Takes the bytes of a line. */
  add(shape: LineShape): void {
    this.groups = []
    this.read(shape)
    if (this.start >= 0) {
      if (this.length < this.need) return
      this.settle(this.start)
    } else for (const group of this.groups.slice(0, mostGroups)) if (this.start < 0) this.settle(group)
    if (this.start < 0 || this.length > longest) this.clear()
  }

  /** Passes whole frames from `at` on, and stays at one that is not. */
  private settle(at: number): void {
    this.start = -1
    for (let from = at; from < this.length;) {
      const head = this.bytes.subarray(from, Math.min(this.length, from + shortHeader))
      if (this.probe.nextStart(head, 0) !== 0) return
      const probes = this.probe.probe(this.bytes, from, this.length).filter((probe) => probe.size > 0)
      const whole = probes.find(isWhole)
      const open = probes.filter((probe) => !probe.complete)
      if (whole) {
        from += whole.size
        continue
      }
      if (open.length === 0 && (probes.length > 0 || this.length - from >= shortHeader)) return
      this.start = from
      this.need = open.length === 0 ? this.length + 1 : from + Math.min(...open.map((probe) => probe.size))
      return
    }
  }

  private read(shape: LineShape): void {
    for (const piece of shape.pieces) {
      for (const group of piece.groups) {
        this.groups.push(this.length)
        for (const token of group.tokens) {
          if (group.tokens.length > 1 && token === group.tokens[0] && isIndex(shape.text, token)) continue
          for (const byte of token.bytes ?? []) this.push(byte)
          for (let i = token.from; i + 1 < token.to; i += 2) {
            this.push(hexDigit(shape.text.charCodeAt(i)) * 16 + hexDigit(shape.text.charCodeAt(i + 1)))
          }
        }
      }
    }
  }

  private push(byte: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.length)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes[this.length++] = byte
  }
}

/** "10: 80": a number that counts the lines. */
function isIndex(text: string, token: HexToken): boolean {
  return token.to - token.from <= 3 && /^[:.)\]] /.test(text.slice(token.end, token.end + 2))
}

function isWhole(probe: Probe): boolean {
  return probe.complete && (probe.checksum === 'good' || probe.checksum === 'swapped')
}
