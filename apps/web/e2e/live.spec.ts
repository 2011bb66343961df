import type { Page, Request } from '@playwright/test'
import { axeFindsNothing } from './axe'
import { cuttableLine } from './cuttable-line'
import { doubled, heardOn } from './heard-on'
import { Switchboard } from './switchboard'
import { expect, test } from './test'

const callers = Array.from({ length: 10 }, (_, index) => `+659100000${index}`)

test('ten callers at once: list and dots agree with the simulator at every second', async ({ page, request, app }) => {
  const board = new Switchboard(page, request)
  await board.open(app.url, 'Ten at once')
  await page.goto('/calls/now')
  await expect(page.getByText('Nobody is on the line')).toBeVisible()
  await expect(page.getByLabel('Figures')).toContainText('SGD')
  try {
    const script = (second: number, caller: string, index: number) => {
      const step = second - index / 4
      if (step >= 0 && step < 1) return board.ring(caller)
      if (index % 3 === 0 && step >= 2 && step < 3) return board.press(caller, '4')
      if (index % 3 === 1 && step >= 2 && step < 3) return board.press(caller, '1')
      if (index % 3 === 1 && step >= 3 && step < 4) return board.otherPhone(caller, index > 4 ? 'busy' : 'answered')
      if (index % 3 === 2 && step >= 3 && step < 4) return board.hangUp(caller)
      return undefined
    }
    for (let second = 0; second < 6; second++) {
      const next = Date.now() + 900
      await Promise.all(callers.map((caller, index) => script(second, caller, index)))
      await board.agrees()
      await page.waitForTimeout(Math.max(0, next - Date.now()))
    }
    await board.agrees()
    await axeFindsNothing(page)
  } finally {
    await board.close()
  }
  await board.agrees()
})

test('a call is followed by its dot, hung up from the page, and its log says who did it', async ({
  page,
  request,
  app,
}) => {
  const board = new Switchboard(page, request)
  await page.addInitScript(() => localStorage.setItem('patchbay-person', 'Mei Tan'))
  await board.open(app.url, 'Hang up')
  await page.goto('/calls/now')
  await board.ring('+6591000001')
  await board.ring('+6591000002')
  await board.agrees(3_000)

  const block = (name: string) => page.locator('.react-flow__node', { hasText: name })
  const size = async () => (await block('Press 1 or 4.').boundingBox())?.width ?? 0
  const whole = await size()
  const dot = page.getByRole('button', { name: /Follow the call of \+65 9100 0001, at Menu/ })
  await dot.press('Enter')
  const bar = page.getByRole('region', { name: 'The call that is followed' })
  await expect(bar).toContainText('at Menu')
  await expect(block('Somebody rings')).toHaveClass(/is-lit/)
  await expect(block('Press 1 or 4.')).toHaveClass(/is-here/)
  // The canvas comes to where the call is, but not from under the hands of whoever moves it.
  await expect.poll(size).toBeGreaterThan(whole * 1.1)
  await page.getByRole('region', { name: /^Calls on Hang up/ }).hover()
  await page.mouse.wheel(0, 400)
  const place = () => page.locator('.react-flow__viewport').getAttribute('style')
  const left = await place()
  await board.press('+6591000001', '4')
  await expect(block('Leave a message')).toHaveClass(/is-here/)
  await expect(block('Press 1 or 4.')).toHaveClass(/is-lit/)
  await page.waitForTimeout(400)
  expect(await place()).toBe(left)

  await bar.getByRole('button', { name: 'Hang up' }).click()
  const question = page.getByRole('dialog', { name: 'Hang up the call of +65 9100 0001?' })
  await axeFindsNothing(page, '[role=dialog]')
  await question.getByRole('button', { name: 'Hang up' }).click()
  await expect(bar).toContainText('The call is over')
  await expect(bar).toContainText('Mei Tan hung up the call')
  await board.agrees()
  expect((await board.record()).map(({ caller }) => caller)).toEqual(['+6591000002'])

  await page.getByRole('button', { name: 'Hang up +65 9100 0002' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hang up' }).click()
  await expect(page.getByText('Nobody is on the line')).toBeVisible()
  expect(await board.record()).toEqual([])
  await bar.getByRole('link', { name: 'Its log' }).click()
  await expect(page.getByText('Mei Tan hung up the call').first()).toBeVisible()
})

test('a line that is cut for 20 s, and a hidden page, catch up: nothing is missing, and nothing is there twice', async ({
  page,
  context,
  request,
  app,
}) => {
  const board = new Switchboard(page, request)
  await board.open(app.url, 'Cut off')
  const line = await cuttableLine(app.url)
  const told = await heardOn(page, 'live.onNow')
  await page.goto(`${line.url}/calls/now`)
  await board.ring('+6591000001')
  await board.ring('+6591000002')
  await board.agrees(3_000)
  const id = await page.locator('[data-call]', { hasText: '+65 9100 0002' }).getAttribute('data-call')
  // The same call's story by the same line, and by one that holds: it keeps the feed going too, as others who watch do.
  const [story, whole] = [await context.newPage(), await context.newPage()]
  const steps = await heardOn(story, 'calls.onEvents')
  await story.goto(`${line.url}/calls/${id}`)
  await whole.goto(`${app.url}/calls/${id}`)
  const other = await context.newPage()
  await other.goto(`${app.url}/calls/now`)
  const storyOf = (page: Page) => page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await expect(storyOf(story)).not.toHaveCount(0)
  await page.bringToFront()

  line.cut()
  const until = Date.now() + 20_000
  await expect(page.getByText('The line is down: trying again…')).toBeVisible()
  const before = { told: told.length, steps: steps.length }
  // Meanwhile callers come, lose their way, and go.
  for (let caller = 3; Date.now() < until; caller++) {
    await board.ring(`+65910000${String(caller).padStart(2, '0')}`)
    await board.press('+6591000002', '1')
    await page.waitForTimeout(1_000)
    await board.otherPhone('+6591000002', 'busy')
    if (caller % 2 === 0) await board.hangUp(`+65910000${String(caller).padStart(2, '0')}`)
    await page.waitForTimeout(Math.max(0, Math.min(1_000, until - Date.now())))
  }
  await board.press('+6591000001', '4')
  expect({ told: told.length, steps: steps.length }).toEqual(before)
  const resumed = page.waitForRequest(isLine)
  line.mend()
  // It says where it was, and gets what it missed.
  expect((await (await resumed).allHeaders())['last-event-id']).toMatch(/^[0-9a-f]{8}\.\d+\./)
  await board.agrees(8_000)
  expect(before.told).toBeLessThan(told.length)
  expect(doubled(told)).toEqual([])
  await expect.poll(() => storyOf(story).allTextContents()).toEqual(await storyOf(whole).allTextContents())
  expect(doubled(steps)).toEqual([])

  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  const letGo = page.waitForEvent('requestfailed', isLine)
  await show('hidden')
  await letGo
  await board.hangUp('+6591000001')
  await board.ring('+6591000099')
  const back = page.waitForRequest(isLine)
  await show('visible')
  expect(decodeURIComponent((await back).url())).toMatch(/"lastEventId":"[0-9a-f]{8}\.\d+\./)
  await board.agrees(3_000)
  expect(doubled(told)).toEqual([])
  await board.close()
  line.close()
})

const isLine = (request: Request) => request.url().includes('live.onNow')
