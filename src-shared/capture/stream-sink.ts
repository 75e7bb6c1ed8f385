// What TCP reassembly (stream.ts) delivers: the bytes of each direction in order, and what happened to the connection.
// Taken by the store and the framing.

import type { Conversation, ConversationEvent, Sender } from './conversation.ts'

export interface StreamSink {
  /** A conversation's first packet came. */
  conversation(conversation: Conversation): void
  /**
   * The next bytes of a direction: `bytes` [start, end), valid only during the call. Parameters as in CaptureSink;
   * `fileOffset` is −1 when the bytes lie nowhere in the file as they are (IP fragments): then only a copy keeps them.
   */
  data(
    conversation: Conversation,
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packetNumber: number,
  ): void
  /** `length` bytes are missing at `position` of the direction's stream; time and packet are those of what follows. */
  gap(
    conversation: Conversation,
    sender: Sender,
    position: number,
    length: number,
    seconds: number,
    nanos: number,
    packetNumber: number,
  ): void
  /** Packet `packetNumber` repeats `length` bytes from `position` on with other values; the first ones hold. */
  conflict(conversation: Conversation, sender: Sender, position: number, length: number, packetNumber: number): void
  event(
    conversation: Conversation,
    sender: Sender,
    kind: ConversationEvent,
    seconds: number,
    nanos: number,
    packetNumber: number,
  ): void
  /** Nothing more will come of the conversation: its ports were used again, or it was idle in a crowd. */
  done?(conversation: Conversation): void
}
