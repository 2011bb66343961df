import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AppRouter } from '@patchbay/api/router'
import { drawFlow } from '@patchbay/flow/testing'
import type { Page } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'
import { z } from 'zod'
import { ports } from './ports'
import { type RunningApp, startApp } from './start-app'
import { test as base, expect } from './test'

/** A Patchbay for these journeys alone: what they write would stand in the way of others. */
const test = base.extend<object, { app: RunningApp }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for out of this pattern.
    async ({}, use, { parallelIndex }) => {
      const app = await startApp(ports.scripts + 2 * parallelIndex)
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

/** What would run if any text were ever taken for HTML; `ran` tells the journey. */
const mark = '<img src=x onerror=ran()>'
const script = '<script>ran()</script>'
const both = `${mark}${script}"><svg onload=ran()>`
/** A caller's number is short, and the carrier's to say. */
const caller = '<b onclick=ran()>+6591230000</b>'

/** The simulator's token, by which its notifications are signed. */
const accessToken = 'patchbay-demo-token'

const apiOf = (url: string) => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })

const flow = drawFlow({
  start: { block: 'answer', name: `Rings ${mark}`, to: { next: 'tag' } },
  tag: { block: 'tag', name: `Tag ${script}`, config: { labels: [mark] }, to: { next: 'sms' } },
  sms: {
    block: 'sms',
    name: `SMS ${script}`,
    config: { dest: '+6591110000', text: `Text ${both}` },
    to: { sent: 'menu', failed: 'menu' },
  },
  // The simulator knows nothing of this call, so the carrier refuses, and there is an alert.
  menu: {
    block: 'gather',
    name: mark,
    config: { message: `Press 1. ${both}`, keys: ['1'], maxDigits: 1, timeout: 200, attempts: 3 },
    to: { 'key:1': 'bye', other: 'bye', none: 'bye' },
  },
  bye: { block: 'hangup', name: `Good-bye ${mark}`, config: { message: both } },
})

const numbersSchema = z.array(z.looseObject({ number: z.string(), forward_to: z.string() }))

/** A notification as the carrier sends it, with what a caller calls themselves. */
async function notify(address: string, fields: Record<string, string>): Promise<void> {
  const body = new URLSearchParams(fields).toString()
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-hoiio-signature': createHmac('sha256', accessToken).update(body).digest('hex'),
    },
    body,
  })
  expect(answer.status, await answer.text()).toBeLessThan(300)
}

/** Writes the marks into every text that somebody can write here. Gives where it shows. */
async function writeMarks(url: string): Promise<string[]> {
  const api = apiOf(url)
  const document = structuredClone(flow)
  document.ui.notes.note = { x: 0, y: 500, width: 400, height: 200, text: both }
  document.ui.groups.group = { x: -40, y: -40, width: 1_400, height: 420, title: `Group ${mark}` }
  document.settings.greeting = { label: `Setting ${mark}`, type: 'text', initial: both }
  const [number] = (await api.numbers.list.query()).filter(({ e164 }) => e164.endsWith('2'))
  if (!number) throw new Error('The simulator has no such number.')
  const { id } = await api.flows.create.mutate({ name: `Flow ${mark}` })
  const { revision } = await api.flows.save.mutate({ id, revision: 1, document })
  await api.flows.keep.mutate({ id, revision, note: `Kept ${both}` })
  await api.flows.publish.mutate({ id, revision, numberIds: [number.id], note: `Published ${both}` })
  await api.numbers.rename.mutate({ numberId: number.id, label: `Number ${mark}` })
  await api.numbers.setBusyMessage.mutate({ numberId: number.id, message: `Busy ${both}` })
  await api.numbers.setSettings.mutate({ numberId: number.id, settings: { greeting: both } })
  const emergency = { message: `Emergency ${both}`, instead: false, until: null }
  await api.numbers.setEmergency.mutate({ numberId: number.id, on: false, ...emergency })
  const prompt = await api.prompts.create.mutate({ key: 'marked', name: `Prompt ${mark}` })
  await api.prompts.setText.mutate({ id: prompt.id, language: 'en', text: both, gender: null })
  const table = await fetch(`${url}/files/tables?key=marked&name=${encodeURIComponent(`Table ${mark}`)}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: `"${mark}",b\n"${both.replaceAll('"', '""')}","${script}"\n`,
  })
  expect(table.ok, await table.text()).toBe(true)
  await api.workspaces.rename.mutate({ name: `House ${mark}` })
  await api.views.save.mutate({ name: `View ${mark}`, query: 'outcome=broken' })
  await api.keys.create.mutate({ name: `Key ${mark}`, scopes: ['look'], expiresInDays: null })
  const [account] = await api.carriers.list.query()
  if (!account) throw new Error('There is no carrier account.')
  await api.carriers.edit.mutate({ accountId: account.id, label: `Carrier ${mark}`, signed: true })
  const { link } = await api.members.invite.mutate({ email: 'marked@example.com', role: 'viewer' })
  const token = new URL(link).searchParams.get('token') ?? ''
  await api.people.join.mutate({ token, name: `Member ${mark}`, password: 'kitchen sofa lantern' })

  const [before] = (await api.calls.list.query({})).calls
  const newest = async () => (await api.calls.list.query({})).calls.find(({ id: known }) => known !== before?.id)
  const told = numbersSchema.parse(await (await fetch(`${url}/simulator/control/numbers`)).json())
  const address = told.find((each) => each.number === number.e164)?.forward_to ?? ''
  const session = `S-marked-${Date.now()}`
  const from = { session, txn_ref: `T${mark}`, from: caller, to: number.e164, caller_name: mark, tag: both }
  await notify(address, { ...from, call_state: 'ringing' })
  await expect.poll(newest).toBeDefined()
  const call = await newest()
  const tables = await api.tables.list.query()
  return [
    '/flows',
    `/flows/${id}`,
    `/flows/${id}/history`,
    `/flows/${id}/callers`,
    '/calls',
    `/calls/${call?.id}`,
    '/calls/now',
    '/charts',
    '/numbers',
    '/emergency',
    '/tables',
    `/tables/${tables.find(({ key }) => key === 'marked')?.id}`,
    '/prompts',
    `/prompts/${prompt.id}`,
    '/phone',
    '/settings',
    ...['keys', 'audit', 'carriers', 'members', 'alerts', 'privacy', 'secrets'].map((part) => `/settings/${part}`),
    '/account',
  ]
}

