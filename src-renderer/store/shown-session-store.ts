// Which pile and which charging session are looked at, by capture: shared by the views of sessions, plots and statistics.
import { create } from 'zustand'

export interface ShownSubject {
  /** PileSummary.id; null: all. */
  pile: number | null
  /** SessionSummary.id; null: the pile as a whole. */
  session: number | null
}

export const useShownSubjects = create<Readonly<Record<number, ShownSubject>>>(() => ({}))

/** Looks at a session of a pile, or with `session` null at the pile. */
export function showSubject(captureId: number, subject: ShownSubject): void {
  useShownSubjects.setState({ [captureId]: subject })
}
