// Captures for tests of diagnosis: texts, and frames of hex with times, each in a conversation with its own sender.
import { Capture } from '../../capture/capture.ts'
import { noTcpCounts } from '../../capture/conversation.ts'
import { TextImport } from '../../capture/import-text.ts'
import { readText } from '../../capture/text/read-text.ts'
import { addWhole, judgeWhole } from '../../capture/whole-frame.ts'
import { Detector } from '../../protocol/detect.ts'
import type { Protocol } from '../../protocol/plan.ts'
import { CaptureDiagnosis } from '../capture-diagnosis.ts'

/** The diagnosis of a text, as the import reads it. */
export function diagnoseText(text: string, protocols: readonly Protocol[]): CaptureDiagnosis {
  const capture = new Capture({ protocols })
  const texts = new TextImport(capture)
  for (const frame of readText(text, new Detector(protocols)).frames) texts.frame(frame)
  capture.finish()
  const diagnosis = new CaptureDiagnosis({ capture, origins: texts.origins })
  diagnosis.finish()
  return diagnosis
}

export interface TimedFrame {
  bytes: Uint8Array
  seconds: number
  /** True: the pile sent it. */
  isUp: boolean
  conversation?: number
}

/** The diagnosis of frames with times, in the order given. */
export function diagnoseFrames(frames: readonly TimedFrame[], protocols: readonly Protocol[]): CaptureDiagnosis {
  const live = new LiveCapture(protocols)
  for (const frame of frames) live.add(frame)
  live.capture.finish()
  const diagnosis = new CaptureDiagnosis({ capture: live.capture, origins: null })
  diagnosis.finish()
  return diagnosis
}

/** A capture that grows frame by frame. */
export class LiveCapture {
  readonly capture: Capture
  private readonly conversations = new Map<number, ReturnType<Capture['begin']>>()
  private packets = 0

  constructor(protocols: readonly Protocol[]) {
    this.capture = new Capture({ protocols })
  }

  add({ bytes, seconds, isUp, conversation = 0 }: TimedFrame): void {
    const { capture } = this
    let own = this.conversations.get(conversation)
    if (!own) {
      own = capture.begin({
        index: capture.conversations.length,
        a: { address: '10.0.0.1', port: 40_000 + conversation },
        b: { address: '198.51.100.7', port: 8767 },
        opener: 'a',
        firstPacket: 0,
        packets: 0,
        counts: noTcpCounts(),
      })
      this.conversations.set(conversation, own)
    }
    const at = {
      sender: isUp ? (0 as const) : (1 as const),
      seconds: Math.floor(seconds),
      nanos: Math.round((seconds % 1) * 1e9),
      packet: ++this.packets,
    }
    addWhole(capture, own, judgeWhole(capture, bytes, null), bytes, at)
  }
}
