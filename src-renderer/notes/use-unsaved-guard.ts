// Keeps a browser's tab from closing over notes that are in no file yet; on the desktop the window asks by itself.
import { useEffect } from 'react'
import { isDesktop } from '../connect.ts'
import { useCaptures } from '../store/capture-store.ts'
import { mayCall } from '../store/permission.ts'

export function useUnsavedGuard(): void {
  useEffect(() => {
    if (isDesktop()) return
    const leaving = (event: BeforeUnloadEvent) => {
      // Notes of others, which whoever only looks can neither save nor lose.
      if (!mayCall('captures.save')) return
      if (useCaptures.getState().captures.some(({ isChanged }) => isChanged)) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => removeEventListener('beforeunload', leaving)
  }, [])
}
