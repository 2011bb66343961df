import { axeFindsNothing } from './axe'
import { expect, test } from './test'

const pages = [
  { path: '/flows', heading: 'Flows' },
  { path: '/calls', heading: 'Calls' },
  { path: '/charts', heading: 'Charts' },
  { path: '/calls/now', heading: 'Calls now' },
  { path: '/numbers', heading: 'Numbers' },
  { path: '/emergency', heading: 'Emergency message' },
  { path: '/tables', heading: 'Tables' },
  { path: '/prompts', heading: 'Prompts' },
  { path: '/phone', heading: 'Phone' },
  { path: '/settings', heading: 'Settings' },
  { path: '/settings/keys', heading: 'Settings' },
  { path: '/settings/audit', heading: 'Settings' },
  { path: '/api', heading: 'API' },
  { path: '/settings/carriers', heading: 'Settings' },
  { path: '/settings/members', heading: 'Settings' },
  { path: '/settings/alerts', heading: 'Settings' },
  { path: '/settings/privacy', heading: 'Settings' },
  { path: '/settings/secrets', heading: 'Settings' },
  { path: '/account', heading: 'Your account' },
]

// Every page once, by turns wide and light, or narrow and dark: `npm run screenshots` takes all four of each, and axe with it.
for (const [turn, colorScheme, width] of [
  [0, 'light', 1440],
  [1, 'dark', 390],
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } })

    for (const { path, heading } of pages.filter((_, at) => at % 2 === turn))
      test(`${path} has nothing for axe to find and does not scroll sideways`, async ({ page }) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
        await axeFindsNothing(page)
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect(sideways).toBe(false)
      })

    test('the bell opens, and Esc brings one back to it', async ({ page }) => {
      await page.goto('/calls')
      const bell = page.getByRole('button', { name: /alert/i })
      await bell.press('Enter')
      await expect(page.getByRole('dialog', { name: 'Alerts' })).toBeVisible()
      await axeFindsNothing(page)
      await page.keyboard.press('Escape')
      await expect(bell).toBeFocused()
    })

    test('the editor, too', async ({ page }) => {
      await page.goto('/flows')
      await page.getByRole('link', { name: 'Front desk', exact: true }).click()
      await expect(page.getByText('Main menu').first()).toBeVisible()
      await axeFindsNothing(page)
    })
  })
}

test('the flow list is there in under a second', async ({ page }) => {
  await page.goto('/flows')
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible()
  const started = Date.now()
  await page.reload()
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible()
  expect(Date.now() - started).toBeLessThan(1_000)
})

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/flows/00000000-0000-7000-8000-000000000000')
  await expect(page.getByText(/no such flow|not there|can’t be found/i).first()).toBeVisible()
})
