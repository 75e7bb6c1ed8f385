// Whether the build in out/ is older than what it was made from.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = [
  'src-shared',
  'src-main',
  'src-renderer',
  'electron.vite.config.ts',
  'package.json',
  'scripts/definitions-plugin.ts',
]
const results = ['out/main/cli.js', 'out/main/electron.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** True when something that `npm start` needs is missing or out of date. */
export function isBuildStale(root) {
  const built = results.map((path) => time(join(root, path)))
  return built.includes(0) || Math.min(...built) < Math.max(...sources.map((path) => newest(join(root, path))))
}

/** Milliseconds since 1970; 0 for what is not there. */
function time(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : (found?.mtimeMs ?? 0)
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
}
