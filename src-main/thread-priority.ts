// Who goes first where the machine has fewer cores than work: the thread that forwards for a pile before everything else,
// then the one that records, decoding of what was recorded behind everything else. Used by recorder-process.ts,
// recording-worker.ts, print-frames.ts and analyzer/worker.ts.
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { pid, platform } from 'node:process'

const { PRIORITY_ABOVE_NORMAL, PRIORITY_BELOW_NORMAL } = constants.priority

/** The calling thread under Linux, the process elsewhere. Where the system does not permit it, nothing changes. */
export function goFirst(): void {
  change(0, PRIORITY_ABOVE_NORMAL)
}

/** The calling thread under Linux, between what forwards and everything else; elsewhere it goes with its process. */
export function goSecond(): void {
  if (platform === 'linux') change(0, Math.ceil(PRIORITY_ABOVE_NORMAL / 2))
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
