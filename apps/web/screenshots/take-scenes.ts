import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from '@playwright/test'

/** Where the pictures go. */
export const folder = fileURLToPath(new URL('../../../screenshots', import.meta.url))
/** The names of the scenes to take; none: all. */
export const wanted = process.argv.slice(2)

/** Takes scenes in one look, each on a page of its own; tells what axe finds and what fails. */
export async function takeScenes<S extends { name: string }>(
  context: BrowserContext,
  taken: readonly S[],
  look: string,
  show: (page: Page, scene: S) => Promise<void>,
): Promise<void> {
  for (const scene of taken) {
    const { name } = scene
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const fault = (words: string) => {
      console.error(`${name}, ${look}: ${words}`)
      process.exitCode = 1
    }
    const page = await context.newPage()
    page.setDefaultTimeout(8_000)
    try {
      await show(page, scene)
      await page.waitForTimeout(300)
      await page.screenshot({ path: `${folder}/${name}-${look}.png` })
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id, nodes } of violations) fault(`axe: ${id}, at ${nodes.map(({ target }) => target).join(' ')}`)
    } catch (error) {
      fault(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
    await page.close()
  }
}

/** Opens a page and waits until it stands. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('main').waitFor()
  await page.waitForTimeout(600)
}

export type Look = { theme: 'light' | 'dark'; width: 1440 | 390 }
export const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  ([1440, 390] as const).map((width) => ({ theme, width })),
)

/** A browser in one look. */
export async function contextFor(browser: Browser, baseURL: string, { theme, width }: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale: 'en-SG',
    timezoneId: 'Asia/Singapore',
    hasTouch: width === 390,
  })
  await context.addInitScript((kept) => {
    localStorage.setItem('patchbay-theme', kept)
    localStorage.setItem('patchbay-person', 'Jo Lim')
  }, theme)
  return context
}
