// How well what was typed fits a name or its label: by beginning or middle, in Chinese, pinyin (initials too) or English.
import pinyin from 'pinyin-match'
import type { Label } from '../bytes/range.ts'

export type FitLanguage = 'zh' | 'en' | 'both'

/** null: it does not fit; else 0 (the same) … 4 (somewhere in the middle). */
export function fit(typed: string, name: string, label: Label, language: FitLanguage): number | null {
  const wanted = typed.toLowerCase()
  if (wanted === '') return 1
  const scores = [fitName(wanted, name.toLowerCase()), fitWords(wanted, label.en.toLowerCase(), language)]
  scores.push(fitChinese(wanted, label.zh))
  const best = Math.min(...scores.map((score) => score ?? Infinity))
  return best === Infinity ? null : best
}

function fitName(wanted: string, name: string): number | null {
  if (name === '') return null
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  const tail = name.slice(name.indexOf('.') + 1)
  if (tail.startsWith(wanted)) return 1.2
  if (tail.includes(`_${wanted}`) || name.includes(`.${wanted}`)) return 2
  return wanted.length > 1 && name.includes(wanted) ? 3 : null
}

function fitWords(wanted: string, label: string, language: FitLanguage): number | null {
  const later = language === 'zh' ? 1 : 0
  if (label.startsWith(wanted)) return 1.5 + later
  if (label.split(/[\s(/-]+/).some((word) => word.startsWith(wanted))) return 2 + later
  return null
}

function fitChinese(wanted: string, label: string): number | null {
  if (label === '') return null
  const lower = label.toLowerCase()
  if (lower === wanted) return 0
  const at = lower.indexOf(wanted)
  if (at >= 0) return at === 0 ? 1 : 2
  // A single letter fits the sound of half of all labels.
  if (!/^[a-z]{2,40}$/.test(wanted)) return null
  const found = pinyin.match(label, wanted)
  if (!found) return null
  const isWhole = found[0] === 0 && found[1] === label.length - 1
  return isWhole ? 1 : found[0] === 0 ? 1.8 : 3.2
}
