// Proxies kept to start again, by their names. Pure; kept among the preferences.
import type { ProxyProfile } from '../../src-shared/bridge/proxy.ts'

/** The profiles with `profile` in place of the one with its name, or last when there is none. */
export function withProfile(profiles: readonly ProxyProfile[], profile: ProxyProfile): ProxyProfile[] {
  const place = profiles.findIndex(({ name }) => name === profile.name)
  return place < 0 ? [...profiles, profile] : profiles.with(place, profile)
}

export const withoutProfile = (profiles: readonly ProxyProfile[], name: string): ProxyProfile[] =>
  profiles.filter((profile) => profile.name !== name)

/** `before` under another name, in its place; null when the name is empty or another profile's. */
export function renamedProfile(
  profiles: readonly ProxyProfile[],
  before: string,
  after: string,
): ProxyProfile[] | null {
  const name = after.trim().slice(0, 100)
  if (name === '' || (name !== before && profiles.some((profile) => profile.name === name))) return null
  return profiles.map((profile) => (profile.name === before ? { ...profile, name } : profile))
}
