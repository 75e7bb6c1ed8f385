// The only implementation of the Bridge: what the screen asks is answered here, whichever host and carrier it came through.
// Captures live in workers (open-capture.ts); this thread only passes on, so it never blocks.
import { randomBytes } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { families } from 'virtual:definitions'
import { Refusal, toBridgeError } from '../src-shared/bridge/bridge-error.ts'
import type { AppInfo, Bridge, BridgeEvent, CaptureState } from '../src-shared/bridge/bridge.ts'
import type { CallName, CallParameters } from '../src-shared/bridge/calls.ts'
import { readCall } from '../src-shared/bridge/codec.ts'
import type { CallResults } from '../src-shared/bridge/results.ts'
import type { ColumnId } from '../src-shared/view/columns.ts'
