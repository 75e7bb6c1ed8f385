// Who waits where the machine has fewer cores than work: whatever decodes what was recorded, so that the thread that forwards
// for a pile need not. Used by recorder-process.ts, print-frames.ts and analyzer/worker.ts.
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { pid, platform } from 'node:process'

const { PRIORITY_ABOVE_NORMAL, PRIORITY_BELOW_NORMAL } = constants.priority

/**
 * The whole process, where its threads have no priorities of their own and decoding cannot give way alone. Not under Linux:
 * there a forwarding thread of a higher priority was 20 µs slower for every pile, because each time it wakes the scheduler
 * moves it, or whoever it waits for, to another core.
 */
export function processGoesFirst(): void {
  if (platform !== 'linux') change(0, PRIORITY_ABOVE_NORMAL)
}

/** The calling thread under Linux; elsewhere nothing, since the process also answers people. */
export function threadGivesWay(): void {
  if (platform === 'linux') change(0, PRIORITY_BELOW_NORMAL)
}

/**
 * The whole process, those threads of it that collect garbage and compile included. Under Linux it then has only the time
 * that nobody else wants: a process that is merely nice still keeps one that wakes up waiting until its slice is over, which
 * was half of what the proxy added to the slowest hundredth of the answers. Not for threads that answer people.
 */
export function processGivesWay(): void {
  change(0, PRIORITY_BELOW_NORMAL)
  if (platform !== 'linux') return
  for (const thread of readdirSync('/proc/self/task')) change(Number(thread), PRIORITY_BELOW_NORMAL)
  // Node cannot choose the scheduler's class; where this program is missing, being nice has to do.
  execFile('chrt', ['--all-tasks', '--idle', '--pid', '0', String(pid)], () => {})
}

function change(thread: number, priority: number): void {
  try {
    setPriority(thread, priority)
  } catch {
    // Not permitted, or a thread that ended meanwhile.
  }
}
