// "Did you mean": the known words closest to a mistyped one. For field names, enum texts, functions and operators.

const longestWord = 64

/**
 * Up to `limit` candidates that a slip of the fingers apart from `word`, best first: letters left out, added, changed
 * or swapped (about one in three), the last part of a dotted name (`soc` for `ykc.soc`), or another case.
 */
export function similarWords(word: string, candidates: Iterable<string>, limit = 5): string[] {
  const wanted = word.toLowerCase()
  if (wanted === '' || wanted.length > longestWord) return []
  const most = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)))
  const found: { candidate: string; distance: number }[] = []
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > most && !candidate.includes('.')) continue
    const lower = candidate.toLowerCase()
    const distance = lower.endsWith('.' + wanted) ? 0.5 : editDistance(wanted, lower, most)
    if (distance <= most) found.push({ candidate, distance })
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
  return found.slice(0, limit).map((entry) => entry.candidate)
}

/** Insertions, deletions, changes and swaps of neighbours that turn a into b; `most` + 1 when there are more. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let steps = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) steps = Math.min(steps, beforePrevious[j - 2]! + 1)
      row.push(steps)
    }
    if (Math.min(...row) > most) return most + 1
    beforePrevious = previous
    previous = row
  }
  return previous[b.length]!
}
