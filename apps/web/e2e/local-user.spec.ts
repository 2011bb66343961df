import { axeFindsNothing } from './axe'
import { expect, test } from './test'

test('whoever sits at this machine is told why nobody asked for a password, until they put it away', async ({
  page,
}) => {
  const words = 'You are signed in on this machine without a password'
  await page.goto('/flows')
  await expect(page.getByText(words)).toBeVisible()
  await page.getByRole('button', { name: 'Got it' }).click()
  await expect(page.getByText(words)).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible()
  await expect(page.getByText(words)).toHaveCount(0)

  await page.getByRole('button', { name: 'Account: Local user, in My workspace' }).click()
  const menu = page.getByRole('dialog', { name: 'Local user' })
  await expect(menu).toContainText(
    'Signed in on this machine without a password, because only this machine can reach it.',
  )
  await expect(menu.getByRole('button', { name: 'Sign out' })).toHaveCount(0)
  await menu.getByRole('link', { name: 'Your account' }).click()
  await page.getByLabel('Your name').fill('Jo Lim')
  await expect(page.getByRole('button', { name: /^Account: Jo Lim/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Signing in' })).toContainText('everybody signs in')
  await expect(page.getByRole('region', { name: 'Passkeys' })).toHaveCount(0)
  await axeFindsNothing(page)
})
