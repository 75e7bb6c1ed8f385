// The windows over a capture of 300 MB and two million rows, in Chromium over the web host: how soon the first rows show,
// how long the page ever stands still, scrolling, jumps, selection, the wheel, and what closing gives back.
// PILESCOPE_BENCH_FRAMES: another number of frames.
import { chromium } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumOptions, serveApp } from '../scripts/serve-app.mjs'
import { findChromium } from '../scripts/install-test-tools.mjs'

const frames = Number(process.env.PILESCOPE_BENCH_FRAMES ?? 2_000_000)
const longestLoadMillis = 600_000

export async function bench() {
  if (findChromium() === null) return [['the windows', '–', 'no Chromium: set CHROMIUM_PATH']]
  const folder = mkdtempSync(join(tmpdir(), 'pilescope-bench-app-'))
  try {
    return await measureAll(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAll(folder) {
  const path = generate(folder)
  const configFolder = join(folder, 'config')
  mkdirSync(configFolder)
  writeFileSync(join(configFolder, 'recent.json'), JSON.stringify([{ path, opened: Date.now() }]))
  const app = await serveApp({ configFolder, kept: { language: 'zh', theme: 'light' } })
  const browser = await chromium.launch(chromiumOptions())
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    await page.addInitScript(tools)
    await page.goto(app.link)
    await page.locator('button[title$="traffic.pcapng"]').first().waitFor()
    const rows = [...(await opening(page, path)), ...(await scrolling(page)), ...(await selecting(page))]
    return [...rows, ...(await closing(page, app.pid))]
  } finally {
    await browser.close()
    await app.stop()
  }
}

function generate(folder) {
  const path = join(folder, 'traffic.pcapng')
  const args = ['out/main/generate.js', '--out', path, '--frames', String(frames), '--piles', '500']
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`generate: ${stderr}`)
  return path
}

/** Runs in the page before its own scripts: measures from inside, between frames that were painted. */
function tools() {
  // Made-up pointers cannot be captured.
  Element.prototype.setPointerCapture = () => {}
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const stall = { longest: 0, last: 0 }
  const watch = (time) => {
    if (stall.last > 0) stall.longest = Math.max(stall.longest, time - stall.last)
    stall.last = time
    requestAnimationFrame(watch)
  }
  window.bench = {
    painted,
    /** Longest time between two frames since the last call, in ms. */
    stall: () => {
      const { longest } = stall
      stall.longest = 0
      return longest
    },
    /** Milliseconds from doing something until a condition holds and was painted. */
    until: async (act, holds) => {
      const start = performance.now()
      act()
      while (!holds()) {
        if (performance.now() - start > 30_000) throw new Error(`never: ${holds}`)
        await new Promise((done) => requestAnimationFrame(done))
      }
      await painted()
      return performance.now() - start
    },
    rows: () => [...document.querySelectorAll('.packet-row')],
    /** Every row in sight has its frame. */
    isFilled: () => {
      const rows = window.bench.rows()
      return rows.length > 10 && rows.every((row) => row.dataset.frame !== undefined)
    },
    first: () => Math.min(...window.bench.rows().map((row) => Number(row.dataset.row))),
    /** The first line in sight, which is a frame's or an event's; lines above the edge are drawn too. */
    firstLine: () => {
      const { top } = document.querySelector('[data-testid="list-scroller"]').getBoundingClientRect()
      const lines = [...document.querySelectorAll('.packet-row, .event-row')]
      const inSight = lines.filter((line) => line.getBoundingClientRect().top >= top)
      return Math.min(...inSight.map((line) => Number(line.ariaRowIndex)))
    },
  }
  requestAnimationFrame(watch)
}

async function opening(page, path) {
  const first = await page.evaluate(() => {
    window.bench.stall()
    const button = document.querySelector('button[title$="traffic.pcapng"]')
    return window.bench.until(() => button.click(), window.bench.isFilled)
  })
  const start = performance.now()
  await page.locator('[data-testid="capture-page"][data-status="ready"]').waitFor({ timeout: longestLoadMillis })
  const loaded = performance.now() - start + first
  const stall = await page.evaluate(() => window.bench.stall())
  const megabytes = (statSync(path).size / 1e6).toFixed(0)
  return [
    ['first rows after opening', ms(first), `goal < 500 ms; ${megabytes} MB, ${frames.toLocaleString('en')} frames`],
    ['whole capture read', ms(loaded), ''],
    ['longest the page stood still meanwhile', ms(stall), 'one frame is 17 ms'],
  ]
}

async function scrolling(page) {
  // What this machine paints at rest, beside which the next figure must be seen.
  const rest = await page.evaluate(async () => {
    const start = performance.now()
    let count = 0
    while (performance.now() - start < 2000) {
      await new Promise((done) => requestAnimationFrame(done))
      count++
    }
    return count / ((performance.now() - start) / 1000)
  })
  const { fps, empty } = await page.evaluate(async () => {
    const scroller = document.querySelector('[data-testid="list-scroller"]')
    let count = 0
    let empty = 0
    const start = performance.now()
    while (performance.now() - start < 5000) {
      scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: 97, cancelable: true, bubbles: true }))
      await new Promise((done) => requestAnimationFrame(done))
      count++
      if (!window.bench.isFilled()) empty++
    }
    const seconds = (performance.now() - start) / 1000
    return { fps: count / seconds, empty: empty / count }
  })
  const jumps = await page.evaluate(async () => {
    const bar = document.querySelector('[data-testid="minimap"]')
    const { left, top, height } = bar.getBoundingClientRect()
    const times = []
    for (let turn = 0; turn < 30; turn++) {
      const before = window.bench.first()
      // From half to half, so that no press falls on the thumb.
      const clientY = top + height * ((turn % 2 === 0 ? 0.55 : 0.05) + (turn / 30) * 0.4)
      const at = { clientX: left + 8, clientY, button: 0, pointerId: 1, bubbles: true, cancelable: true }
      const press = () => {
        bar.dispatchEvent(new PointerEvent('pointerdown', at))
        bar.dispatchEvent(new PointerEvent('pointerup', at))
      }
      times.push(await window.bench.until(press, () => window.bench.first() !== before && window.bench.isFilled()))
    }
    return times
  })
  const wheel = await page.evaluate(async () => {
    const scroller = document.querySelector('[data-testid="list-scroller"]')
    const moved = []
    const press = (key) =>
      scroller.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    for (const [key, deltaY] of [
      ['Home', 120],
      ['End', -120],
      [null, -100],
    ]) {
      if (key) press(key)
      await window.bench.until(() => {}, window.bench.isFilled)
      await new Promise((done) => setTimeout(done, 300))
      const before = window.bench.firstLine()
      scroller.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true, bubbles: true }))
      await window.bench.painted()
      moved.push(Math.abs(window.bench.firstLine() - before))
    }
    return moved
  })
  return [
    [
      'scrolling',
      `${fps.toFixed(1)} fps`,
      `goal ≥ 55; at rest ${rest.toFixed(1)}; rows not filled in ${percent(empty)} of frames`,
    ],
    ['jump anywhere, worst of 30', ms(Math.max(...jumps)), `goal < 100 ms; median ${ms(median(jumps))}`],
    [
      'a notch of the wheel moves',
      `${[...new Set(wheel)].join(', ')} rows`,
      'goal 3; at the start, the end, near the end',
    ],
  ]
}

