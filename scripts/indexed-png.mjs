// Pictures of the screen with a palette of 256 colours in place of 16 million: a third of the size, the same to the eye.
// Counterpart: screenshots.mjs, which keeps the README's pictures small with it.
import { crc32, deflateSync } from 'node:zlib'

/** The picture with 256 of its colours; every other one becomes the nearest. `browser` reads the PNG. */
export async function indexedPng(browser, png) {
  const page = await browser.newPage()
  const { width, height, palette, indexes } = await page.evaluate(toIndexes, png.toString('base64'))
  await page.close()
  const pixels = Buffer.from(indexes, 'base64')
  const rows = Buffer.alloc((width + 1) * height)
  // Each row begins with its filter: 0, none.
  for (let y = 0; y < height; y++) pixels.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [
    ['IHDR', header],
    ['PLTE', Buffer.from(palette)],
    ['IDAT', deflateSync(rows, { level: 9 })],
    ['IEND', Buffer.alloc(0)],
  ]
  return Buffer.concat([signature, ...parts.map(([type, content]) => chunk(type, content))])
}

function chunk(type, content) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

/** In the browser: colours (r, g, b one after the other) and for each pixel its colour's index, in base64. */
async function toIndexes(base64) {
  const image = new Image()
  image.src = `data:image/png;base64,${base64}`
  await image.decode()
  const { width, height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const colourAt = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2]
  const counts = new Map()
  for (let at = 0; at < data.length; at += 4) counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1)
  const distance = ([r, g, b], colour) =>
    2 * (r - (colour >> 16)) ** 2 + 4 * (g - ((colour >> 8) & 255)) ** 2 + 3 * (b - (colour & 255)) ** 2
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]
  const palette = frequent.slice(0, 96).map(parts)
  // Rare colours that are unlike all others, a red mark say, come before shades of frequent ones.
  for (const least of [1500, 400, 120, 0])
    for (const colour of frequent)
      if (palette.length < 256 && palette.every((one) => distance(one, colour) > least)) palette.push(parts(colour))
  const nearest = new Map()
  for (const colour of counts.keys()) {
    let best = 0
    palette.forEach((one, index) => {
      if (distance(one, colour) < distance(palette[best], colour)) best = index
    })
    nearest.set(colour, best)
  }
  const indexes = new Uint8Array(width * height)
  for (let at = 0; at < data.length; at += 4) indexes[at / 4] = nearest.get(colourAt(at))
  let text = ''
  for (let at = 0; at < indexes.length; at += 8192) text += String.fromCharCode(...indexes.subarray(at, at + 8192))
  return { width, height, palette: palette.flat(), indexes: btoa(text) }
}
