import type { Page } from '@playwright/test'
import { largeFlow } from './large-flow'

type Counter = { frames: number; from: number; go: boolean }
declare global {
  interface Window {
    counter?: Counter
    firstBlockAt?: number
  }
}

const seconds = 2

/** Frames a second while the pointer does something for two seconds; `step` gets the number of the move, from 1. */
export async function framesWhile(page: Page, step: (move: number) => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const counter = { frames: 0, from: performance.now(), go: true }
    window.counter = counter
    const tick = () => {
      counter.frames += 1
      if (counter.go) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const until = performance.now() + seconds * 1_000
  for (let move = 1; performance.now() < until; move++) await step(move)
  return page.evaluate(() => {
    const { counter } = window
    if (!counter) return 0
    counter.go = false
    return (counter.frames * 1_000) / (performance.now() - counter.from)
  })
}

/** From now on a page notes when its first block was painted: as an element, or on the sheet of the view from afar. */
export async function noteFirstBlock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painted = () => {
      const node = document.querySelector<HTMLElement>('.react-flow__node')
      if (node) return getComputedStyle(node).visibility === 'visible'
      const sheet = document.querySelector<HTMLCanvasElement>('.far-view')
      const pen = sheet?.getContext('2d')
      if (!sheet || !pen || sheet.width === 0) return false
      return pen.getImageData(sheet.width / 2, 0, 1, sheet.height).data.some((value) => value !== 0)
    }
    const look = () => {
      if (painted()) window.firstBlockAt = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Drag, pan and zoom, at the scale that is set. Frames a second of each. */
export async function handle(page: Page): Promise<{ drag: number; pan: number; zoom: number }> {
  const pane = await page.locator('.react-flow__pane').boundingBox()
  if (!pane) throw new Error('There is no canvas.')
  const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 }
  const card = await cardNear(page, middle)
  await page.mouse.move(card.x, card.y)
  await page.mouse.down()
  const drag = await framesWhile(page, (move) => page.mouse.move(card.x + (move % 60) * 2, card.y + (move % 40)))
  await page.mouse.up()
  const free = await freePlace(page, pane)
  await page.mouse.move(free.x, free.y)
  await page.mouse.down()
  const pan = await framesWhile(page, (move) => page.mouse.move(free.x + (move % 100) * 2, free.y + (move % 50)))
  await page.mouse.up()
  await page.mouse.move(middle.x, middle.y)
  const zoom = await framesWhile(page, (move) => page.mouse.wheel(0, move % 20 < 10 ? -40 : 40))
  return { drag, pan, zoom }
}

/** A place on the block that is nearest to a place, wherever and however it is drawn. */
async function cardNear(page: Page, { x, y }: { x: number; y: number }): Promise<{ x: number; y: number }> {
  const view = await page.evaluate(() => {
    const pane = document.querySelector('.react-flow__pane')?.getBoundingClientRect()
    const viewport = document.querySelector('.react-flow__viewport')
    const { a, e, f } = new DOMMatrix(viewport ? getComputedStyle(viewport).transform : '')
    return { zoom: a, left: e + (pane?.left ?? 0), top: f + (pane?.top ?? 0) }
  })
  const places = Object.values(largeFlow(1_000).ui.positions).map((at) => ({
    x: view.left + (at.x + 70) * view.zoom,
    y: view.top + (at.y + 12) * view.zoom,
  }))
  const far = (at: { x: number; y: number }) => Math.hypot(at.x - x, at.y - y)
  const [nearest] = places.sort((one, other) => far(one) - far(other))
  if (!nearest) throw new Error('There is no block.')
  return nearest
}

/** A place on the canvas where no block is. */
async function freePlace(page: Page, pane: { x: number; y: number; width: number; height: number }) {
  const found = await page.evaluate(({ x, y, width, height }) => {
    const sheet = document.querySelector<HTMLCanvasElement>('.far-view')
    const pen = sheet?.getContext('2d')
    const clear = (right: number, down: number) =>
      !pen || pen.getImageData(right * devicePixelRatio, down * devicePixelRatio, 1, 1).data[3] === 0
    for (let down = 20; down < height - 20; down += 7)
      for (let right = 20; right < width / 2; right += 7)
        if (
          document.elementFromPoint(x + right, y + down)?.classList.contains('react-flow__pane') &&
          clear(right, down)
        )
          return { x: x + right, y: y + down }
    return null
  }, pane)
  if (!found) throw new Error('There is no free place on the canvas.')
  return found
}
