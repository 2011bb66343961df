import { test as base } from '@playwright/test'
import { type RunningApp, startApp } from './start-app'

/** The first of the ports; each worker takes two of its own. `E2E_PORT`: where something else has these. */
const firstPort = Number(process.env.E2E_PORT ?? 3900)

/**
 * A journey on the real stack: the built server with its own Postgres in a fresh folder, and the simulator at four times
 * real speed, so that a caller still has seconds to press a key. Each worker has one; its journeys come one after another.
 */
export const test = base.extend<object, { app: RunningApp }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for out of this pattern.
    async ({}, use, { parallelIndex }) => {
      const app = await startApp(firstPort + 2 * parallelIndex)
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
})

export { expect } from '@playwright/test'
