import { readFile } from 'node:fs/promises'
import type { AppRouter } from '@patchbay/api/router'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { z } from 'zod'
import { zone } from '../src/app/period'
import { askedOf, readFilters } from '../src/features/calls/call-filters'
import { chartsOf } from '../src/features/charts/charts-of'
import { axeFindsNothing } from './axe'
import { expect, test } from './test'

// A caller whose data was removed stays in the counts and is no more in the log.
test.use({ alone: true })

test('a call that ends is on its version’s canvas, in the table and in the charts, and leads back to the log', async ({
  page,
  request,
  app,
}) => {
  const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${app.url}/trpc` })] })
  // A flow of its own, on a number that no other journey rings: what is counted of it are the calls of this one.
  const number = (await api.numbers.list.query()).at(-1)
  if (!number) throw new Error('The demo has no numbers.')
  const { id: flowId } = await api.flows.create.mutate({ name: 'Counted', from: 'voicemail' })
  const { revision } = await api.flows.get.query({ id: flowId })
  await api.flows.publish.mutate({ id: flowId, revision, numberIds: [number.id] })

  const rung = await request.post('/simulator/control/calls', { data: { from: '+6591230001', to: number.e164 } })
  const { session } = z.object({ session: z.string() }).parse(await rung.json())
  await expect(async () => {
    const call = await request.get(`/simulator/control/calls/${session}`)
    expect(await call.text()).toContain('"spoken"')
  }).toPass({ timeout: 20_000 })
  await request.post(`/simulator/control/calls/${session}/hangup`, { data: { party: 'caller' } })

  await page.goto(`/flows/${flowId}`)
  await page.getByRole('link', { name: 'Where callers go' }).click()
  const side = page.getByRole('region', { name: 'Version 1', exact: true })
  await expect(side.getByRole('link', { name: '1 call', exact: true })).toBeVisible({ timeout: 30_000 })
  const start = page.locator('.react-flow__node-block').filter({ hasText: 'Incoming call' })
  await expect(start.getByTitle('Times reached')).toHaveText('1')
  await axeFindsNothing(page)
  await page.locator('.react-flow__node-block', { hasText: 'hung up ·' }).first().click()
  await expect(page.getByRole('link', { name: 'Hung up there' })).toHaveAttribute(
    'href',
    new RegExp(`flow=${flowId}&version=1&outcome=caller-hung-up$`),
  )
  await page.getByRole('button', { name: 'As a table' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Incoming call' })
  await expect(row.getByRole('cell').nth(1)).toHaveText('1')

  await page.getByRole('link', { name: 'Charts' }).click()
  const outcomes = page.getByRole('region', { name: 'What became of them' })
  await expect(outcomes.locator('svg.recharts-surface')).toBeVisible()
  await axeFindsNothing(page)
  const take = async (what: string) => {
    await outcomes.getByRole('button', { name: 'Download What became of them' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: what }).click(),
    ])
    return readFile(await file.path())
  }
  expect((await take('Picture (PNG)')).subarray(1, 4).toString()).toBe('PNG')
  expect((await take('Table (CSV)')).toString()).toMatch(/\r\nCaller hung up,[1-9]\d*\r\n/)
  await outcomes.getByRole('button', { name: 'What became of them as a table' }).click()
  await outcomes.getByRole('link', { name: 'Caller hung up' }).click()
  await expect(page).toHaveURL(/\/calls\?from=.+&to=.+&outcome=caller-hung-up$/)
  await page.goBack()
  await page
    .getByRole('region', { name: 'How long they lasted' })
    .locator('.recharts-bar-rectangle path')
    .first()
    .click()
  await expect(page).toHaveURL(/\/calls\?from=.+&to=.+&max=\d+$/)

  // Whatever a bar counts, so many calls does it lead to.
  const listed = async (to: string) => {
    const asked = askedOf(readFilters(new URLSearchParams(to.split('?')[1])), Date.now())
    const { calls, next } = await api.calls.list.query({ limit: 100, filter: asked })
    expect(next).toBe(null)
    return calls.length
  }
  const hour = 3_600_000
  const end = Math.ceil(Date.now() / hour) * hour
  const period = { from: new Date(end - 24 * hour).toISOString(), to: new Date(end).toISOString() }
  for (const { narrowed, asked } of [
    { narrowed: {}, asked: {} },
    { narrowed: { number: number.id }, asked: { numberId: number.id } },
    { narrowed: { flow: flowId, version: 1 }, asked: { flowId, version: 1 } },
  ])
    await expect(async () => {
      const stats = await api.stats.calls.query({ period, zone, ...asked })
      expect(stats.calls).toBeGreaterThan(0)
      for (const { title, rows, currency } of chartsOf(stats, narrowed))
        for (const { label, values, to, toEach } of currency === undefined ? rows : []) {
          const sum = Object.values(values).reduce((all, value) => all + value, 0)
          expect([title, label, await listed(to)]).toEqual([title, label, sum])
          for (const [key, each] of Object.entries(toEach ?? {}))
            expect([title, label, key, await listed(each)]).toEqual([title, label, key, values[key] ?? 0])
        }
    }).toPass({ timeout: 30_000 })
})
