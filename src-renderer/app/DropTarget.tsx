// Files dropped anywhere in the window are opened. While they hang over it, the window says so.
import { useEffect, useState } from 'react'
import { FileInput } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { mayRun } from '../store/permission.ts'
import { openFiles } from './open-files.ts'
import './notices.css'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

export function DropTarget() {
  const [isOver, setIsOver] = useState(false)
  const text = useText()
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      // Refused by the pointer; without a word here the browser would open the file itself.
      if (!mayRun('file.open')) event.dataTransfer!.dropEffect = 'none'
      else setIsOver(true)
    }
    const left = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const dropped = (event: DragEvent) => {
      setIsOver(false)
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      if (mayRun('file.open')) void openFiles([...(event.dataTransfer?.files ?? [])])
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', left)
    addEventListener('drop', dropped)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', left)
      removeEventListener('drop', dropped)
    }
  }, [])
  if (!isOver) return null
  return (
    <div className="drop-target">
      <span className="drop-words">
        <FileInput size={22} aria-hidden />
        {text(appWords.dropHere)}
      </span>
    </div>
  )
}
