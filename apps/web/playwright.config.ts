import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/find-browser'

/** Two at a time; each worker has a stack of its own (`e2e/test.ts`). */
export default defineConfig({
  testDir: './e2e',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
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
