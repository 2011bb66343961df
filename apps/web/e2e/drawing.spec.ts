import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { EditorPage } from './editor-page'

test('blocks are copied, pasted into another flow, duplicated, cut, and all of it is undone by name', async ({
  page,
}) => {
  const editor = new EditorPage(page)
  await editor.create('Copied from')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Play')
  await editor.add('Hang up')
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)
  await editor.canvas.click({ position: { x: 30, y: 400 } })
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await expect(editor.announcement).toHaveText('Copied 3 blocks.')
  await editor.saved()

  await editor.create('Copied to')
  await editor.canvas.click({ position: { x: 30, y: 400 } })
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator('.react-flow__node')).toHaveCount(3)
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)

  await editor.select('Play')
  await editor.canvas.focus()
  await page.keyboard.press('ControlOrMeta+d')
  await expect(editor.card('Play 2')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+x')
  await expect(editor.card('Play 2')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.card('Play 2')).toBeVisible()
  await expect(editor.announcement).toHaveText('Undone: delete “Play 2”')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.announcement).toHaveText('Undone: duplicate a block')
})

test('text that is no flow is refused with a sentence, and nothing changes', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Pasted on')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'A shopping list')
    dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
  })
  await expect(page.getByText('What you pasted is no part of a flow.')).toBeVisible()
  await expect(page.locator('.react-flow__node')).toHaveCount(1)
})

test('a line let go over empty canvas asks what comes next', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Drawn on')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.pull('Incoming call', 'When it rings', { x: 420, y: 300 })
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem')).toContainText(['Play', 'Gather', 'Record'])
  await expect(menu.getByRole('menuitem', { name: 'Incoming call' })).toHaveCount(0)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.locator('.react-flow__node')).toHaveCount(1)

  await editor.pull('Incoming call', 'When it rings', { x: 420, y: 300 })
  await menu.getByRole('menuitem', { name: 'Gather' }).click()
  await expect(editor.card('Gather')).toBeVisible()
  await expect(page.locator('.react-flow__edge')).toHaveCount(1)
})

test('a block taken out of a row leaves a row', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Taken from')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Play')
  await editor.add('Hang up')
  await editor.select('Play')
  await editor.card('Play').focus()
  await page.keyboard.press('Delete')
  await expect(editor.card('Play')).toHaveCount(0)
  await expect(page.getByLabel('Line from Incoming call to Hang up')).toHaveCount(1)
})

test('while a line is drawn, the blocks that it may end on stand out', async ({ page }) => {
  const editor = new EditorPage(page)
  await editor.create('Lit')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Hang up')
  await page.getByRole('button', { name: 'Fit the flow' }).click()
  await editor.pull('Incoming call', 'When it rings', { x: 300, y: 500 }, async () => {
    await expect(editor.card('Hang up')).toHaveClass(/\bfits\b/)
    await expect(editor.card('Incoming call')).toHaveClass(/\bdim\b/)
  })
  await page.keyboard.press('Escape')
  await expect(editor.card('Incoming call')).not.toHaveClass(/\bdim\b/)
})
