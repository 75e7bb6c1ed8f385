// The window's content: a fixed map of the built screen's files under our own scheme. An address is answered when it is in
// the map letter for letter; nothing is ever looked up in the file system. Counterpart: main-window.ts loads it.
import { readFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { guardingHeaders } from '../guarding-headers.ts'

export const appScheme = 'pilescope'
export const appOrigin = `${appScheme}://app`
export const appPage = `${appOrigin}/`

/** Behaves as https does: an origin of its own, with storage; code may load itself. */
export const appSchemePrivileges: Electron.CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

export interface Asset {
  file: string
  contentType: string
}

/** Path of the address (`/assets/main.js`; `/` is the page) → file. */
export type AssetMap = ReadonlyMap<string, Asset>

/** The files below a folder, listed once. Kinds that have no content type here are left out. */
export function listAssets(folder: string): AssetMap {
  const assets = new Map<string, Asset>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const contentType = contentTypes[extname(entry.name)]
    if (!entry.isFile() || contentType === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${file.slice(folder.length).split(sep).filter(Boolean).join('/')}`
    assets.set(path === '/index.html' ? '/' : path, { file, contentType })
  }
  return assets
}

/** The asset at an address, or null. Only the plain form counts: no query, no user, no encoded or doubled slashes. */
export function findAsset(assets: AssetMap, address: string): Asset | null {
  const plain = address.split('#', 1)[0]!
  if (!plain.startsWith(appPage)) return null
  return assets.get(plain.slice(appOrigin.length)) ?? null
}

/** The answer for protocol.handle: GET of a known address, else 404 or 405. */
export async function answerAssetRequest(
  assets: AssetMap,
  request: Pick<Request, 'url' | 'method'>,
  read: (file: string) => Promise<Uint8Array> = readFile,
): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: guardingHeaders })
  const asset = findAsset(assets, request.url)
  if (!asset) return new Response(null, { status: 404, headers: guardingHeaders })
  try {
    return new Response(new Uint8Array(await read(asset.file)), {
      headers: { ...guardingHeaders, 'content-type': asset.contentType },
    })
  } catch {
    return new Response(null, { status: 404, headers: guardingHeaders })
  }
}
