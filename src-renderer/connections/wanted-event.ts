// The event that the list of events is to show when it opens; taken from there once.
import { create } from 'zustand'

export const useWantedEvent = create<{ wanted: { captureId: number; index: number } | null }>(() => ({ wanted: null }))
