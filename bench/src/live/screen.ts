import type { Page } from '@playwright/test'
import { timedCallers } from './arrivals'

declare global {
  interface Window {
    seenCalls?: Map<string, number>
    framesAt?: number[]
  }
}

/** From now on the page notes, in each frame, which timed calls its list shows for the first time, and when the frame was. */
export async function noteCalls(page: Page): Promise<void> {
  await page.evaluate((prefix) => {
    const seen = new Map<string, number>()
    const frames: number[] = []
    window.seenCalls = seen
    window.framesAt = frames
    const look = () => {
      frames.push(performance.now())
      for (const row of document.querySelectorAll('[data-call] button:first-of-type')) {
        const caller = (row.textContent ?? '').replaceAll(' ', '')
        if (caller.startsWith(prefix) && !seen.has(caller)) seen.set(caller, performance.timeOrigin + performance.now())
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, timedCallers)
}

/** When each timed call was first seen, in the clock's milliseconds. */
export async function seenCalls(page: Page): Promise<Map<string, number>> {
  return new Map(await page.evaluate(() => [...(window.seenCalls ?? [])]))
}

/** Frames a second from now on for so many seconds, and the longest pause between two, in milliseconds. */
export async function frameRate(page: Page, seconds: number): Promise<{ rate: number; longest: number }> {
  return page.evaluate(async (seconds) => {
    const from = performance.now()
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    const frames = (window.framesAt ?? []).filter((at) => at >= from)
    const pauses = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
    return { rate: (frames.length * 1_000) / (performance.now() - from), longest: Math.max(0, ...pauses) }
  }, seconds)
}
