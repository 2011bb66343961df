import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'
import chromium from '@sparticuz/chromium'

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser that the journeys run in, see apps/web/e2e/find-browser.ts: one inside an npm package, or an installed Chrome. */
export async function findBrowser(): Promise<LaunchOptions> {
  const chosen = process.env.PATCHBAY_BROWSER ?? installed.find((path) => existsSync(path))
  if (chosen) return { executablePath: chosen }
  if (process.platform !== 'linux') return {}
  return {
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--mute-audio'],
  }
}
