import { copyFile, mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AppRouter } from '@patchbay/api/router'
import { type Browser, chromium } from '@playwright/test'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { z } from 'zod'
import { findBrowser } from '../e2e/find-browser'
import { startApp } from '../e2e/start-app'
import { encodeWav } from '../src/features/prompts/wav'
import { type Places, scenes } from './scenes'
import { takeFront } from './take-front'
import { contextFor, folder, type Look, looks, openPage, takeScenes, wanted } from './take-scenes'

/*
 * `npm run screenshots`: every page, dialog and empty state, 1440 and 390 pixels wide, in both themes. They land in
 * `screenshots/`, which git does not keep; those that the README shows are copied to `docs/images/`. Words after `--`
 * name the scenes to take. What axe finds on any of them is told, and the command fails.
 */

const root = fileURLToPath(new URL('../../../', import.meta.url))
const shown: Record<string, string> = {
  'editor-light-1440': 'editor-light.png',
  'call-dark-1440': 'call-dark.png',
  'editor-history-dark-1440': 'history-dark.png',
  'editor-outline-light-390': 'outline-phone-light.png',
}

/** `SCREENSHOTS_PORT`: where something else has this one and those after it. */
const firstPort = Number(process.env.SCREENSHOTS_PORT ?? 3930)
const app = await startApp(firstPort)
const browser = await chromium.launch(await findBrowser())
try {
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const places = await prepare(browser)
  for (const look of looks) await takeInside(browser, places, look)
  await takeFront(browser, firstPort + 2)
  if (wanted.length === 0)
    for (const [name, image] of Object.entries(shown))
      await copyFile(`${folder}/${name}.png`, `${root}docs/images/${image}`)
} finally {
  await browser.close()
  await app.stop()
}

