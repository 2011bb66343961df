import type { Page } from '@playwright/test'

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

/** From now on a page notes when its first block was painted. */
export async function noteFirstBlock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = () => {
      const node = document.querySelector<HTMLElement>('.react-flow__node')
      if (node && getComputedStyle(node).visibility === 'visible') window.firstBlockAt = performance.now()
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

async function cardNear(page: Page, { x, y }: { x: number; y: number }): Promise<{ x: number; y: number }> {
  const found = await page.evaluate(
    ([x, y]) => {
      const boxes = [...document.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect())
      const far = (box: DOMRect) => Math.hypot(box.left - x, box.top - y)
      const [nearest] = boxes.sort((one, other) => far(one) - far(other))
      return nearest
        ? { x: nearest.left + nearest.width * 0.3, y: nearest.top + Math.min(nearest.height * 0.3, 12) }
        : null
    },
    [x, y] as const,
  )
  if (!found) throw new Error('There is no block.')
  return found
}

async function freePlace(page: Page, pane: { x: number; y: number; width: number; height: number }) {
  const found = await page.evaluate(({ x, y, width, height }) => {
    for (let down = 20; down < height - 20; down += 7)
      for (let right = 20; right < width / 2; right += 7)
        if (document.elementFromPoint(x + right, y + down)?.classList.contains('react-flow__pane'))
          return { x: x + right, y: y + down }
    return null
  }, pane)
  if (!found) throw new Error('There is no free place on the canvas.')
  return found
}