async function selecting(page) {
  const times = await page.evaluate(async () => {
    const times = { frame: [], byte: [] }
    for (let turn = 0; turn < 40; turn++) {
      const row = window.bench.rows().at(3 + (turn % 8))
      const details = () => document.querySelector('[data-testid="packet-details"]')
      if (details()?.dataset.frame === row.dataset.frame) continue
      times.frame.push(
        await window.bench.until(
          () => row.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true })),
          () => details()?.dataset.frame === row.dataset.frame && details().querySelector('[role="treeitem"]') !== null,
        ),
      )
      const byte = document.querySelector(`#byte-${2 + (turn % 8)}`)
      const selected = () => document.querySelector('[data-testid="field-tree"] [aria-selected="true"]')
      times.byte.push(
        await window.bench.until(
          () => {
            byte.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true, pointerId: 1 }))
            byte.dispatchEvent(new PointerEvent('pointerup', { button: 0, bubbles: true, pointerId: 1 }))
          },
          () => selected() !== null,
        ),
      )
    }
    return times
  })
  const worst = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)]
  return [
    [
      'row clicked to painted tree',
      ms(median(times.frame)),
      `goal < 50 ms; 95 of 100 within ${ms(worst(times.frame))}`,
    ],
    [
      'byte clicked to painted field',
      ms(median(times.byte)),
      `goal < 50 ms; 95 of 100 within ${ms(worst(times.byte))}`,
    ],
  ]
}

async function closing(page, pid) {
  const before = residentMegabytes(pid)
  await page.keyboard.press('Alt+w')
  await page.getByTestId('welcome').waitFor()
  await new Promise((done) => setTimeout(done, 3000))
  const after = residentMegabytes(pid)
  return [['memory of the host, open → closed', `${before} → ${after} MB`, 'the analyzer of a capture ends with it']]
}

function residentMegabytes(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024)
  } catch {
    return 0
  }
}

const ms = (value) => `${value.toFixed(0)} ms`
const percent = (share) => `${(share * 100).toFixed(1)} %`
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
