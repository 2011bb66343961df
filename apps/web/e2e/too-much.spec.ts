import { expect, test } from './test'

test('what was too much at once is read when the server says, and then stands there', async ({ page }) => {
  let refusals = 0
  await page.route(/\/trpc\/.*numbers\.list/, async (route) => {
    if (refusals > 0) return route.continue()
    refusals += 1
    const details = { retryAfter: 1 }
    const data = { code: 'TOO_MANY_REQUESTS', httpStatus: 429, userCode: 'too-many', details }
    const error = { message: 'That was too much at once. Try again in 1 second.', code: -32_600, data }
    await route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json: { error } })
  })
  await page.goto('/numbers')
  await expect(page.getByRole('region', { name: '+65 3158 0000' })).toBeVisible()
  expect(refusals).toBe(1)
})

test('what is asked for in vain says when to try again, and loses nothing', async ({ page }) => {
  const message = 'That was too much at once. Try again in 40 seconds.'
  await page.route(/\/trpc\/.*flows\.create/, (route) =>
    route.fulfill({
      status: 429,
      headers: { 'retry-after': '40' },
      json: {
        error: {
          message,
          code: -32_600,
          data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, details: { retryAfter: 40 } },
        },
      },
    }),
  )
  await page.goto('/flows')
  await page.getByRole('button', { name: 'New flow' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('Kept in the form')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText(message)).toBeVisible()
  await expect(dialog.getByRole('textbox').first()).toHaveValue('Kept in the form')
})
