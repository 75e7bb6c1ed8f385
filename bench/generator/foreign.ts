// Traffic beside that of the piles, for generated captures: web pages, binary data. No frame of any protocol is in it,
// though start bytes are: an analyzer must not find frames here.
import type { Random } from '../../src-shared/capture/testing/random.ts'

const words = 'the charging hub runs with hourly updates; house, which shows uhf hours through the human hotline'.split(
  ' ',
)

/** What client and server send. */
export function foreignConversation(
  index: number,
  random: Random,
): { request: Uint8Array<ArrayBuffer>; answer: Uint8Array<ArrayBuffer> } {
  const request = `GET /hourly/${index}.html HTTP/1.1\r\nHost: hub.example\r\nUser-Agent: uhf-watch\r\n\r\n`
  const size = random.between(50, 40_000)
  if (index % 3 === 2) return { request: binary(200, random), answer: binary(size, random) }
  const text: string[] = []
  for (let length = 0; length < size;) {
    const word = random.pick(words)
    text.push(word)
    length += word.length + 1
  }
  const page = `<html><head><title>hub</title></head><body>${text.join(' ')}</body></html>`
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${page.length}\r\n\r\n`
  return { request: encode(request), answer: encode(head + page) }
}

/** As encrypted traffic looks: anything, in records. */
function binary(size: number, random: Random): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).map(() => random.below(256))
  bytes.set([0x17, 3, 3, size >> 8, size & 0xff])
  return bytes
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}
