import { readFile } from 'node:fs/promises'
import { axeFindsNothing } from './axe'
import { expect, test } from './test'

test('a call is found by what it was, the view is kept, and goes out as a file', async ({ page, context }) => {
  const phone = await context.newPage()
  await page.goto('/calls?outcome=running')
  await expect(page.getByText('No such calls')).toBeVisible()
  await phone.goto('/phone')
  await phone.getByRole('button', { name: 'Ring', exact: true }).click()
  const rows = page.getByRole('table', { name: 'Calls' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('+65 9123 4567')
  // When it is over it is no longer among those that run.
  await phone.getByRole('button', { name: 'Hang up' }).click()
  await expect(page.getByText('No such calls')).toBeVisible()
  await page.getByRole('button', { name: 'Take away: on the line' }).click()
  await expect(page).toHaveURL(/\/calls$/)

  await page.getByRole('button', { name: 'Filters' }).click()
  const filters = page.getByRole('dialog', { name: 'Filters' })
  await filters.getByLabel('How it ended').click()
  await page.getByRole('option', { name: 'caller hung up' }).click()
  await expect(page).toHaveURL(/outcome=caller-hung-up/)
  await filters.getByLabel('Caller').fill('65 9123')
  await filters.getByLabel('Caller').press('Enter')
  await expect(page).toHaveURL(/caller=%2B659123/)
  await axeFindsNothing(page)
  await page.keyboard.press('Escape')
  await expect(rows.nth(1)).toContainText('+65 9123 4567')

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'How it ended' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'How it ended' })).toBeVisible()
  const kept = page.url()

  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Keep what is shown now…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Gave up')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Show all calls' }).click()
  await page.getByRole('searchbox', { name: 'Search the calls' }).fill('9123 4567')
  await expect(page).toHaveURL(/q=9123/)
  await expect(rows.nth(1)).toContainText('+65 9123 4567')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('link', { name: 'Gave up' }).click()
  await expect(page).toHaveURL(kept)

  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'As CSV' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^calls-.*\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n')
  expect(lines.length).toBe(await rows.count())
  expect(lines[1]).toContain(',+6591234567,')
})
