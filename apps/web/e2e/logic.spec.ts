import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

test('a branch is drawn and put in order by keys, a call goes by it, and the log says what decided', async ({
  page,
}) => {
  const editor = new EditorPage(page)
  const { settings } = editor
  await editor.create('By the key')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Gather')
  await editor.rename('Main menu')
  await settings.getByLabel('Message', { exact: true }).fill('Press one, please.')
  await editor.lead('If anything else is pressed', 'a new Branch')
  await editor.lead('If nobody presses a key', 'a new Hang up')

  await editor.select('Branch')
  const add = settings.getByRole('button', { name: 'Add a branch' })
  await add.press('Enter')
  await settings.getByLabel('Value of condition 1 of branch 1').fill('main_menu.digits')
  await settings.getByLabel('Comparison of condition 1 of branch 1').press('Enter')
  await page.getByRole('option', { name: 'is between' }).press('Enter')
  await settings.getByLabel('The least of condition 1 of branch 1').fill('2')
  await settings.getByLabel('The most of condition 1 of branch 1').fill('9')
  await add.press('Enter')
  await settings.getByLabel('Value of condition 1 of branch 2').fill('main_menu.digits')
  await settings.getByLabel('What condition 1 of branch 2 compares with').fill('1')
  await settings.getByRole('button', { name: 'Move branch 2 up' }).press('Enter')
  await expect(settings.getByLabel('What condition 1 of branch 1 compares with')).toHaveValue('1')
  // There is no further up: the keys stay with the branch, on its other arrow.
  await expect(settings.getByRole('button', { name: 'Move branch 1 down' })).toBeFocused()
  const card = editor.card('Branch')
  await expect(card).toContainText('If main_menu.digits is 1')
  await expect(card).toContainText('If main_menu.digits is between 2 and 9')
  await settings.getByLabel('Name', { exact: true }).focus()
  await axeFindsNothing(page)

  await editor.lead('If main_menu.digits is 1', 'a new Tag')
  await editor.lead('If main_menu.digits is between 2 and 9', 'Hang up')
  await editor.lead('Otherwise', 'Hang up')
  await editor.select('Tag')
  await settings.getByRole('button', { name: 'Add a tag' }).click()
  await settings.getByLabel('Tag 1', { exact: true }).fill('pressed {{ main_menu.digits }}')
  await editor.wire('Tag', 'Then', 'Hang up')
  await editor.saved()

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /3158 0001/ }).check()
  await dialog.getByRole('button', { name: 'Publish v1' }).click()
  await expect(dialog).toBeHidden()

  await page.goto('/phone')
  await page.getByLabel('Ring', { exact: true }).click()
  await page.getByRole('option', { name: /3158 0001/ }).click()
  await page.getByRole('button', { name: 'Ring', exact: true }).click()
  await expect(page.getByRole('log', { name: 'What is heard' })).toContainText('Press one')
  await page.getByRole('button', { name: 'Key 1', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Ended' })).toBeVisible()

  await page.goto('/calls')
  const row = page.getByRole('table', { name: 'Calls' }).getByRole('row').nth(1)
  await expect(row).toContainText('pressed 1')
  await row.getByRole('button').click()
  const decided = page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: 'in “Branch”' })
  await expect(decided).toContainText('If main_menu.digits is 1')
  await expect(decided).toContainText('main_menu.digits is 1')
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText('pressed 1')
})
