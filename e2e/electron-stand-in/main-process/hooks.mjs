// Module hooks of the stand-in: 'electron' is the stand-in's module, and the built main files can be changed by a test that
// wants to see the change caught.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

let settings = { electron: '', mainFolder: '', mutations: [] }

export function initialize(given) {
  settings = given
}

export function resolve(specifier, context, next) {
  return specifier === 'electron' ? { url: settings.electron, shortCircuit: true } : next(specifier, context)
}

export async function load(url, context, next) {
  if (settings.mutations.length === 0 || !url.startsWith(settings.mainFolder)) return next(url, context)
  const before = await readFile(fileURLToPath(url), 'utf8')
  const source = settings.mutations.reduce((text, { find, replace }) => text.replaceAll(find, replace), before)
  return { format: 'module', source, shortCircuit: true }
}
