// Who may import whom (docs/architecture.md, section 2). src-shared is pure and layered; main and renderer reach it; no
// folder reaches up. Also: no barrels, no protocol's name in TypeScript outside tests and definitions.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

const layers = ['bytes', 'expression', 'protocol', 'capture', 'diagnosis', 'view', 'bridge']
const electronFiles = new Set(['src-main/electron.ts', 'src-main/preload.ts'])
const sharedPackages = new Set(['pinyin-match', 'yaml', 'zod'])
const protocolNames = /['"`](ykc|aaf5|gw376|gw376-68|ur-7572|lvneng)['"`./]/

function* filesBelow(folder) {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry)
    if (statSync(path).isDirectory()) yield* filesBelow(path)
    else if (/\.tsx?$/.test(entry)) yield path.split(sep).join('/')
  }
}

const isTest = (path) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')

/** What is wrong with the imports of the project, one line each. */
export function checkZones() {
  const wrong = []
  for (const folder of ['src-shared', 'src-main', 'src-renderer'].filter((name) => readdirSync('.').includes(name))) {
    for (const path of filesBelow(folder)) checkFile(path, wrong)
  }
  return wrong
}

/** The code without its comments. */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')

/** What a file imports: static, for effect, and dynamic. */
const imports =
  /^\s*(?:import|export)\b[^'"`;]*?from\s*'([^'\n]+)'|^\s*import\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'\s*\)/gm

function checkFile(path, wrong) {
  const text = withoutComments(readFileSync(path, 'utf8'))
  const say = (what) => wrong.push(`${path}: ${what}`)
  if (/\/index\.tsx?$/.test(path)) say('barrels and index files are not used; name the file after what it holds')
  if (/(^|\/)(utils?|helpers?|common|manager|data)(\.|\/)/.test(path)) say('a name that says nothing')
  if (!isTest(path) && !path.endsWith('.d.ts') && protocolNames.test(text))
    say("a protocol's name stands in TypeScript; it belongs into a definition")
  for (const [, named, effect, dynamic] of text.matchAll(imports)) checkImport(path, named ?? effect ?? dynamic, say)
}

function checkImport(path, source, say) {
  const zone = path.split('/')[0]
  if (source.startsWith('.')) {
    const target = relative('.', resolve(path, '..', source))
      .split(sep)
      .join('/')
    const targetZone = target.split('/')[0]
    if (zone === 'src-shared' && targetZone !== 'src-shared') say(`src-shared imports ${target}`)
    if (zone === 'src-renderer' && !['src-renderer', 'src-shared'].includes(targetZone))
      say(`the renderer imports ${target}`)
    if (zone === 'src-main' && !isTest(path) && !['src-main', 'src-shared'].includes(targetZone))
      say(`the main side imports ${target}`)
    if (zone === 'src-shared' && targetZone === 'src-shared') {
      const [from, to] = [path, target].map((one) => layers.indexOf(one.split('/')[1]))
      if (to > from) say(`${layers[from]} imports upward from ${layers[to]}`)
    }
    return
  }
  const name = source.startsWith('@') ? source.split('/').slice(0, 2).join('/') : source.split('/')[0]
  if (zone === 'src-shared' && !isTest(path) && !sharedPackages.has(name)) say(`src-shared imports ${source}`)
  if (name === 'electron' && !electronFiles.has(path)) say('only electron.ts and preload.ts import electron')
}
