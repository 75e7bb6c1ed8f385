// A label in the language that the person chose. Everything shown goes through here; the dictionary is in words-*.ts.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Language } from '../../src-shared/bridge/bridge.ts'

/** Words of the interface: one language, Chinese when both are chosen, so that buttons stay short. */
export function inLanguage(label: Label, language: Language): string {
  return language === 'en' ? label.en : label.zh
}

/** Names and findings: both languages when both are chosen and they differ. */
export function inBoth(label: Label, language: Language, between = ' '): string {
  if (language !== 'both') return label[language]
  return label.zh === label.en || label.en === '' ? label.zh : `${label.zh}${between}${label.en}`
}

/** The second language, shown dimmed behind the first; empty unless both are chosen and they differ. */
export function secondLanguage(label: Label, language: Language): string {
  return language === 'both' && label.zh !== label.en ? label.en : ''
}

const order: readonly Language[] = ['zh', 'en', 'both']

/** The language that the switch comes to next. */
export function nextLanguage(language: Language): Language {
  return order[(order.indexOf(language) + 1) % order.length]!
}

/** A name that a person gave: the same in both languages. */
export const inOwnName = (name: string): Label => ({ zh: name, en: name })
