import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'
import { axeFindsNothing } from './axe'
import { expect, test } from './test'

const number = '+6531580000'
const sessionSchema = z.object({ session: z.string() })

async function ring(request: APIRequestContext, from: string): Promise<string> {
  const answer = await request.post('/simulator/control/calls', { data: { from, to: number } })
  return sessionSchema.parse(await answer.json()).session
}

async function allow(request: APIRequestContext, mostCalls: number): Promise<void> {
  const answer = await request.post('/trpc/workspace.update', { data: { keepDays: 90, mostCalls } })
  expect(answer.ok()).toBe(true)
}

test('an alert is told to a webhook that was tried before, and asks for nobody once it is muted', async ({
  page,
  request,
}) => {
  const told: string[] = []
  const sessions: string[] = []
  const web = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (chunk) => {
      body += chunk
    })
    incoming.on('end', () => {
      told.push(body)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
  const { port } = web.address() as AddressInfo
  await page.goto('/settings/alerts')
  const alerts = page.getByRole('region', { name: 'Alerts' })
  try {
    await alerts.getByLabel('E-mail addresses').fill('nobody')
    await alerts.getByRole('button', { name: 'Save alerts' }).click()
    await expect(alerts.getByText('“nobody” is no e-mail address.')).toBeVisible()
    await alerts.getByLabel('E-mail addresses').fill('')
    await alerts.getByLabel('Webhook').fill(`http://127.0.0.1:${port}/alerts`)
    await alerts.getByRole('button', { name: 'Save alerts' }).click()
    await expect(page.getByText('Where alerts go is saved.')).toBeVisible()
    await alerts.getByRole('button', { name: 'Send a test' }).click()
    await expect(alerts.getByText('The test arrived.')).toBeVisible()
    expect(told[0]).toContain('"event":"test"')

    // The calls under way are counted about once a second: the second caller may still slip in.
    await allow(request, 1)
    await expect(async () => {
      sessions.push(await ring(request, '+6591110001'))
      await expect.poll(() => told.length, { timeout: 2_500 }).toBeGreaterThan(1)
    }).toPass({ timeout: 30_000 })
    expect(told[1]).toContain('"event":"began"')
    expect(told[1]).toContain('"kind":"shed"')

    await page.reload()
    const bell = page.getByRole('button', { name: /^\d alerts?$/ })
    await bell.click()
    await page.getByRole('button', { name: 'Mute: New calls were turned away' }).click()
    await page.getByRole('button', { name: 'For an hour' }).click()
    await expect(page.getByText(/^Muted until/)).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Alerts' })).toBeVisible()
    await axeFindsNothing(page)
    // Other journeys on this server are told of it again.
    await page.getByRole('button', { name: 'Turn on: New calls were turned away' }).click()
    await expect(page.getByText(/^Muted until/)).toHaveCount(0)
    for (const dismiss of await page.getByRole('button', { name: /^Dismiss/ }).all()) await dismiss.click()
  } finally {
    for (const session of sessions)
      await request.post(`/simulator/control/calls/${session}/hangup`, { data: { party: 'caller' } })
    await allow(request, 1_000)
    await request.post('/trpc/alerts.updateSettings', {
      data: { emails: [], webhook: '', silent: [], balanceLimit: null },
    })
    web.close()
  }
})

test('a caller’s data is found, and removed once the number is typed again', async ({ page, request }) => {
  const session = await ring(request, '+6591110002')
  await expect(async () => {
    await request.post(`/simulator/control/calls/${session}/hangup`, { data: { party: 'caller' } })
    await page.goto('/settings/privacy')
    await page.getByRole('region', { name: 'A caller’s data' }).getByRole('button', { name: 'Find…' }).click()
    await page.getByRole('dialog').getByLabel('Number').fill('+65 9111 0002')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByText('1 call', { exact: true })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const dialog = page.getByRole('dialog')
  const remove = dialog.getByRole('button', { name: 'Remove it all' })
  await dialog.getByLabel('Type the number again to remove all this').fill('+65 9111 0003')
  await expect(remove).toBeDisabled()
  await dialog.getByLabel('Type the number again to remove all this').fill('+65 9111 0002')
  await remove.click()
  await expect(dialog.getByText('Removed', { exact: true })).toBeVisible()
  await expect(dialog.getByText('1 call', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.goto('/calls')
  await expect(page.getByRole('main')).not.toContainText('9111 0002')
})
