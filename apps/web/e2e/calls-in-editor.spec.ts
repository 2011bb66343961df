import { axeFindsNothing } from './axe'
import { Switchboard } from './switchboard'
import { expect, test } from './test'

test('over a draft: who is where now, and how many came; nothing of it unless it is wanted', async ({
  page,
  request,
  app,
}) => {
  const board = new Switchboard(page, request)
  const flowId = await board.open(app.url, 'Drawn on')
  await board.ring('+6591000001')
  await board.ring('+6591000002')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const ofCalls = () => asked.filter((url) => /live\.|stats\./.test(url))

  await page.goto(`/flows/${flowId}`)
  const card = (name: string) => page.locator('.react-flow__node', { hasText: name })
  await expect(card('Press 1 or 4.')).toBeVisible()
  const dots = page.locator('[data-dot]')
  const show = page.getByRole('button', { name: 'Show calls' })
  await page.waitForTimeout(1_000)
  await expect(dots).toHaveCount(0)
  expect(ofCalls()).toEqual([])

  await show.click()
  await expect(show).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('[data-dot][data-node=menu]')).toHaveCount(2)
  await board.hangUp('+6591000001')
  await expect(page.locator('[data-dot][data-node=menu]')).toHaveCount(1)
  const reached = card('Press 1 or 4.').getByTitle('Calls that reached it in the last 7 days')
  await expect(reached).toHaveText(/^1 /, { timeout: 40_000 })
  await axeFindsNothing(page)

  // It stays so in this browser. A block that the draft no longer has shows nobody.
  await page.reload()
  await expect(page.locator('[data-dot][data-node=menu]')).toHaveCount(1)
  await card('Press 1 or 4.').click()
  await page.keyboard.press('Delete')
  await expect(dots).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(dots).toHaveCount(1)

  await dots.click()
  await expect(page.getByRole('region', { name: 'The call that is followed' })).toContainText('at Menu')
  await page.goBack()
  await show.click()
  await expect(dots).toHaveCount(0)
  await expect(reached).toHaveCount(0)
  await board.close()
})
