import type { Page } from '@playwright/test'

declare global {
  interface Window {
    paints?: number[]
  }
}

/** From a key's press to the paint that shows it, in milliseconds: the median and the slowest of twenty, in a message field. */
export async function typingTimes(page: Page): Promise<{ median: number; slowest: number }> {
  const field = page.getByRole('region', { name: 'Settings' }).getByRole('textbox', { name: 'Message' })
  await field.click()
  await page.evaluate(() => {
    const paints: number[] = []
    window.paints = paints
    addEventListener('keydown', (event) =>
      // The task after a frame's callbacks is the first that runs once it was painted.
      requestAnimationFrame(() => setTimeout(() => paints.push(performance.now() - event.timeStamp))),
    )
  })
  for (let key = 0; key < 100; key++) {
    await page.keyboard.press('a')
    await page.waitForTimeout(30)
  }
  const paints = (await page.evaluate(() => window.paints ?? [])).sort((one, other) => one - other)
  return { median: paints[Math.floor(paints.length / 2)] ?? 0, slowest: paints[Math.floor(paints.length * 0.99)] ?? 0 }
}

/** Live JavaScript memory after so many edits, in megabytes: a block is duplicated and deleted again. */
export async function memoryAfter(page: Page, edits: number): Promise<number> {
  for (let edit = 0; edit < edits; edit += 2) {
    await page.keyboard.press('ControlOrMeta+d')
    await page.keyboard.press('Delete')
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await page.keyboard.press('ControlOrMeta+z')
  }
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Performance.enable')
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6
}

/** JavaScript that a page loads before anything is pressed, in compressed kilobytes. */
export async function firstLoad(page: Page, url: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(url)
  await page.waitForTimeout(3_000)
  return bytes / 1_000
}
