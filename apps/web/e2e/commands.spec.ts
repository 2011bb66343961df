import type { Page } from '@playwright/test'
import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

async function openFlow(page: Page, name: string): Promise<EditorPage> {
  const editor = new EditorPage(page)
  await editor.create(name)
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Gather')
  await editor.settings.getByLabel('Message', { exact: true }).fill('For the harbour, press 1.')
  await editor.add('Hang up')
  await editor.canvas.click({ position: { x: 30, y: 450 } })
  return editor
}

test('the list of commands does what its words say, and finds blocks by what they say', async ({ page }) => {
  const editor = await openFlow(page, 'Commanded')
  await page.keyboard.press('ControlOrMeta+k')
  const list = page.getByRole('dialog', { name: 'Commands and search' })
  await list.getByRole('combobox').fill('harbour')
  await expect(list.getByRole('option', { name: /Gather/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(list).toBeHidden()
  await expect(editor.settings.getByLabel('Name', { exact: true })).toHaveValue('Gather')

  await page.keyboard.press('ControlOrMeta+k')
  await list.getByRole('combobox').fill('add play')
  await page.keyboard.press('Enter')
  await expect(editor.card('Play')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await list.getByRole('combobox').fill('undo')
  await list.getByRole('option', { name: 'Undo: add Play' }).click()
  await expect(editor.card('Play')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+k')
  await list.getByRole('combobox').fill('no such thing')
  await expect(list).toContainText('Nothing is called that.')
})

test('a screen reader is told of the row that Enter would choose, whatever is typed', async ({ page }) => {
  await page.goto('/flows')
  await page.getByRole('link', { name: 'Front desk', exact: true }).click()
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox')
  for (const key of ['s', 'a', 'l', 'e', 's', 'Backspace', 'Backspace', 'ArrowDown']) {
    await page.keyboard.press(key)
    const chosen = page.locator('[cmdk-item][aria-selected="true"]')
    await expect(chosen).toHaveCount(1)
    await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
  }
})

test('tidying up puts blocks in order from left to right, is one step, and is undone', async ({ page }) => {
  const editor = await openFlow(page, 'Untidy')
  const left = async (name: string) => (await editor.card(name).boundingBox())?.x ?? 0
  await page.getByRole('button', { name: 'Fit the flow' }).click()
  await editor.card('Hang up').getByText('Hang up', { exact: true }).hover()
  await page.mouse.down()
  await page.mouse.move((await left('Incoming call')) + 60, 700, { steps: 8 })
  await page.mouse.up()
  await expect.poll(async () => (await left('Hang up')) < (await left('Gather'))).toBe(true)
  await editor.canvas.click({ position: { x: 600, y: 60 } })
  await page.keyboard.press('Shift+T')
  await expect(editor.announcement).toHaveText('Tidied up the flow.')
  await expect.poll(async () => (await left('Incoming call')) < (await left('Gather'))).toBe(true)
  await expect.poll(async () => (await left('Gather')) < (await left('Hang up'))).toBe(true)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.announcement).toHaveText('Undone: tidy up')
})

test('every key is listed under ?', async ({ page }) => {
  await openFlow(page, 'With keys')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys).toContainText('Duplicate')
  await expect(keys).toContainText('Zoom to the selection')
  await expect(keys).toContainText('Go to the outline')
  await expect(keys).toContainText('From the settings back to the row')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
})

test('keys of a single letter can be switched off, and stay so', async ({ page }) => {
  const editor = await openFlow(page, 'Without single keys')
  await editor.saved()
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: /Single keys/ }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Outline' })).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByRole('tab', { name: 'Outline' })).toHaveAttribute('aria-selected', 'false')
  await editor.card('Hang up').focus()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('go to the outline')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treeitem', { name: 'Incoming call' })).toBeFocused()
})

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing in the editor's dialogs, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await openFlow(page, `Looked at, ${theme}`)
    for (const key of ['ControlOrMeta+k', '?']) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog')).toBeVisible()
      await axeFindsNothing(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  })
