import type { Page } from '@playwright/test'
import { axeFindsNothing } from './axe'
import { openAccountMenu } from './front-house'
import { expect, test } from './front-test'

async function nothingForAxe(page: Page): Promise<void> {
  await axeFindsNothing(page)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(sideways).toBe(false)
}

// In one pair of theme and width: `npm run screenshots` looks at all four.
const look = { colorScheme: 'dark', width: 390 } as const

test('the pages before the door have nothing for axe to find', async ({ browser, house }) => {
  const context = await browser.newContext({
    baseURL: house.url,
    colorScheme: look.colorScheme,
    viewport: { width: look.width, height: 900 },
  })
  const page = await context.newPage()
  for (const [path, heading] of [
    ['/', 'Sign in'],
    ['/sign-in?error=not_invited', 'Sign in'],
    ['/join?token=nothing', 'This invitation can’t be used'],
    ['/reset?token=something', 'Set a new password'],
    ['/reset?error=INVALID_TOKEN', 'This link can’t be used'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await nothingForAxe(page)
  }
  await page.goto('/')
  await page.getByRole('button', { name: 'Forgot it?' }).click()
  await expect(page.getByRole('button', { name: 'Ask for a link' })).toBeVisible()
  await nothingForAxe(page)
  await context.close()
})

test('and those of an account and of members', async ({ browser, house }) => {
  const { page, context } = await house.enter(browser, house.owner)
  await page.emulateMedia({ colorScheme: look.colorScheme })
  await page.setViewportSize({ width: look.width, height: 900 })
  await page.goto('/account')
  await expect(page.getByRole('list', { name: 'Sessions' })).toBeVisible()
  await nothingForAxe(page)
  for (const section of ['workspace', 'members', 'alerts', 'privacy', 'secrets']) {
    await page.goto(`/settings/${section}`)
    await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible()
    await expect(page.getByRole('main').getByRole('region').first()).toBeVisible()
    await nothingForAxe(page)
  }
  await openAccountMenu(page)
  await expect(page.getByRole('dialog', { name: 'Olive Ong' })).toBeVisible()
  await nothingForAxe(page)
  // By keyboard it opens, closes, and gives focus back.
  await page.keyboard.press('Escape')
  const avatar = page.getByRole('button', { name: /^Account: / })
  await expect(avatar).toBeFocused()
  await avatar.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(avatar).toBeFocused()
  await context.close()
})

test('password managers find what they need', async ({ page }) => {
  await page.goto('/flows')
  await expect(page.getByLabel('E-mail')).toHaveAttribute('autocomplete', /^username/)
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('autocomplete', /^current-password/)
  await page.goto('/reset?token=something')
  await expect(page.getByLabel('New password')).toHaveAttribute('autocomplete', 'new-password')
})
