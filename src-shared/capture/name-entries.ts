// All names that a filter can have, with labels and types, for completion: the envelope's, family-wide ones, fields, Chinese
// labels that stand for fields, protocols.
import type { NameEntry } from '../expression/complete.ts'
import { tokenize } from '../expression/tokens.ts'
import type { Label } from '../bytes/range.ts'
import type { FieldPlan, Protocol } from '../protocol/plan.ts'
import { envelopeLabels } from './envelope-labels.ts'
import { envelopeList, envelopeNames, type FilterNames } from './filter-names.ts'

/** `present`: indexes of protocols that frames of the capture have. */
export function nameEntries(
  protocols: readonly Protocol[],
  names: FilterNames,
  present: ReadonlySet<number>,
): NameEntry[] {
  const entries = new Map<string, NameEntry>()
  const add = (name: string, label: Label, kind: NameEntry['kind'], isPresent: boolean) => {
    const known = entries.get(name)
    if (known) {
      known.isPresent ||= isPresent
      return
    }
    const info = kind === 'protocol' || isName(name) ? names.resolve(name) : null
    if (info) entries.set(name, { name, label, kind, type: info.type, isPresent })
  }
  for (const name of envelopeList) {
    const type = envelopeNames[name]
    entries.set(name, { name, label: envelopeLabels[name], kind: 'envelope', type, isPresent: true })
  }
  // Protocols that are there come first: their labels are what a name is called.
  const ordered = protocols.map((protocol, index) => ({ protocol, isPresent: present.has(index) }))
  ordered.sort((a, b) => Number(b.isPresent) - Number(a.isPresent))
  for (const { protocol, isPresent } of ordered) {
    add(protocol.prefix, protocol.name, 'protocol', isPresent)
    for (const { role, label } of protocol.fields) if (role) add(role, label, 'role', isPresent)
    for (const field of protocol.fields) addField(field, isPresent, add)
  }
  return [...entries.values()]
}

function addField(
  { name, label, templated, kind }: FieldPlan,
  isPresent: boolean,
  add: (name: string, label: Label, kind: NameEntry['kind'], isPresent: boolean) => void,
): void {
  if (templated || kind === 'unit') return
  add(name, label, 'field', isPresent)
  if (/\p{Script=Han}/u.test(label.zh)) add(label.zh, { zh: label.zh, en: name }, 'label', isPresent)
}

/** Whether a text stands for itself as one name in a filter: labels with spaces or brackets do not. */
function isName(text: string): boolean {
  const [first, end] = tokenize(text)
  return first?.kind === 'name' && end?.kind === 'end'
}
