import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './e2e/find-browser'

/** `E2E_PORT` and the one after it, where something else has these. */
const port = Number(process.env.E2E_PORT ?? 3900)
const simulatorPort = port + 1
const server = fileURLToPath(new URL('../server/dist/main.js', import.meta.url))

/**
 * The real stack: the built server with its own Postgres in a fresh folder, and the simulator at four times real speed, so
 * that a caller still has seconds to press a key.
 */
export default defineConfig({
  testDir: './e2e',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 1,
  // A journey that only passes at its second try is listed as flaky: a race to find and mend.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-SG',
    timezoneId: 'Asia/Singapore',
    actionTimeout: 10_000,
    // A trace of every journey would take a third of their time: `npx playwright test --trace on` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: await findBrowser(),
  },
  webServer: {
    command: `${JSON.stringify(process.execPath)} ${JSON.stringify(server)}`,
    url: `http://127.0.0.1:${port}/healthz`,
    timeout: 60_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: {
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      SIMULATOR_SPEED: '4',
      DATA_DIR: mkdtempSync(join(tmpdir(), 'patchbay-e2e-')),
      LOG_LEVEL: 'warn',
    },
  },
})
