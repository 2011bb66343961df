import { z } from 'zod'
import { axeFindsNothing } from './axe'
import { expect, test } from './test'

test('a key is made, used by a program, and revoked; the trail says who did what with it', async ({ page, app }) => {
  // A program has no cookies and no browser: it asks by itself.
  const ask = (key: string, path: string, body?: unknown) =>
    fetch(`${app.url}${path}`, {
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })

  await page.goto('/settings/keys')
  await expect(page.getByText('No program can sign in yet.')).toBeVisible()
  await axeFindsNothing(page)
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Read' }).uncheck()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByText('Give the key a name.')).toBeVisible()
  await expect(dialog.getByText('Choose at least one.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Website')
  await dialog.getByRole('checkbox', { name: 'Read' }).check()
  await dialog.getByRole('checkbox', { name: 'Draw and publish' }).check()
  await axeFindsNothing(page)
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByRole('heading', { name: 'Keep this key now' })).toBeVisible()
  const key = (await dialog.getByTestId('new-key').textContent()) ?? ''
  expect(key).toMatch(/^pb_[\w-]{43}$/)
  await axeFindsNothing(page)
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await expect(dialog).toBeHidden()
  const item = page.getByRole('list', { name: 'API keys' }).getByRole('listitem').filter({ hasText: 'Website' })
  await expect(item.first()).toContainText('never used')
  expect(await page.content()).not.toContain(key)

  const flows = z
    .array(z.object({ id: z.string(), name: z.string() }))
    .parse(await (await ask(key, '/api/v1/flows/list')).json())
  const flow = z
    .object({ id: z.string() })
    .parse(await (await ask(key, '/api/v1/flows/create', { name: 'Of the website' })).json())
  expect(flows.map(({ id }) => id)).not.toContain(flow.id)
  expect((await ask(key, '/api/v1/flows/archive', { id: flow.id })).status).toBe(200)
  const refused = await ask(key, '/api/v1/workspace/update', { keepDays: 7, mostCalls: 1 })
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { userCode: 'may-not' } }])

  await page.reload()
  await expect(item.first()).toContainText('last used just now')
  await axeFindsNothing(page)
  await item.getByRole('button', { name: 'Revoke Website' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No program can sign in yet.')).toBeVisible()
  expect((await ask(key, '/api/v1/flows/list')).status).toBe(401)

  await page.goto('/settings/audit')
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem')
  await expect(entries.nth(0)).toContainText('revoked an API key: Website')
  await expect(entries.nth(1)).toContainText('Website API key archived a flow: Of the website')
  await expect(entries.nth(2)).toContainText('made an API key: Website')
  await expect(entries.nth(2)).toContainText('look, draw')
  await axeFindsNothing(page)
})

test('the trail is narrowed in its address, reads as a difference, and goes out as a file', async ({
  page,
  request,
}) => {
  const mutate = (path: string, data: object) => request.post(`/trpc/${path}`, { data })
  const numbers = z.object({ result: z.object({ data: z.array(z.object({ id: z.string() })) }) })
  const [number] = numbers.parse(await (await request.get('/trpc/numbers.list')).json()).result.data
  await mutate('numbers.setBusyMessage', { numberId: number?.id, message: 'Please ring later.' })
  await mutate('numbers.setBusyMessage', { numberId: number?.id, message: 'Please <b>hold</b>.' })

  await page.goto('/settings/audit')
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem')
  await expect(entries.first()).toContainText('Busy message')
  await expect(entries.first().locator('del')).toHaveText('Please ring later.')
  await expect(entries.first().locator('ins')).toHaveText('Please <b>hold</b>.')

  await page.getByRole('searchbox', { name: 'Search everything' }).fill('hold')
  await expect(page).toHaveURL(/q=hold/)
  await expect(entries).toHaveCount(1)
  await page.getByRole('combobox', { name: 'What was done' }).click()
  await page.getByRole('option', { name: 'made an API key' }).click()
  await expect(page.getByText('Nothing of that kind was done.')).toBeVisible()
  await axeFindsNothing(page)
  await page.reload()
  await expect(page.getByText('Nothing of that kind was done.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(page).toHaveURL(/\/settings\/audit$/)
  await entries.first().getByRole('button', { name: '+6531580000' }).click()
  await expect(page).toHaveURL(/subject=/)
  await expect(entries.filter({ hasNotText: '+6531580000' })).toHaveCount(0)

  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'As CSV' }).click()
  expect((await file).suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
  await page.goto('/settings/audit')
  await expect(entries.first()).toContainText('exported the audit trail')
})

test('the reference lists every operation, says how each is asked, and can be searched and linked to', async ({
  page,
}) => {
  await page.goto('/api')
  await expect(page.getByRole('heading', { name: 'flows', exact: true })).toBeVisible()
  await axeFindsNothing(page)
  await page.getByRole('searchbox', { name: 'Search the operations' }).fill('calls list')
  await page.getByRole('button', { name: /get \/api\/v1\/calls\/list/i }).click()
  await expect(page).toHaveURL(/operation=calls\.list/)
  await expect(page.getByText('written filter[field]=…')).toBeVisible()
  await page.getByRole('button', { name: 'Fields of CallPage' }).click()
  await expect(page.getByText('Hand it back as cursor')).toBeVisible()
  await axeFindsNothing(page)
  await page.reload()
  await expect(page.getByRole('button', { name: /get \/api\/v1\/calls\/list/i })).toHaveAttribute(
    'aria-expanded',
    'true',
  )
})
