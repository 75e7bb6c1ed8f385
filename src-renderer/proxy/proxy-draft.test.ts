import { beforeEach, expect, test } from 'vitest'
import {
  addRoute,
  editProfile,
  profileOf,
  readHost,
  readPort,
  ringOf,
  routeProblems,
  useProxyDraft,
} from './proxy-draft.ts'
import { renamedProfile, withProfile } from './profiles.ts'
import { pileAddresses } from './route-text.ts'
import type { ProxyProfile } from '../../src-shared/bridge/proxy.ts'

const profile: ProxyProfile = {
  name: 'one',
  routes: [{ address: null, port: 8767, upstreamHost: 'platform.example', upstreamPort: 9000 }],
  ring: { megabytes: 100, files: 10 },
}

beforeEach(() => editProfile(profile))

test('a profile that was put into the form comes out as it was', () => {
  expect(profileOf(useProxyDraft.getState())).toEqual(profile)
  const limited: ProxyProfile = { ...profile, recordFirst: true, perSource: 50 }
  editProfile(limited)
  expect(profileOf(useProxyDraft.getState())).toEqual(limited)
  editProfile(profile)
  expect(profileOf(useProxyDraft.getState())).toEqual(profile)
})

test('the limit of each source is a number or nothing', () => {
  useProxyDraft.setState({ perSource: ' 20 ' })
  expect(profileOf(useProxyDraft.getState())?.perSource).toBe(20)
  useProxyDraft.setState({ perSource: ' ' })
  expect(profileOf(useProxyDraft.getState())).not.toHaveProperty('perSource')
  for (const perSource of ['0', '-1', '1.5', 'x', '100001']) {
    useProxyDraft.setState({ perSource })
    expect(profileOf(useProxyDraft.getState()), perSource).toBeNull()
  }
})

test('without a name the proxy takes the platform as its name', () => {
  useProxyDraft.setState({ name: '  ' })
  expect(profileOf(useProxyDraft.getState())?.name).toBe('platform.example:9000')
})

test('ports are 1 to 65535, in digits', () => {
  expect(['1', ' 8767 ', '65535', '0', '65536', '', '80a', '-1', '1e3'].map(readPort)).toEqual([
    1,
    8767,
    65_535,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

test('a platform that is pasted with its port is taken apart, an IPv6 address only in brackets', () => {
  expect(readHost(' 10.0.0.2:8767 ')).toEqual({ host: '10.0.0.2', port: '8767' })
  expect(readHost('tcp://host.example:9000/x')).toEqual({ host: 'host.example', port: '9000' })
  expect(readHost('[fd00::2]:8767')).toEqual({ host: 'fd00::2', port: '8767' })
  expect(readHost('fd00::2')).toEqual({ host: 'fd00::2', port: null })
  expect(readHost('host.example')).toEqual({ host: 'host.example', port: null })
})

test('a second listener takes the next port; the same door twice is said at the second', () => {
  addRoute()
  const { routes } = useProxyDraft.getState()
  expect(routes.map(({ port }) => port)).toEqual(['8767', '8768'])
  const twice = [routes[0]!, { ...routes[1]!, address: '127.0.0.1', port: '8767' }]
  expect(routeProblems(twice).map(({ port }) => port !== null)).toEqual([false, true])
  expect(routeProblems(routes).every(({ port }) => port === null)).toBe(true)
})

test('nothing starts while a field is wrong', () => {
  useProxyDraft.setState({ files: '1' })
  expect(ringOf(useProxyDraft.getState())).toBeUndefined()
  expect(profileOf(useProxyDraft.getState())).toBeNull()
  useProxyDraft.setState(({ routes }) => ({ isRing: false, routes: [{ ...routes[0]!, host: 'a b' }] }))
  expect(profileOf(useProxyDraft.getState())).toBeNull()
})

test('a profile replaces the one with its name; a new name must be free', () => {
  const other = { ...profile, name: 'two' }
  expect(withProfile([profile, other], { ...profile, ring: null }).map(({ ring }) => ring)).toEqual([null, other.ring])
  expect(renamedProfile([profile, other], 'one', 'two')).toBeNull()
  expect(renamedProfile([profile, other], 'one', ' ')).toBeNull()
  expect(renamedProfile([profile, other], 'one', 'three')?.map(({ name }) => name)).toEqual(['three', 'two'])
})

test('piles get the addresses of networks; this machine’s own only where there is no other', () => {
  const own = { name: 'lo', address: '127.0.0.1', family: 'IPv4' as const, isLoopback: true }
  const net = { name: 'eth0', address: '192.0.2.7', family: 'IPv4' as const, isLoopback: false }
  const door = { address: null, port: 8767 }
  const ends = (doors: Parameters<typeof pileAddresses>[0], all: Parameters<typeof pileAddresses>[1]) =>
    pileAddresses(doors, all).map(({ network, address, port }) => `${network} ${address} ${port}`)
  expect(ends([door], [net, own])).toEqual(['eth0 192.0.2.7 8767'])
  expect(ends([door], [own])).toEqual(['lo 127.0.0.1 8767'])
  expect(ends([{ address: '127.0.0.1', port: 1 }], [net, own])).toEqual(['lo 127.0.0.1 1'])
})
