import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { AppRouter } from '@patchbay/api/router'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { z } from 'zod'
import { expect, test } from './test'

const number = '+6531580000'
const day = 24 * 3_600_000

test('a call that ends is on its version’s canvas, in the table and in the charts, and leads back to the log', async ({
  page,
  request,
  app,
}) => {
  const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${app.url}/trpc` })] })
  const ours = (await api.numbers.list.query()).find(({ e164 }) => e164 === number)
  if (!ours?.version) throw new Error('Nothing answers the demo number.')
  const { id: versionId, flowId, number: version } = ours.version
  const period = () => ({
    from: new Date(Date.now() - day).toISOString(),
    to: new Date(Date.now() + day).toISOString(),
  })
  const counted = () => api.stats.version.query({ versionId, period: period() })

  // Calls of other journeys may still be on their way into the counts.
  let before = await counted()
  await expect(async () => {
    before = await counted()
    const { calls } = await api.calls.list.query({ filter: { flowId }, limit: 100 })
    expect(before.calls).toBe(calls.filter((call) => call.version === version && call.endedAt !== null).length)
  }).toPass({ timeout: 20_000 })

  const rung = await request.post('/simulator/control/calls', { data: { from: '+6591230001', to: number } })
  const { session } = z.object({ session: z.string() }).parse(await rung.json())
  await expect(async () => {
    const { calls } = await api.calls.list.query({ filter: { flowId }, limit: 1 })
    expect(calls[0]).toMatchObject({ caller: '+6591230001', phase: 'running' })
  }).toPass()
  await request.post(`/simulator/control/calls/${session}/hangup`, { data: { party: 'caller' } })

  await page.goto(`/flows/${flowId}`)
  await page.getByRole('link', { name: 'Where callers go' }).click()
  const calls = before.calls + 1
  const side = page.getByRole('region', { name: `Version ${version}`, exact: true })
  await expect(side.getByRole('link', { name: new RegExp(`^${calls} calls?$`) })).toBeVisible({ timeout: 20_000 })
  const start = page.locator('.react-flow__node-block').filter({ hasText: 'Incoming call' })
  await expect(start.getByTitle('Times reached')).toHaveText(String(calls))
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.locator('.react-flow__node-block', { hasText: 'hung up ·' }).first().click()
  await expect(page.getByRole('link', { name: 'Hung up there' })).toHaveAttribute(
    'href',
    new RegExp(`flow=${flowId}&version=${version}&outcome=caller-hung-up$`),
  )
  await page.getByRole('button', { name: 'As a table' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Incoming call' })
  await expect(row.getByRole('cell').nth(1)).toHaveText(String(calls))

  await page.getByRole('link', { name: 'Charts' }).click()
  const outcomes = page.getByRole('region', { name: 'What became of them' })
  await expect(outcomes.locator('svg.recharts-surface')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const take = async (what: string) => {
    await outcomes.getByRole('button', { name: 'Download What became of them' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: what }).click(),
    ])
    return readFile(await file.path())
  }
  expect((await take('Picture (PNG)')).subarray(1, 4).toString()).toBe('PNG')
  expect((await take('Table (CSV)')).toString()).toMatch(/^Outcome,Calls\r\nCompleted,\d+\r\n/)
  await outcomes.getByRole('button', { name: 'What became of them as a table' }).click()
  await outcomes.getByRole('link', { name: 'Caller hung up' }).click()
  await expect(page).toHaveURL(/\/calls\?from=.+&to=.+&outcome=caller-hung-up$/)
})
