// Where the window stood, kept from one start to the next. What was kept is only believed as far as it fits the displays
// of today. Counterpart: main-window.ts applies and saves it.
import { z } from 'zod'

/** In device-independent pixels, as Electron counts; x and y may be negative on a second display. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowState {
  /** Where the window stands, or would stand when it is not maximised. null: in the middle of the first display. */
  bounds: Rectangle | null
  isMaximized: boolean
}

/** As Electron's Display: the area without task bars. */
export interface DisplayArea {
  workArea: Rectangle
}

export const smallestWindow = { width: 800, height: 560 }
const usualWindow = { width: 1440, height: 900 }

/** So much of the title bar must be on a display that it can be taken hold of. */
const visibleTitle = { width: 160, height: 24 }

const coordinate = z.int().min(-100_000).max(100_000)
const size = z.int().min(1).max(100_000)
const schema = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: size, height: size }).nullable(),
  isMaximized: z.boolean(),
})

const initial: WindowState = { bounds: null, isMaximized: false }

/** The state in a file's text; the initial one when the text is damaged or missing. */
export function parseWindowState(text: string | null): WindowState {
  if (text === null) return initial
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : initial
  } catch {
    return initial
  }
}

export function formatWindowState(state: WindowState): string {
  return `${JSON.stringify(state)}\n`
}

/** Where to put the window on these displays: the first is the one to fall back on. Without x and y: in its middle. */
export function placeWindow(
  state: WindowState,
  displays: readonly DisplayArea[],
): { width: number; height: number; x?: number; y?: number } {
  const { bounds } = state
  const first = displays[0]?.workArea
  const home = bounds ? displays.find((display) => isTitleVisible(bounds, display.workArea))?.workArea : undefined
  const wanted = bounds ?? usualWindow
  const room = home ?? first
  const width = fitted(wanted.width, smallestWindow.width, room?.width)
  const height = fitted(wanted.height, smallestWindow.height, room?.height)
  return bounds && home ? { x: bounds.x, y: bounds.y, width, height } : { width, height }
}

function fitted(wanted: number, least: number, most: number = wanted): number {
  return Math.min(Math.max(wanted, least), Math.max(most, 1))
}

/** True when enough of the window's upper edge lies on the display. */
function isTitleVisible(bounds: Rectangle, area: Rectangle): boolean {
  const right = Math.min(bounds.x + bounds.width, area.x + area.width)
  const visibleWidth = right - Math.max(bounds.x, area.x)
  return (
    visibleWidth >= Math.min(visibleTitle.width, bounds.width) &&
    bounds.y >= area.y &&
    bounds.y + visibleTitle.height <= area.y + area.height
  )
}
