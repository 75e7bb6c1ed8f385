// The views of a capture: what stands below the toolbar when one of its tabs is chosen. A new view is one entry here, a
// component in a folder of its own, an id in store/capture-store.ts and a command in src-shared/bridge/app-commands.ts.
import type { ComponentType } from 'react'
import type { CommandId } from '../../src-shared/bridge/app-commands.ts'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { ConnectionsView } from '../connections/ConnectionsView.tsx'
import { FindingsBadge } from '../findings/FindingsBadge.tsx'
import { FindingsView } from '../findings/FindingsView.tsx'
import { viewWords } from '../i18n/words-app.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import type { CaptureViewId } from '../store/capture-store.ts'
import { PlotsView } from '../plots/PlotsView.tsx'
import { SessionsView } from '../sessions/SessionsView.tsx'
import { StatisticsView } from '../statistics/StatisticsView.tsx'
import { FramesView } from './FramesView.tsx'

export interface CaptureView {
  id: CaptureViewId
  label: Label
  /** Shows this view; menus, keys and the tab's tooltip take it from the table of commands. */
  command: CommandId
  /** Everything between banner and status bar. It stays in place while its capture loads; frames come as events. */
  Body: ComponentType<{ capture: CaptureState }>
  /** Stands behind the tab's word, a count say. */
  Badge?: ComponentType<{ capture: CaptureState }>
}

/** In the order of the tabs. */
export const captureViews: readonly CaptureView[] = [
  { id: 'frames', label: viewWords.frames, command: 'view.frames', Body: FramesView },
  { id: 'sessions', label: viewWords.sessions, command: 'view.sessions', Body: SessionsView },
  {
    id: 'findings',
    label: findingsWords.view,
    command: 'view.findings',
    Body: FindingsView,
    Badge: FindingsBadge,
  },
  { id: 'plots', label: viewWords.plots, command: 'view.plots', Body: PlotsView },
  { id: 'statistics', label: viewWords.statistics, command: 'view.statistics', Body: StatisticsView },
  { id: 'connections', label: viewWords.connections, command: 'view.connections', Body: ConnectionsView },
]

/** The view by its id; the first one for an id that no view has. */
export const captureViewOf = (id: CaptureViewId): CaptureView =>
  captureViews.find((view) => view.id === id) ?? captureViews[0]!