/** Something to look at: a flow with a history, one that is not finished, an empty one, and a call that has ended. */
async function prepare(browser: Browser): Promise<Places> {
  const api = createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${app.url}/trpc`, headers: { 'x-patchbay-person': 'Mei%20Tan' } })],
  })
  const flows = await api.flows.list.query()
  const frontDesk = flows.find(({ name }) => name === 'Front desk')
  if (!frontDesk) throw new Error('The demo has no front desk.')
  const { document, revision } = await api.flows.get.query({ id: frontDesk.id })
  const changed = structuredClone(document)
  changed.ui.notes.todo = { text: 'Mei records the new greeting on Monday.', x: -20, y: -190, width: 220, height: 90 }
  for (const node of Object.values(changed.nodes)) {
    if (node.block === 'gather') node.config.timeout = 15
    if (node.block === 'answer') node.name = 'Somebody rings'
  }
  const saved = await api.flows.save.mutate({ id: frontDesk.id, revision, document: changed })
  await api.flows.publish.mutate({
    id: frontDesk.id,
    revision: saved.revision,
    numberIds: [],
    note: 'More time to choose',
  })
  const { id: empty } = await api.flows.create.mutate({ name: 'Nothing yet' })
  const { id: unfinished } = await api.flows.create.mutate({ name: 'Half done', from: 'voicemail' })
  const half = await api.flows.get.query({ id: unfinished })
  await api.flows.save.mutate({ id: unfinished, revision: half.revision, document: { ...half.document, edges: {} } })
  const { id: clinic } = await api.flows.create.mutate({ name: 'Harbour Clinic', from: 'clinic' })
  const drawn = await api.flows.get.query({ id: clinic })
  const second = (await api.numbers.list.query())[1]
  await api.flows.publish.mutate({ id: clinic, revision: drawn.revision, numberIds: second ? [second.id] : [] })
  const { id: parcels } = await api.flows.create.mutate({ name: 'Parcels', from: 'parcel-line' })
  const { id: survey } = await api.flows.create.mutate({ name: 'Survey', from: 'survey' })

  const rows = Array.from(
    { length: 400 },
    (_, at) => `+65 3158 ${1_000 + at * 7},Customer ${at + 1},${at % 3 ? 'regular' : 'gold'}`,
  )
  const made = await fetch(`${app.url}/files/tables?key=customers&name=Customers&keyKind=phone`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-patchbay-person': 'Mei%20Tan' },
    body: `phone,name,kind\n${rows.join('\n')}`,
  })
  const { id: table } = z.object({ id: z.string() }).parse(await made.json())

  await api.alerts.updateSettings.mutate({
    emails: ['mei@merlion-tea.example', 'jo@merlion-tea.example'],
    webhook: 'https://hooks.merlion-tea.example/patchbay',
    silent: ['overdue'],
    balanceLimit: 10,
  })

  const { id: prompt } = await api.prompts.create.mutate({ key: 'welcome', name: 'Welcome' })
  await api.prompts.setText.mutate({
    id: prompt,
    language: 'en',
    text: 'Welcome to Merlion Tea. Press 1 for orders, 2 for the shop.',
    gender: 'female',
  })
  await fetch(`${app.url}/files/prompts/${prompt}/zh`, {
    method: 'POST',
    headers: { 'content-type': 'audio/wav', 'x-patchbay-person': 'Mei%20Tan' },
    body: encodeWav(new Float32Array(9 * 8_000), 8_000),
  })

  await ringSome(frontDesk.id, api)

  const page = await browser.newPage()
  await page.goto(`${app.url}/phone`)
  await page.getByRole('button', { name: 'Ring', exact: true }).click()
  await page.getByRole('log', { name: 'What is heard' }).getByText('Welcome').first().waitFor()
  await page.waitForTimeout(1_500)
  await page.getByRole('button', { name: 'Key 4', exact: true }).click()
  await page.getByRole('log', { name: 'What is heard' }).getByText('leave a message').last().waitFor()
  await page.waitForTimeout(4_000)
  await page.getByRole('button', { name: 'Key hash' }).click()
  await page.getByRole('status').filter({ hasText: 'Ended' }).waitFor()
  await page.close()
  const { calls } = await api.calls.list.query({})
  return {
    frontDesk: `/flows/${frontDesk.id}`,
    empty: `/flows/${empty}`,
    unfinished: `/flows/${unfinished}`,
    clinic: `/flows/${clinic}`,
    parcels: `/flows/${parcels}`,
    survey: `/flows/${survey}`,
    table: `/tables/${table}`,
    prompt: `/prompts/${prompt}`,
    call: `/calls/${calls[0]?.id ?? ''}`,
  }
}

/** Callers who go different ways, for the counts; waits until they are counted. */
async function ringSome(flowId: string, api: ReturnType<typeof createTRPCClient<AppRouter>>): Promise<void> {
  const control = (path: string, body: unknown) =>
    fetch(`${app.url}/simulator/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const ring = async (digits: string, at: number) => {
    const answer = await control('calls', { from: `+6591230${100 + at}`, to: '+6531580000' })
    const { session } = z.object({ session: z.string() }).parse(await answer.json())
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    if (digits !== '') await control(`calls/${session}/keys`, { digits })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await control(`calls/${session}/hangup`, { party: 'caller' })
  }
  const pressed = ['1', '1', '2', '', '9', '1', '', '2']
  await Promise.all(pressed.map(ring))
  const until = Date.now() + 20_000
  for (;;) {
    const counted = await api.stats.calls.query({
      flowId,
      zone: 'Asia/Singapore',
      period: {
        from: new Date(Date.now() - 3_600_000).toISOString(),
        to: new Date(Date.now() + 3_600_000).toISOString(),
      },
    })
    if (counted.calls >= pressed.length || Date.now() > until) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function takeInside(browser: Browser, places: Places, look: Look): Promise<void> {
  const context = await contextFor(browser, app.url, look)
  await takeScenes(context, scenes, `${look.theme}-${look.width}`, async (page, { path, act }) => {
    await openPage(page, `${app.url}${path(places)}`)
    await act?.(page)
  })
  await context.close()
}
