// Who may use the web host: one 256-bit token per start. The printed link carries a launch code that works once; redeeming
// it puts the token into a cookie that scripts cannot read and other sites cannot send.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Launch codes that were printed and not used. */
const mostCodes = 8
const slowestMillis = 1000
const forgetMillis = 60_000

export class Session {
  private readonly token = randomBytes(32).toString('base64url')
  private readonly codes = new Set<string>()
  private wrong = 0
  private lastWrong = 0

  /** A new code for a link; older unused ones stay valid up to a limit. */
  newLaunchCode(): string {
    const code = randomBytes(32).toString('base64url')
    this.codes.add(code)
    for (const oldest of this.codes) {
      if (this.codes.size <= mostCodes) break
      this.codes.delete(oldest)
    }
    return code
  }

  /** True once per code. */
  redeem(code: string): boolean {
    for (const known of this.codes) if (isSame(code, known)) return this.codes.delete(known)
    return false
  }

  /** The cookie that lets a browser in. Cookies do not know ports, so the port is part of the name. */
  cookie(port: number, isEncrypted: boolean): string {
    return `${cookieName(port)}=${this.token}; Path=/; HttpOnly; SameSite=Strict${isEncrypted ? '; Secure' : ''}`
  }

  /** What a request's Cookie header says: nothing, the token, or something else. */
  judge(cookieHeader: string | undefined, port: number): 'absent' | 'good' | 'wrong' {
    const value = cookieValue(cookieHeader ?? '', cookieName(port))
    if (value === null) return 'absent'
    return isSame(value, this.token) ? 'good' : 'wrong'
  }

  /** Counts a wrong token or code; how long to wait before answering it, in milliseconds. */
  penalty(now = Date.now()): number {
    if (now - this.lastWrong > forgetMillis) this.wrong = 0
    this.lastWrong = now
    return Math.min(++this.wrong * 20, slowestMillis)
  }
}

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
