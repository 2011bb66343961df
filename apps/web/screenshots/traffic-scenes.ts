import type { Scene } from './scenes'

/** Where callers go, and the charts. */
export const trafficScenes: readonly Scene[] = [
  {
    name: 'callers',
    path: ({ frontDesk }) => `${frontDesk}/callers?look=picture`,
    act: async (page) => {
      await page.locator('.react-flow__node-block').first().waitFor()
      await page.waitForTimeout(700)
    },
  },
  {
    name: 'callers-block',
    path: ({ frontDesk }) => `${frontDesk}/callers?look=picture`,
    act: async (page) => {
      await page.locator('.react-flow__node-block', { hasText: 'Main menu' }).first().click()
      await page.getByRole('region', { name: 'Main menu' }).waitFor()
    },
  },
  {
    name: 'callers-beside',
    path: ({ frontDesk }) => `${frontDesk}/callers?look=picture`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Beside another' }).click()
      await page.getByRole('region', { name: 'Version 2', exact: true }).waitFor()
      await page.waitForTimeout(500)
    },
  },
  { name: 'callers-table', path: ({ frontDesk }) => `${frontDesk}/callers?look=table` },
  {
    name: 'charts',
    path: () => '/charts?period=24h',
    act: async (page) => {
      await page.locator('svg.recharts-surface').first().waitFor()
      await page.waitForTimeout(500)
    },
  },
  {
    name: 'charts-table',
    path: () => '/charts?period=24h',
    act: async (page) => {
      await page.getByRole('button', { name: 'What became of them as a table' }).click()
      await page.getByRole('button', { name: 'Keys that were chosen as a table' }).click()
      await page.getByRole('region', { name: 'Keys that were chosen' }).scrollIntoViewIfNeeded()
    },
  },
  { name: 'charts-empty', path: () => '/charts?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z' },
]