/** What of the marks has become an element of the page. */
const elements = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('img[src="x"], [onerror], [onload], [onclick], script:not([src])')].map(
      ({ outerHTML }) => outerHTML.slice(0, 200),
    ),
  )

test('script that was stored in every text runs on no page, and stands there as text', async ({ page, app }) => {
  test.setTimeout(180_000)
  const ran: string[] = []
  await page.exposeFunction('ran', () => ran.push(page.url()))
  page.on('dialog', (dialog) => {
    ran.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const pages = await writeMarks(app.url)
  const shown = new Map<string, number>()
  for (const path of pages) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await page.waitForLoadState('networkidle', { timeout: 700 }).catch(() => undefined)
    const text = (await page.locator('body').textContent()) ?? ''
    const fields = await page
      .locator('input, textarea')
      .evaluateAll((all) => all.map((each) => Reflect.get(each, 'value')))
    shown.set(path.replace(/[0-9a-f-]{36}/, ':id'), `${text}${fields.join('')}`.split(mark).length - 1)
    expect([path, await elements(page)]).toEqual([path, []])
    if (/^\/calls\/[0-9a-f]{8}-/.test(path)) expect(text).toContain(`Text ${both}`)
  }
  await page.getByRole('button', { name: /alert/i }).click()
  await expect(page.getByRole('dialog', { name: 'Alerts' })).toBeVisible()
  expect(await elements(page)).toEqual([])
  expect(ran).toEqual([])
  // Where they are read by people, they are read.
  for (const path of [
    '/calls',
    '/calls/:id',
    '/calls/now',
    '/emergency',
    '/flows',
    '/flows/:id',
    '/flows/:id/history',
    '/numbers',
    '/tables',
    '/tables/:id',
    '/prompts',
    '/prompts/:id',
  ])
    expect([path, (shown.get(path) ?? 0) > 0]).toEqual([path, true])
  for (const part of ['keys', 'audit', 'carriers', 'members'])
    expect([part, (shown.get(`/settings/${part}`) ?? 0) > 0]).toEqual([part, true])
})

test('script in a flow’s texts is text in its picture, and in its file', async ({ page, app }) => {
  const api = apiOf(app.url)
  const { id } = await api.flows.create.mutate({ name: 'Drawn marks' })
  const document = structuredClone(flow)
  document.ui.notes.note = { x: 0, y: 500, width: 400, height: 200, text: both }
  await api.flows.save.mutate({ id, revision: 1, document })
  await page.goto(`/flows/${id}`)
  await expect(page.getByText(mark).first()).toBeVisible()
  for (const kind of ['SVG', 'PNG'] as const) {
    const coming = page.waitForEvent('download')
    await page.keyboard.press('ControlOrMeta+k')
    const list = page.getByRole('dialog', { name: 'Commands and search' })
    await list.getByRole('combobox').fill(`Save picture as ${kind}`)
    await list.getByRole('option', { name: `Save picture as ${kind}` }).click()
    const content = await readFile(await (await coming).path())
    if (kind === 'PNG') expect(content.subarray(1, 4).toString()).toBe('PNG')
    else {
      const svg = content.toString()
      expect(svg).toContain('&lt;img')
      expect(svg).not.toMatch(/<(script|img|foreignObject|iframe)\b|<[^>]*\son\w+=/i)
    }
  }
})
