import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

test('versions are compared in colour and in sentences, restored, and a number goes back to one', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Many versions')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Hang up')
  await editor.saved()
  const publish = async (note: string) => {
    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Note').fill(note)
    return dialog
  }
  const first = await publish('The beginning')
  // Not the first number: other journeys ring it.
  await first.getByRole('checkbox').last().check()
  await first.getByRole('button', { name: 'Publish v1' }).click()
  await expect(page.getByText('v1 answers')).toHaveCount(2)

  await editor.select('Hang up')
  await editor.settings.getByRole('textbox', { name: 'Message' }).fill('Bye for now')
  await editor.rename('Good-bye')
  const second = await publish('With a good-bye')
  await expect(second.getByRole('region', { name: 'What is new' })).toContainText('New since v1')
  await expect(second.getByRole('region', { name: 'What is new' })).toContainText(
    'Hang up “Good-bye” now says “Bye for now” instead of nothing.',
  )
  await second.getByRole('button', { name: 'Publish v2' }).click()
  await expect(page.getByText('v2 answers').first()).toBeVisible()

  await page.getByRole('link', { name: 'History' }).click()
  const list = page.getByRole('list', { name: 'Versions and drafts' })
  await expect(list.getByRole('button')).toContainText(['The draft, now', 'v2', 'v1'])
  await expect(list).toContainText('The beginning')
  await page.getByLabel('Keep this draft as').fill('for later')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(list).toContainText('for later')

  await list.getByRole('button', { name: /^v2/ }).click()
  const changes = page.getByRole('complementary', { name: 'Changes' })
  await expect(changes).toContainText('“Hang up” is now called “Good-bye”.')
  await expect(page.locator('.react-flow__node.is-changed')).toHaveCount(1)
  await changes.getByRole('button', { name: /is now called/ }).click()
  await axeFindsNothing(page)

  await list.getByRole('button', { name: /^v1/ }).click()
  await page.getByRole('button', { name: /^Let .* run v1, not v2$/ }).click()
  await expect(page.getByText(/now runs v1/)).toBeVisible()
  await expect(list.getByRole('button', { name: /^v1.*\+65/ })).toBeVisible()

  await page.getByRole('button', { name: 'Restore into the draft' }).click()
  await expect(editor.card('Hang up')).toBeVisible()
  await editor.saved()
  await editor.canvas.focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.card('Good-bye')).toBeVisible()
})
