// Finds the conversation of a segment by addresses and ports, without making a string per packet. Used by stream.ts.

import type { ConversationState } from './conversation.ts'
import { u32be } from './integers.ts'
import type { TransportView } from './transport.ts'

/** Words of a key: two addresses of four words, both ports. */
const keyWords = 9

/** An open-addressing hash table of slots; a slot keeps the latest conversation of its pair of endpoints. */
export class ConversationTable {
  /** After `locate`: whether the segment's source is the first endpoint of the key. */
  sourceIsFirst = true
  count = 0
  private conversations: (ConversationState | null)[] = []
  private keys = new Uint32Array(keyWords * 64)
  /** Slot + 1 by hash; 0 where free. Its length is a power of two. */
  private places = new Int32Array(128)
  private readonly key = new Uint32Array(keyWords)

  /** The slot for the segment's pair of endpoints, made when it is new. */
  locate(view: TransportView): number {
    this.setKey(view)
    const mask = this.places.length - 1
    let place = this.hash() & mask
    for (;;) {
      const slot = this.places[place]! - 1
      if (slot < 0) return this.add(place)
      if (this.matches(slot)) return slot
      place = (place + 1) & mask
    }
  }

  get(slot: number): ConversationState | null {
    return this.conversations[slot]!
  }

  set(slot: number, conversation: ConversationState): void {
    this.conversations[slot] = conversation
  }

  /** Forgets every slot whose conversation `isOld`, telling of each. Slot numbers change. */
  forget(isOld: (conversation: ConversationState) => boolean): void {
    const old = { conversations: this.conversations, keys: this.keys, count: this.count }
    this.conversations = []
    this.count = 0
    this.places = new Int32Array(128)
    for (let slot = 0; slot < old.count; slot++) {
      const conversation = old.conversations[slot] ?? null
      if (conversation === null || isOld(conversation)) continue
      // Keys move to lower slots or stay, so this never overwrites one that is still to be read.
      this.key.set(old.keys.subarray(slot * keyWords, (slot + 1) * keyWords))
      this.set(this.add(this.freePlace()), conversation)
    }
  }

  *all(): Generator<ConversationState> {
    for (const conversation of this.conversations) if (conversation !== null) yield conversation
  }

  /** Sets the key with the endpoint that sorts first in front, so that both directions have one key. */
  private setKey(view: TransportView): void {
    const { bytes, source, destination, addressLength } = view
    const last = addressLength - 4
    const sourceWord = u32be(bytes, source + last)
    const destinationWord = u32be(bytes, destination + last)
    let order = sourceWord - destinationWord
    for (let word = 1; order === 0 && 4 * word < addressLength; word++) {
      order = u32be(bytes, source + last - 4 * word) - u32be(bytes, destination + last - 4 * word)
    }
    if (order === 0) order = view.sourcePort - view.destinationPort
    this.sourceIsFirst = order <= 0
    const [first, second] = order <= 0 ? [source, destination] : [destination, source]
    this.setAddress(0, bytes, first, addressLength)
    this.setAddress(4, bytes, second, addressLength)
    const firstPort = order <= 0 ? view.sourcePort : view.destinationPort
    const secondPort = order <= 0 ? view.destinationPort : view.sourcePort
    this.key[8] = (firstPort << 16) | secondPort
  }

  /** An IPv4 address stands as IPv6 maps it, so that one address in either form is one endpoint. */
  private setAddress(word: number, bytes: Uint8Array, at: number, length: number): void {
    const { key } = this
    if (length === 4) {
      key[word] = key[word + 1] = 0
      key[word + 2] = 0xffff
      key[word + 3] = u32be(bytes, at)
    } else for (let i = 0; i < 4; i++) key[word + i] = u32be(bytes, at + 4 * i)
  }

  private hash(): number {
    const { key } = this
    let hash = mix(mix(mix(0x9e3779b9, key[8]!), key[3]!), key[7]!)
    if (key[0] !== 0) for (let word = 0; word < 8; word++) hash = mix(hash, key[word]!)
    return Math.imul(hash, 0xc2b2ae35) >>> 7
  }

  private matches(slot: number): boolean {
    const { key, keys } = this
    const base = slot * keyWords
    for (let word = keyWords - 1; word >= 0; word--) if (keys[base + word] !== key[word]) return false
    return true
  }

  private freePlace(): number {
    const mask = this.places.length - 1
    let place = this.hash() & mask
    while (this.places[place] !== 0) place = (place + 1) & mask
    return place
  }

  private add(place: number): number {
    const slot = this.count++
    if ((slot + 1) * keyWords > this.keys.length) {
      const keys = new Uint32Array(this.keys.length * 2)
      keys.set(this.keys)
      this.keys = keys
    }
    this.keys.set(this.key, slot * keyWords)
    this.conversations.push(null)
    this.places[place] = slot + 1
    if (this.count * 2 > this.places.length) this.grow()
    return slot
  }

  private grow(): void {
    this.places = new Int32Array(this.places.length * 2)
    for (let slot = 0; slot < this.count; slot++) {
      this.key.set(this.keys.subarray(slot * keyWords, (slot + 1) * keyWords))
      this.places[this.freePlace()] = slot + 1
    }
  }
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
