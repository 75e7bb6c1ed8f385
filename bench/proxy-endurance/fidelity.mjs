// Many connections at once, random bytes both ways: equal at both ends, and none missing from the recording.
import { connections, dial, hashed, platform, proxy, report, seconds, stream, summaryOf } from './harness.mjs'

export async function fidelity() {
  const far = []
  const to = await platform((socket) =>
    far.push([socket.remotePort, hashed(socket), stream(socket, seconds * 1000, 600)]),
  )
  const { port, end, file, said } = await proxy(to.port, 'fidelity')
  const near = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await dial(port)
      const both = [hashed(socket), stream(socket, seconds * 1000, 600)]
      return Promise.all(both)
    }),
  )
  const farHashes = await Promise.all(far.map(async ([, received, sent]) => [await sent, await received]))
  const pairs = (list) =>
    list
      .map((pair) => pair.join(' '))
      .sort()
      .join('\n')
  const nearAsFar = near.map(([received, sent]) => [received, sent])
  await end()
  to.close()
  report(
    `${connections} connections × ${seconds} s`,
    far.length === connections && pairs(nearAsFar) === pairs(farHashes),
    `${far.length} pairs, SHA-256 equal both ways: ${pairs(nearAsFar) === pairs(farHashes)}`,
  )
  const { tcp, holes, conversations } = summaryOf(file)
  report(
    'its recording',
    tcp.gap_bytes === 0 && holes === 0,
    `${conversations} conversations, ${tcp.gap_bytes} bytes missing`,
  )
  console.log(`     ${said().trim().split('\n').at(-1)}`)
}
