// Which program listens on a port, where Linux tells: /proc/net names the socket, /proc/PID/fd who holds it.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** `nginx (1234)`, or null: another system, another user's program, or gone. */
export function portOwner(port: number): string | null {
  try {
    const inodes = new Set(['tcp', 'tcp6'].flatMap((table) => listeners(table, port)))
    return inodes.size === 0 ? null : holderOf(inodes)
  } catch {
    return null
  }
}

function listeners(table: string, port: number): string[] {
  let text
  try {
    text = readFileSync(`/proc/net/${table}`, 'utf8')
  } catch {
    return []
  }
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return text.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/)
    // 0A: listening.
    return columns[3] === '0A' && columns[1]?.endsWith(`:${hex}`) ? [`socket:[${columns[9]}]`] : []
  })
}

function holderOf(sockets: ReadonlySet<string>): string | null {
  for (const process of readdirSync('/proc')) {
    if (!/^\d+$/.test(process)) continue
    try {
      const holds = readdirSync(`/proc/${process}/fd`).some((descriptor) => {
        try {
          return sockets.has(readlinkSync(`/proc/${process}/fd/${descriptor}`))
        } catch {
          return false
        }
      })
      if (holds) return `${readFileSync(`/proc/${process}/comm`, 'utf8').trim()} (${process})`
    } catch {
      // Another user's process, or one that ended.
    }
  }
  return null
}
