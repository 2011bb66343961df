import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'
import chromium from '@sparticuz/chromium'

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A browser that needs no download: the one inside an npm package on Linux, an installed Chrome elsewhere, else whatever
 * Playwright itself has. `PATCHBAY_BROWSER` names another one.
 */
export async function findBrowser(): Promise<LaunchOptions> {
  const chosen = process.env.PATCHBAY_BROWSER ?? installed.find((path) => existsSync(path))
  if (chosen) return { executablePath: chosen }
  if (process.platform !== 'linux') return {}
  return {
    executablePath: await chromium.executablePath(),
    // The sandbox needs rights that containers and root do not have.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--mute-audio'],
  }
}
