// Who may use the web host: one 256-bit token per start and role, kept in memory alone. A printed link carries a launch code
// that works once; redeeming it puts its role's token into a cookie that scripts cannot read and other sites cannot send.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Role } from '../../src-shared/bridge/view-only.ts'

/** Launch codes that were printed and not used. */
const mostCodes = 8
const slowestMillis = 1000
const forgetMillis = 60_000

export class Session {
  private readonly tokens: Readonly<Record<Role, string>> = { operate: newSecret(), view: newSecret() }
  private readonly codes = new Map<string, Role>()
  private wrong = 0
  private lastWrong = 0

  /** A new code for a link; older unused ones stay valid up to a limit. */
  newLaunchCode(role: Role = 'operate'): string {
    const code = newSecret()
    this.codes.set(code, role)
    for (const oldest of this.codes.keys()) {
      if (this.codes.size <= mostCodes) break
      this.codes.delete(oldest)
    }
    return code
  }

  /** The role that a code stands for, once per code; null: none. */
  redeem(code: string): Role | null {
    for (const [known, role] of this.codes) if (isSame(code, known)) return this.codes.delete(known) ? role : null
    return null
  }

  /** The cookie that lets a browser in. Cookies do not know ports, so the port is part of the name. */
  cookie(role: Role, port: number, isEncrypted: boolean): string {
    return `${cookieName(port)}=${this.tokens[role]}; Path=/; HttpOnly; SameSite=Strict${isEncrypted ? '; Secure' : ''}`
  }

  /** What a request's Cookie header says: nothing, the token of a role, or something else. */
  judge(cookieHeader: string | undefined, port: number): 'absent' | Role | 'wrong' {
    const value = cookieValue(cookieHeader ?? '', cookieName(port))
    if (value === null) return 'absent'
    if (isSame(value, this.tokens.operate)) return 'operate'
    return isSame(value, this.tokens.view) ? 'view' : 'wrong'
  }

  /** Counts a wrong token or code; how long to wait before answering it, in milliseconds. */
  penalty(now = Date.now()): number {
    if (now - this.lastWrong > forgetMillis) this.wrong = 0
    this.lastWrong = now
    return Math.min(++this.wrong * 20, slowestMillis)
  }
}

const newSecret = (): string => randomBytes(32).toString('base64url')

function cookieName(port: number): string {
  return `pilescope-${port}`
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals >= 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return null
}

/** Compares in constant time, whatever the lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
