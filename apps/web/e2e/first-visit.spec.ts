import { expect, test } from '@playwright/test'
import { axeFindsNothing } from './axe'
import { FrontHouse, openAccountMenu, signInOn } from './front-house'
import { ports } from './ports'

test('the very first visit makes the first owner, for whoever has the code, and then everybody signs in', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const house = await FrontHouse.start(ports.firstVisit)
  const context = await browser.newContext({ baseURL: house.url })
  try {
    const page = await context.newPage()
    await page.goto('/numbers')
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome to Patchbay' })).toBeVisible()
    await axeFindsNothing(page)
    const begin = page.getByRole('button', { name: 'Begin' })
    await begin.click()
    await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/Type the code that the server printed/)

    const password = page.getByLabel('Password', { exact: true })
    await page.getByLabel('Code').fill('WRNG-C0DE')
    await page.getByLabel('Your name').fill('Olive Ong')
    await page.getByLabel('E-mail').fill('olive@merlion.example')
    const rules = page.getByRole('list', { name: 'What the password needs' })
    await password.pressSequentially('olive')
    await expect(rules).toContainText('At least 10 characters: 5 more')
    await expect(rules).not.toContainText('done')
    await password.fill('password1234')
    await expect(rules.getByText('done')).toHaveCount(2)
    await page.getByRole('button', { name: 'Show the password' }).click()
    await expect(password).toHaveAttribute('type', 'text')
    await begin.click()
    await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/This is not the code/)
    await page.getByLabel('Code').fill(house.code().toLowerCase())
    await begin.click()
    await expect(password).toHaveAccessibleDescription(/stolen elsewhere\. Choose another/)
    await password.fill(house.owner.password)
    await begin.click()
    // Where one wanted to go.
    await expect(page.getByRole('heading', { level: 1, name: 'Numbers' })).toBeVisible()
    await openAccountMenu(page)
    await expect(page.getByRole('dialog', { name: 'Olive Ong' })).toContainText('owner')
    await page.getByRole('button', { name: 'Sign out' }).click()

    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
    await page.goto('/calls?outcome=caller-hung-up')
    await signInOn(page, { ...house.owner, password: 'not my password' })
    await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/don’t go together/)
    await signInOn(page, house.owner)
    await expect(page.getByRole('heading', { level: 1, name: 'Calls' })).toBeVisible()
    expect(page.url()).toMatch(/\/w\/[^/]+\/calls\?outcome=caller-hung-up$/)

    // Another code is no good: there is an owner.
    const stranger = await browser.newContext({ baseURL: house.url })
    const other = await stranger.newPage()
    await other.goto('/welcome')
    await expect(other.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
    // Whoever is led elsewhere by a link stays here.
    await other.goto('/sign-in?next=//evil.example/')
    await signInOn(other, house.owner)
    await expect(other.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible()
    expect(new URL(other.url()).origin).toBe(house.url)
    await stranger.close()
  } finally {
    await context.close()
    await house.app.stop()
  }
})
