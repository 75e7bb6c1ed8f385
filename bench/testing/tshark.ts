// What tshark says of a capture, for tests that compare with it.
import { spawnSync } from 'node:child_process'

/** Order and overlap as our own reassembly has them: by default tshark does not reorder. */
const preferences = ['-o', 'tcp.reassemble_out_of_order:TRUE', '-o', 'tcp.analyze_sequence_numbers:TRUE']

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 29 })
  if (status !== 0) throw new Error(`tshark ${args.join(' ')}: exit ${status}: ${stderr}`)
  return stdout
}

export interface TsharkStream {
  /** `address port`, as tshark writes the address. */
  first: string
  second: string
  /** Bytes that each of them sent, in order. */
  fromFirst: Buffer
  fromSecond: Buffer
}

/** Packets in the file, and of how many TCP conversations. */
export function countWithTshark(path: string): { packets: number; conversations: number } {
  const lines = run(['-r', path, '-T', 'fields', '-e', 'frame.number', '-e', 'tcp.stream', '-E', 'occurrence=f']).split(
    '\n',
  )
  const streams = lines.flatMap((line) => line.split('\t')[1] || [])
  return { packets: lines.filter((line) => line !== '').length, conversations: new Set(streams).size }
}

/** The bytes of `count` TCP conversations, as "Follow TCP stream" shows them. */
export function followWithTshark(path: string, count: number): TsharkStream[] {
  const follow = Array.from({ length: count }, (_, index) => ['-z', `follow,tcp,raw,${index}`]).flat()
  const parts = run(['-r', path, '-q', ...preferences, ...follow]).split(/^={10,}$/m)
  const streams: TsharkStream[] = []
  for (const part of parts) {
    const number = /^Filter: tcp\.stream eq (\d+)$/m.exec(part)?.[1]
    if (number !== undefined) streams[Number(number)] = parseFollow(part)
  }
  return streams
}

/** Lines of the second endpoint are indented. */
function parseFollow(text: string): TsharkStream {
  const node = (index: number) =>
    new RegExp(`^Node ${index}: (.*):(\\d+)$`, 'm').exec(text)?.slice(1, 3).join(' ').replace(/[[\]]/g, '') ?? ''
  const hex = text.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line))
  const bytes = (indented: boolean) =>
    Buffer.from(
      hex
        .filter((line) => line.startsWith('\t') === indented)
        .join('')
        .replaceAll('\t', ''),
      'hex',
    )
  return { first: node(0), second: node(1), fromFirst: bytes(false), fromSecond: bytes(true) }
}

/** Directions of conversations, `stream source-port`, that have a packet with payload which a display filter lets through. */
export function directionsWithTshark(path: string, filter: string): string[] {
  const fields = ['-T', 'fields', '-e', 'tcp.stream', '-e', 'tcp.srcport', '-E', 'occurrence=f']
  const lines = run(['-r', path, '-Y', `(${filter}) && tcp.len > 0`, ...fields]).split('\n')
  return [...new Set(lines.filter((line) => line !== '').map((line) => line.replace('\t', ' ')))].toSorted()
}
