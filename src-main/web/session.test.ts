// Tokens, cookies and launch codes of the web host.
import { expect, test } from 'vitest'
import { Session } from './session.ts'

const cookieOf = (session: Session, port: number) => session.cookie('operate', port, false).split(';')[0]!

test('the cookie holds 256 bits, is hidden from scripts and other sites, and has the port in its name', () => {
  const cookie = new Session().cookie('operate', 7468, false)
  expect(cookie).toMatch(/^pilescope-7468=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(new Session().cookie('operate', 7468, false)).not.toBe(cookie)
})

test('a session knows its own cookie among others, and no other', () => {
  const session = new Session()
  const own = cookieOf(session, 7468)
  expect(session.judge(`a=b; ${own}; c`, 7468)).toBe('operate')
  expect(session.judge(own, 7469)).toBe('absent')
  expect(session.judge(`${own}x`, 7468)).toBe('wrong')
  expect(session.judge('pilescope-7468=', 7468)).toBe('wrong')
  expect(session.judge(cookieOf(new Session(), 7468), 7468)).toBe('wrong')
  expect(session.judge(undefined, 7468)).toBe('absent')
})

test('a launch code works once; old unused ones are forgotten', () => {
  const session = new Session()
  const first = session.newLaunchCode()
  expect(session.redeem('')).toBeNull()
  expect(session.redeem(first)).toBe('operate')
  expect(session.redeem(first)).toBeNull()
  const codes = Array.from({ length: 12 }, () => session.newLaunchCode())
  expect(codes.map((code) => session.redeem(code))).toEqual([...Array(4).fill(null), ...Array(8).fill('operate')])
})

test('a link for viewing gives the token of that role and no other', () => {
  const session = new Session()
  expect(session.redeem(session.newLaunchCode('view'))).toBe('view')
  const cookie = session.cookie('view', 7468, false).split(';')[0]!
  expect(session.judge(cookie, 7468)).toBe('view')
  expect(cookie).not.toBe(cookieOf(session, 7468))
})

test('wrong tokens are answered more and more slowly, and forgotten after a minute', () => {
  const session = new Session()
  expect([0, 1, 2].map((now) => session.penalty(now))).toEqual([20, 40, 60])
  for (let count = 0; count < 100; count++) session.penalty(3)
  expect(session.penalty(3)).toBe(1000)
  expect(session.penalty(70_000)).toBe(20)
})
