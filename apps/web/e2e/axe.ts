import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What fades in or out is looked at once it stands still; `part`, a selector, is all that is looked at where it is given. */
export async function axeFindsNothing(page: Page, part?: string): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  )
  // No page holds one of another origin, for which axe would open a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (part) axe.include(part)
  expect((await axe.analyze()).violations).toEqual([])
}
