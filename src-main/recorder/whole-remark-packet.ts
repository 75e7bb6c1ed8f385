// The packet that carries a remark on the recording as a whole: an IPv4 header and nothing else, between unspecified
// addresses, of the protocol number for experiments (253, RFC 3692), so that every reader lists it and none mistakes it.
import { finishChecksum, sumWords } from '../../src-shared/capture/internet-checksum.ts'

export const wholeRemarkPacket: Uint8Array = (() => {
  const packet = new Uint8Array(20)
  packet[0] = 0x45
  packet[3] = 20
  packet[8] = 64
  packet[9] = 253
  const checksum = finishChecksum(sumWords(packet, 0, 20))
  packet[10] = checksum >> 8
  packet[11] = checksum & 0xff
  return packet
})()
