// A chart as a picture to send on: on the theme's ground, with what it shows and the names of its curves above it.
import uPlot from 'uplot'
import type { PlotCurve } from '../../src-shared/diagnosis/plot-series.ts'
import { colourToken } from './curve-data.ts'
import { tokenValue } from './theme-colours.ts'

const headHeight = 46

/** PNG; null where the browser cannot make one. */
export function chartPicture(
  chart: uPlot,
  title: string,
  curves: readonly PlotCurve[],
  nameOf: (curve: PlotCurve) => string,
): Promise<Blob | null> {
  const scale = uPlot.pxRatio
  const { canvas } = chart.ctx
  const picture = document.createElement('canvas')
  picture.width = canvas.width
  picture.height = canvas.height + headHeight * scale
  const pen = picture.getContext('2d')
  if (!pen) return Promise.resolve(null)
  pen.fillStyle = tokenValue('--background')
  pen.fillRect(0, 0, picture.width, picture.height)
  pen.fillStyle = tokenValue('--text')
  pen.font = `bold ${13 * scale}px ${tokenValue('--font')}`
  pen.fillText(title, 12 * scale, 18 * scale)
  pen.font = `${12 * scale}px ${tokenValue('--font')}`
  let left = 12 * scale
  for (const curve of curves) {
    pen.fillStyle = tokenValue(colourToken(curve))
    const name = `— ${nameOf(curve)}`
    pen.fillText(name, left, 38 * scale)
    left += pen.measureText(name).width + 16 * scale
  }
  pen.drawImage(canvas, 0, headHeight * scale)
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'))
}
