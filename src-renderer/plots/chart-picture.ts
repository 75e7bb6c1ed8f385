// A chart as a picture to send on: on the theme's ground, with what it shows, when, and the names of its curves above it.
import uPlot from 'uplot'
import type { PlotCurve } from '../../src-shared/diagnosis/plot-series.ts'
import { colourToken, isDemand } from './curve-data.ts'
import { tokenValue } from './theme-colours.ts'

const margin = 12
const lineHeight = 18
const swatchWidth = 18
const gap = 16

interface PictureWords {
  title: string
  /** Below the title: from when until when. */
  span: string
  nameOf(curve: PlotCurve): string
}

/** PNG; null where the browser cannot make one. */
export function chartPicture(
  chart: uPlot,
  curves: readonly PlotCurve[],
  { title, span, nameOf }: PictureWords,
): Promise<Blob | null> {
  const scale = uPlot.pxRatio
  const { canvas } = chart.ctx
  const picture = document.createElement('canvas')
  const pen = picture.getContext('2d')
  if (!pen) return Promise.resolve(null)
  const font = tokenValue('--font')
  const small = `${12 * scale}px ${font}`
  pen.font = small
  const entries = legendOf(
    pen,
    curves.map((curve) => ({ curve, name: nameOf(curve) })),
    canvas.width,
    scale,
  )
  const lines = 2 + (entries.at(-1)?.line ?? -1) + 1
  const head = (margin + lines * lineHeight + 6) * scale
  picture.width = canvas.width
  picture.height = canvas.height + head
  pen.fillStyle = tokenValue('--background')
  pen.fillRect(0, 0, picture.width, picture.height)
  pen.textBaseline = 'middle'
  const middle = (line: number) => (margin + (line + 0.5) * lineHeight) * scale
  pen.fillStyle = tokenValue('--text')
  pen.font = `bold ${13 * scale}px ${font}`
  pen.fillText(title, margin * scale, middle(0), canvas.width - 2 * margin * scale)
  pen.fillStyle = tokenValue('--dim')
  pen.font = small
  pen.fillText(span, margin * scale, middle(1))
  for (const { curve, name, left, line } of entries) {
    pen.strokeStyle = pen.fillStyle = tokenValue(colourToken(curve))
    pen.lineWidth = 2 * scale
    pen.setLineDash(isDemand(curve) ? [4 * scale, 3 * scale] : [])
    pen.beginPath()
    pen.moveTo(left, middle(2 + line))
    pen.lineTo(left + swatchWidth * scale, middle(2 + line))
    pen.stroke()
    pen.fillText(name, left + (swatchWidth + 6) * scale, middle(2 + line))
  }
  pen.drawImage(canvas, 0, head)
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'))
}

interface Entry {
  curve: PlotCurve
  name: string
  left: number
  line: number
}

/** Names of curves side by side, in as many lines as it takes. */
function legendOf(
  pen: CanvasRenderingContext2D,
  names: readonly { curve: PlotCurve; name: string }[],
  width: number,
  scale: number,
): Entry[] {
  let [left, line] = [margin * scale, 0]
  return names.map(({ curve, name }) => {
    const own = (swatchWidth + 6) * scale + pen.measureText(name).width
    if (left > margin * scale && left + own > width - margin * scale) [left, line] = [margin * scale, line + 1]
    const entry = { curve, name, left, line }
    left += own + gap * scale
    return entry
  })
}
