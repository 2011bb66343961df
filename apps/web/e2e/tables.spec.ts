import { readFile } from 'node:fs/promises'
import { axeFindsNothing } from './axe'
import { expect, test } from './test'

const csv = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

test('a table comes in from a file, is searched, replaced, refused a bad file, downloaded and removed', async ({
  page,
}) => {
  await page.goto('/tables')
  const rows = Array.from({ length: 250 }, (_, at) => `${at},+65 3158 ${1_000 + at}`).join('\n')
  await page
    .getByLabel('CSV file of a new table')
    .setInputFiles(csv('blocked-callers.csv', `why;phone\n${rows.replaceAll(',', ';')}`))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Name')).toHaveValue('Blocked callers')
  await expect(dialog.getByLabel('Key')).toHaveValue('blocked_callers')
  await dialog.getByLabel('Look up by').click()
  await page.getByRole('option', { name: 'phone' }).click()
  await expect(dialog.getByLabel('These are phone numbers')).toBeChecked()
  await axeFindsNothing(page)
  await dialog.getByRole('button', { name: 'Import' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Blocked callers' })).toBeVisible()
  await expect(page.getByText('250 rows', { exact: false }).first()).toBeVisible()
  const table = page.getByRole('table', { name: 'Blocked callers' })
  await page.getByLabel('Find by phone').fill('65 3158 1249')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('cell', { name: '+65 3158 1249' })).toBeVisible()
  await page.getByLabel('Find by phone').fill('')
  await axeFindsNothing(page)
  // The rows come as they are reached.
  await expect(async () => {
    await table.locator('..').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight))
    await expect(table.getByRole('cell', { name: '+65 3158 1249' })).toBeVisible({ timeout: 200 })
  }).toPass()

  const newRows = page.getByLabel('CSV file of the new rows')
  await newRows.setInputFiles(csv('bad.csv', 'phone,why\n+65 3158 0001,x\nnobody,y\n+65 3158 0001,z\n'))
  await dialog.getByRole('button', { name: 'Replace' }).click()
  await expect(dialog.getByRole('alert')).toContainText('2 rows can’t be used. Nothing was changed.')
  await expect(dialog.getByRole('listitem')).toHaveText([/^Row 3: “nobody” is no phone/, /^Row 4: .* row 2 already/])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await newRows.setInputFiles(csv('good.csv', 'phone,why\n+65 3158 0001,"x, y"\n'))
  await dialog.getByRole('button', { name: 'Replace' }).click()
  await expect(table.getByRole('row')).toHaveCount(2)

  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download CSV' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('blocked_callers.csv')
  expect(await readFile(await file.path(), 'utf8')).toBe('\uFEFFphone,why\n+6531580001,"x, y"\n')

  await page.getByRole('link', { name: 'Tables', exact: true }).first().click()
  await page.getByRole('button', { name: 'More about Blocked callers' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No tables yet')).toBeVisible()
})
