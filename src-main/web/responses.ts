// Answers of the web host: the same guarding headers on every one, and plain words where a person reads them.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { guardingHeaders } from '../guarding-headers.ts'

const refusals: Record<number, string> = {
  400: '请求不完整 / bad request',
  403: '这里需要 pilescope serve 打印的链接；用过一次的链接请在终端按回车换新的。\nOpen the link that `pilescope serve` printed; press Enter in its terminal for a new one.',
  404: '没有这个地址 / not found',
  405: '不支持的方法 / method not allowed',
  408: '太慢 / too slow',
  413: '文件过大 / too large',
  421: '这不是本机的地址 / not a name of this host',
  429: '太多 / too many',
  503: '连接已满 / too many connections',
  507: '磁盘已满 / no space left',
}

/** Refuses a request that was not read; the connection ends, whatever its body would have been. */
export function refuse(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  const text = `${status} ${refusals[status] ?? ''}\n`
  response.writeHead(status, {
    ...guardingHeaders,
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
    ...headers,
  })
  response.end(text)
}

/** The same on a socket that asked for an upgrade. */
export function refusalText(status: number): string {
  const body = `${status} ${refusals[status] ?? ''}\n`
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { ...guardingHeaders, 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

/**
 * Lets a browser in: sets the cookie and leads to the page. After a link on another site, browsers hold a strict cookie
 * back over a redirect; then a page of our own leads on.
 */
export function welcome(response: ServerResponse, cookie: string, fetchSite: string | undefined): void {
  const isForeign = fetchSite === 'cross-site' || fetchSite === 'same-site'
  const headers = { ...guardingHeaders, 'set-cookie': cookie }
  if (!isForeign) {
    response.writeHead(303, { ...headers, location: '/' })
    response.end()
    return
  }
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' })
  response.end('<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Pilescope</title>')
}
