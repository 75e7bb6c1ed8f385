// What the screen and the main side say to each other about the live proxy: its settings, its state, the self-test. Part of
// the bridge's contract; connections of a capture are view/connections.ts.
import type { Label } from '../bytes/range.ts'

/** One door for piles and where it leads. */
export interface ProxyRoute {
  /** Address of this machine, with its scope (`fe80::1%eth0`) where it needs one; null: all addresses of both families. */
  address: string | null
  /** 1–65535; 0: any free port (tests). */
  port: number
  /** Name or address of the platform. */
  upstreamHost: string
  upstreamPort: number
}

/** Files of a fixed size, of which the oldest give way. */
export interface RingSize {
  megabytes: number
  files: number
}

/** What a person keeps to start again later. */
export interface ProxyProfile {
  name: string
  routes: ProxyRoute[]
  ring: RingSize | null
  /** Traffic waits for the recording, so that nothing passes unrecorded; absent: traffic first. */
  recordFirst?: boolean | undefined
  /** Most connections of one source address; absent: no limit, since many piles may share one. */
  perSource?: number | undefined
}

/** Why a proxy, or one of its routes, could not start. */
export type ProxyProblemCode =
  | 'port-in-use'
  | 'port-not-permitted'
  | 'address-not-local'
  | 'name-not-found'
  | 'target-is-self'
  | 'file-not-writable'
  | 'disk-full'
  | 'recorder-lost'

export interface ProxyProblem {
  code: ProxyProblemCode
  message: Label
  remedy: Label
}

export interface RouteState extends ProxyRoute {
  /** Addresses that are listened on now, `ADDRESS:PORT`; empty while stopped or after a problem. */
  listening: string[]
  /** It can be reached from other machines. */
  isBeyondLoopback: boolean
  problem: ProxyProblem | null
}

/** Counted since the proxy was started. */
export interface ProxyCounts {
  /** Connections that are open now. */
  open: number
  accepted: number
  /** The platform could not be reached: refused, timed out, name not found. */
  failed: number
  /** Over the cap, or over the limit of their source: closed at once. */
  dropped: number
  /** Bytes forwarded, pile → platform and back. */
  bytesUp: number
  bytesDown: number
  /** Forwarded and not recorded. */
  bytesUnrecorded: number
  /** Bytes a second over the last second. */
  rateUp: number
  rateDown: number
}

export interface ProxyState {
  proxyId: number
  name: string
  status: 'running' | 'stopped' | 'failed'
  routes: RouteState[]
  /** The capture that shows what is recorded; it outlives the proxy. */
  captureId: number | null
  /** Files of the recording, the newest last. */
  files: string[]
  /** Milliseconds since 1970. */
  started: number
  /** Most connections at a time. */
  cap: number
  counts: ProxyCounts
  /** Recording is in trouble: disk full or failing, bytes not recorded. */
  alarm: Label | null
  /** Why it failed as a whole. */
  problem: ProxyProblem | null
}

/** Answer of the self-test. */
export interface ProxyCheck {
  isReachable: boolean
  /** From the first attempt to the connection. */
  millis: number
  /** The address that answered. */
  address: string | null
  attempts: { address: string; millis: number; error: Label | null }[]
  message: Label
}

/** An address of this machine that a pile may be pointed at. */
export interface LocalAddress {
  /** `eth0`, `WLAN`. */
  name: string
  /** With its scope where it needs one: what is typed into the pile. */
  address: string
  family: 'IPv4' | 'IPv6'
  isLoopback: boolean
}
