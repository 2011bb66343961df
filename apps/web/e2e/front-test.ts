import { test as base } from '@playwright/test'
import { FrontHouse } from './front-house'
import { ports } from './ports'

/** A journey at a Patchbay where everybody signs in, with one owner. Each worker has one. */
export const test = base.extend<object, { house: FrontHouse }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for out of this pattern.
    async ({}, use, { parallelIndex }) => {
      const house = await FrontHouse.start(ports.front + 2 * parallelIndex)
      await house.begin()
      await use(house)
      await house.app.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.url),
})

export { expect } from '@playwright/test'
