import { readFile } from 'node:fs/promises'
import type { AppRouter } from '@patchbay/api/router'
import { blocks } from '@patchbay/blocks/blocks'
import { readCallFile, replayCallFile } from '@patchbay/flow/call-file'
import type { Page } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'
import { z } from 'zod'
import { axeFindsNothing } from './axe'
import { expect, test } from './test'

const apiOf = (url: string) => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
type Api = ReturnType<typeof apiOf>
type Events = Awaited<ReturnType<Api['calls']['get']['query']>>['events']

const carrierCall = z.object({ running: z.string().nullable(), state: z.string() })

/** A caller on the simulator's control API, who presses a wrong key, then 4, and leaves a message. Gives the call's id. */
async function leaveMessage(url: string, api: Api): Promise<string> {
  const control = async (path: string, body?: unknown) => {
    const answer = await fetch(`${url}/simulator/control/calls${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
    return answer.json()
  }
  const { session } = z
    .object({ session: z.string() })
    .parse(await control('', { from: '+6598765432', to: '+6531580000' }))
  const look = async () => carrierCall.parse(await control(`/${session}`))
  const press = async (during: string, digits: string) => {
    await expect.poll(async () => (await look()).running).toBe(during)
    await control(`/${session}/keys`, { digits })
  }
  await press('gather', '9')
  await expect.poll(async () => (await api.calls.find.query({ session }))?.id).toBeDefined()
  const { id } = (await api.calls.find.query({ session })) ?? { id: '' }
  await expect.poll(async () => (await api.calls.get.query({ id })).call.where).toBe('Wrong key')
  await press('gather', '4')
  // Not before the tone: what is pressed while the prompt is spoken ends nothing.
  await expect(async () => {
    await press('record', '#')
    expect((await look()).running).not.toBe('record')
  }).toPass()
  await expect.poll(async () => (await api.calls.get.query({ id })).call.bill?.debit).toBeDefined()
  return id
}

/** The blocks that a call came to up to an event, in order. */
const walked = (events: Events, seq: number) =>
  events
    .filter((event) => event.seq <= seq)
    .flatMap(({ trace }) => trace.flatMap((entry) => (entry.type === 'entered' ? [entry.node] : [])))

const lit = (page: Page) =>
  page
    .locator('.react-flow__node:has(.call-was-here, .call-is-here)')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id') ?? ''))
const here = (page: Page) => page.locator('.react-flow__node:has(.call-is-here)')

test('a recorded call: its replay beside its events, its recording, its file, and the same call once more', async ({
  page,
  app,
}) => {
  const api = apiOf(app.url)
  const id = await leaveMessage(app.url, api)
  const { events } = await api.calls.get.query({ id })
  const last = events.at(-1)?.seq ?? 0

  await page.goto(`/calls/${id}?at=1`)
  const panel = page.getByRole('complementary', { name: 'The selected call' })
  const steps = page.getByRole('list', { name: 'Steps' })
  const current = steps.locator('[aria-current=step]')
  await expect(current).toContainText('Rang')
  await expect(panel).toContainText(`all ${last} steps come out as recorded`)
  await panel.getByRole('button', { name: 'On the whole page' }).click()

  // Step by step: what is lit is what the events say.
  const on = page.getByRole('button', { name: 'One step on' })
  const total = Number(await steps.getByRole('listitem').first().getAttribute('aria-setsize'))
  const seqs: number[] = []
  for (let at = 0; at < total; at++) {
    await expect(current).toHaveAttribute('data-moment', String(at))
    const seq = Number(await current.getAttribute('data-seq'))
    seqs.push(seq)
    const path = walked(events, seq)
    const before = walked(events, seq - 1)
    const shown = await lit(page)
    expect(path).toEqual(expect.arrayContaining(shown))
    expect(shown).toEqual(expect.arrayContaining([...new Set(before)]))
    const nextSeq =
      at + 1 < total ? Number(await steps.locator(`[data-moment="${at + 1}"]`).getAttribute('data-seq')) : 0
    if (nextSeq !== seq) {
      expect(shown.sort()).toEqual([...new Set(path)].sort())
      await expect(here(page)).toHaveAttribute('data-id', path.at(-1) ?? '')
    }
    if (at + 1 < total) await on.click()
  }
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  expect(new Set(seqs)).toEqual(new Set(events.map(({ seq }) => seq)))
  await expect(on).toBeDisabled()

  // A block leads to its moment, a moment to its block; by keyboard too.
  await page.getByRole('button', { name: 'Go to the moment at “Wrong key”' }).press('Enter')
  await expect(current).toContainText('That is not one of the choices')
  await current.press('ArrowUp')
  await expect(here(page)).toHaveAttribute('data-id', 'menu')
  await page.getByRole('combobox', { name: 'Speed' }).click()
  await page.getByRole('option', { name: '16×' }).click()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(on).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await axeFindsNothing(page, 'aside')

  // The file says the same, and comes out the same.
  await panel.getByRole('button', { name: 'More' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as JSON' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^front-desk-v\d+-\d{8}-\d{6}\.call\.json$/)
  const read = readCallFile(await readFile(await file.path(), 'utf8'))
  if (!read.ok) throw new Error(read.message)
  expect(read.file.steps.map(({ event }) => event)).toEqual(events.map(({ event }) => event))
  expect(replayCallFile(blocks, read.file).every(({ same }) => same)).toBe(true)

  // Its recording is heard, kept, and deleted for good.
  const recording = page.getByRole('region', { name: 'Left a message, the recording' })
  await recording.scrollIntoViewIfNeeded()
  await recording.getByRole('button', { name: 'Play the recording' }).click()
  await expect(recording.getByRole('button', { name: 'Pause the recording' })).toBeVisible()
  const address = (await recording.getByRole('link', { name: 'Download the recording' }).getAttribute('href')) ?? ''
  const sound = await page.request.get(address)
  expect(sound.headers()['content-type']).toBe('audio/mpeg')
  expect(sound.headers()['content-disposition']).toMatch(/^attachment; filename/)
  await recording.getByRole('button', { name: 'Delete the recording…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(steps).toContainText('The recording was deleted.')
  await expect(steps).toContainText('Recording deleted')
  expect((await page.request.get(address)).status()).toBe(404)
  expect(JSON.stringify(await api.calls.get.query({ id }))).not.toContain('/recordings/')
  await expect(panel).toContainText(`all ${last + 1} steps come out as recorded`)

  // The same caller does the same again, at the same moments, and comes the same way.
  await panel.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Ring this again in the simulator' }).click()
  await expect(page).not.toHaveURL(new RegExp(id))
  const again = page.url().split('/').at(-1) ?? ''
  await expect.poll(async () => (await api.calls.get.query({ id: again })).call.phase, { timeout: 20_000 }).toBe('over')
  const repeated = await api.calls.get.query({ id: again })
  expect(walked(repeated.events, 1_000)).toEqual(walked(events, 1_000))
  expect(repeated.call).toMatchObject({ caller: '+6598765432', called: '+6531580000' })

  await panel.getByRole('link', { name: 'Open in editor' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.react-flow__node.selected')).toContainText('Thank you')
})
