import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/find-browser'

/** Each worker has a stack of its own (`e2e/test.ts`); with one more than there are cores, those that wait keep no core waiting. */
export default defineConfig({
  testDir: './e2e',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: Math.min(4, availableParallelism() + 1),
  // A journey that only passes at its second try is listed as flaky: a race to find and mend.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-SG',
    timezoneId: 'Asia/Singapore',
    actionTimeout: 10_000,
    // A trace of every journey would take a third of their time: `npx playwright test --trace on` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: await findBrowser(),
  },
})
