import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

test('a menu tells of a wrong key, asks again, and goes on to voicemail', async ({ page }) => {
  const editor = new EditorPage(page)
  const { settings } = editor
  await editor.create('Menu with voicemail')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Menu')
  await settings.getByLabel('Message', { exact: true }).fill('To leave a message, press 4.')
  await settings.getByRole('button', { name: 'Add a choice' }).click()
  await settings.getByLabel('Key of choice 1').fill('4')
  await settings.getByLabel('Name of choice 1').fill('Voicemail')
  await settings.getByLabel('After a wrong key', { exact: true }).fill('That is not one of the choices.')
  await editor.lead('If 4 is pressed: Voicemail', 'a new Voicemail')
  await editor.lead('If only wrong keys are pressed', 'a new Hang up')
  await editor.lead('If nobody presses a key', 'Hang up')
  await editor.select('Voicemail')
  await settings.getByLabel('Message', { exact: true }).fill('Please speak after the tone.')
  await settings.getByText('By SMS').click()
  await settings.getByLabel('To', { exact: true }).fill('+6591110000')
  await axeFindsNothing(page, '[aria-label="Settings"]')
  for (const exit of ['When a message is left', 'If nothing is recorded', 'If it can’t be recorded or told'])
    await editor.lead(exit, 'Hang up')
  await editor.select('Hang up')
  await settings.getByLabel('Message', { exact: true }).fill('Goodbye.')
  await editor.saved()

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /3158 0002/ }).check()
  await dialog.getByRole('button', { name: 'Publish v1' }).click()
  await expect(dialog).toBeHidden()

  await page.goto('/phone')
  await page.getByLabel('Ring', { exact: true }).click()
  await page.getByRole('option', { name: /3158 0002/ }).click()
  await page.getByRole('button', { name: 'Ring', exact: true }).click()
  const heard = page.getByRole('log', { name: 'What is heard' })
  await expect(heard).toContainText('To leave a message')
  await page.getByRole('button', { name: 'Key 9', exact: true }).click()
  await expect(heard).toContainText('That is not one of the choices. To leave a message, press 4.')
  await page.getByRole('button', { name: 'Key 4', exact: true }).click()
  await expect(heard).toContainText('Please speak after the tone.')
  // While the prompt is still spoken nothing is recorded yet, and a hash ends nothing: a caller presses again.
  await expect(async () => {
    await page.getByRole('button', { name: 'Key hash' }).click()
    await expect(heard).toContainText('Goodbye.', { timeout: 1_000 })
  }).toPass()
  await expect(page.getByRole('status').filter({ hasText: 'Ended' })).toBeVisible()

  await page.goto('/calls')
  await page.getByRole('table', { name: 'Calls' }).getByRole('row').nth(1).click()
  const steps = page.getByRole('list', { name: 'Steps' })
  await expect(steps).toContainText('if 4 is pressed: Voicemail')
  await expect(steps).toContainText('Text message to +65 9111 0000')
})
