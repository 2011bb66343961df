import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './test'

const number = '+6531580000'
const words = 'All our lines are busy. Please ring again later.'

async function allow(page: Page, calls: string) {
  await page.goto('/settings')
  await page.getByLabel('Calls at once').fill(calls)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('The settings are saved.')).toBeVisible()
}

const heardSchema = z.object({ transcript: z.array(z.unknown()) })

test('past the limit a caller hears the busy message, and the bell says so until it is dismissed', async ({
  page,
  request,
}) => {
  await page.goto('/numbers')
  const card = page.getByRole('region', { name: '+65 3158 0000' })
  await card.getByRole('combobox', { name: 'When we are too busy' }).click()
  await page.getByRole('option', { name: 'Speak a message' }).click()
  await card.getByRole('textbox', { name: 'Message' }).fill(words)
  await card.getByRole('button', { name: 'Save message' }).click()
  await expect(page.getByText('speaks your message')).toBeVisible()

  const sessions: string[] = []
  const ring = async () => {
    const answer = await request.post('/simulator/control/calls', { data: { from: '+6591110000', to: number } })
    sessions.push(z.object({ session: z.string() }).parse(await answer.json()).session)
  }
  await allow(page, '1')
  try {
    // The calls under way are counted about once a second: the second caller may still slip in.
    await expect(async () => {
      await ring()
      await expect(async () => {
        const call = await request.get(`/simulator/control/calls/${sessions.at(-1)}`)
        const { transcript } = heardSchema.parse(await call.json())
        expect(transcript).toContainEqual(expect.objectContaining({ type: 'spoken', text: words }))
      }).toPass({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    const bell = page.getByRole('button', { name: '1 alert' })
    await expect(bell).toBeVisible({ timeout: 15_000 })
    await bell.press('Enter')
    await expect(page.getByRole('heading', { name: 'New calls were turned away' })).toBeVisible()
    await page.getByRole('button', { name: 'Dismiss: New calls were turned away' }).press('Enter')
    await expect(page.getByText('Nothing needs your attention.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'No alerts' })).toBeFocused()
  } finally {
    for (const session of sessions)
      await request.post(`/simulator/control/calls/${session}/hangup`, { data: { party: 'caller' } })
    await allow(page, '1000')
  }

  await page.goto('/numbers')
  await card.getByRole('combobox', { name: 'When we are too busy' }).click()
  await page.getByRole('option', { name: 'Let it ring out' }).click()
  await expect(page.getByText('rings out when we are too busy')).toBeVisible()
  await expect(card.getByRole('textbox', { name: 'Message' })).toBeHidden()
})

test('calls are kept for a shorter time only after a warning', async ({ page }) => {
  const keep = page.getByRole('combobox', { name: 'Keep calls for' })
  const choose = async (option: string) => {
    await keep.click()
    await page.getByRole('option', { name: option, exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
  }
  await page.goto('/settings')
  await expect(keep).toHaveText('90 days')
  await choose('30 days')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.reload()
  await expect(keep).toHaveText('90 days')
  await choose('30 days')
  await page.getByRole('dialog').getByRole('button', { name: 'Save and delete' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.reload()
  await expect(keep).toHaveText('30 days')
  await choose('For ever')
  await expect(page.getByText('The settings are saved.')).toBeVisible()
  await page.reload()
  await expect(keep).toHaveText('For ever')
})

test('a limit that is no limit is refused beside its field', async ({ page }) => {
  await page.goto('/settings')
  await page.getByLabel('Calls at once').fill('0')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Write a whole number from 1 to 10,000.')).toBeVisible()
})
