// Files dropped on the import desk: here text is for reading, so they are taken before the window opens them as captures.
import { useState, type DragEvent } from 'react'
import { readDropped } from './read-dropped.ts'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** Handlers for the desk, and whether files hang over it. */
export function useDropping() {
  const [isOver, setIsOver] = useState(false)
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false)
    },
    onDrop: (event: DragEvent) => {
      setIsOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      void readDropped([...event.dataTransfer.files])
    },
  }
  return { isOver, handlers }
}
