// How many connections the recorder may hold: past the descriptor limit the system closes connections without a word, so
// the cap lies well below it.
import { readFileSync } from 'node:fs'
import { platform } from 'node:process'

const most = 2000
/** Kept for files, names and everything else. */
const otherDescriptors = 256
/** Where the limit cannot be read: what macOS gives at least after Node raised it, and Windows has no such limit. */
const assumedLimit = 4096

/** A connection takes two descriptors: the pile's and the platform's. */
export function connectionCap(descriptors = descriptorLimit()): number {
  return Math.max(1, Math.min(most, Math.floor((descriptors - otherDescriptors) / 2)))
}

function descriptorLimit(): number {
  if (platform !== 'linux') return assumedLimit
  try {
    const match = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))
    return match && match[1] !== 'unlimited' ? Number(match[1]) : Infinity
  } catch {
    return assumedLimit
  }
}
