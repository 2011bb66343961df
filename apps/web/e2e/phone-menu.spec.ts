import { EditorPage } from './editor-page'
import { expect, test } from './test'

const menu = 'Welcome to Harbour Bakery. For sales, press 1. To leave a message, press 4.'

test('from an empty canvas to a finished call: draw a menu, publish it, ring it, see every step', async ({
  page,
  context,
}) => {
  const editor = new EditorPage(page)
  await editor.create('Auto attendant, drawn')

  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Gather')
  const { settings } = editor
  await editor.rename('Main menu')
  await settings.getByLabel('Message', { exact: true }).fill(menu)
  for (const key of ['1', '2', '3', '4'])
    await settings.getByRole('button', { name: `Key ${key}`, exact: true }).click()
  await settings.getByLabel('Wait').fill('10')
  await settings.getByLabel('Repeat').fill('3')
  await editor.lead('If 1 is pressed', 'a new Transfer')
  await editor.lead('If 2 is pressed', 'a new Transfer')
  await editor.lead('If 3 is pressed', 'a new Send SMS')
  await editor.lead('If 4 is pressed', 'a new Record')
  await editor.lead('If anything else is pressed', 'a new Gather')
  await editor.lead('If nobody presses a key', 'a new Hang up')

  for (const [card, name, dest] of [
    ['Transfer', 'To sales', '+6562220001'],
    ['Transfer 2', 'To support', '+6562220002'],
  ] as const) {
    await editor.select(card)
    await editor.rename(name)
    await settings.getByLabel('Number', { exact: true }).fill(dest)
    await settings.getByRole('switch', { name: 'If nobody answers, go on in the flow' }).click()
  }
  await editor.wire('To sales', 'If the transfer fails', 'Main menu')
  await editor.wire('To support', 'If the transfer fails', 'Main menu')

  await editor.select('Send SMS')
  await editor.rename('Ask to call back')
  await settings.getByLabel('To', { exact: true }).fill('+6591110000')
  await settings.getByLabel('Text', { exact: true }).fill('Please call {{ caller }} back.')
  await editor.lead('When it is sent', 'Hang up')
  await editor.lead('If it can’t be sent', 'Hang up')

  await editor.select('Record')
  await editor.rename('Voicemail')
  await settings.getByLabel('Message', { exact: true }).fill('Please leave a message after the tone.')
  await editor.lead('When it is recorded', 'a new Send SMS')
  await editor.select('Send SMS')
  await editor.rename('Send it on')
  await settings.getByLabel('To', { exact: true }).fill('+6591110000')
  await settings.getByLabel('Text', { exact: true }).fill('A message: {{ recording }}')
  await editor.wire('Send it on', 'When it is sent', 'Hang up')
  await editor.wire('Send it on', 'If it can’t be sent', 'Hang up')

  await editor.select('Gather')
  await editor.rename('Wrong key')
  await settings.getByLabel('Message', { exact: true }).fill(`That is not one of the choices. ${menu}`)
  for (const key of ['1', '4']) await settings.getByRole('button', { name: `Key ${key}`, exact: true }).click()
  await editor.lead('If 1 is pressed', 'To sales')
  await editor.lead('If 4 is pressed', 'Voicemail')
  await editor.lead('If anything else is pressed', 'Wrong key')
  await editor.lead('If nobody presses a key', 'Hang up')

  await editor.select('Hang up')
  await settings.getByLabel('Message', { exact: true }).fill('Thank you for calling. Goodbye.')
  await editor.saved()

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /3158 0000/ }).check()
  await dialog.getByRole('button', { name: 'Publish v1' }).click()
  await expect(dialog).toBeHidden()

  const log = await context.newPage()
  await log.goto('/calls')
  await page.goto('/phone')
  await page.getByRole('button', { name: 'Ring', exact: true }).click()
  const heard = page.getByRole('log', { name: 'What is heard' })
  await expect(heard).toContainText('Welcome to Harbour Bakery')

  // The call is in the log while it runs, and each step arrives as it happens.
  await log
    .getByRole('button', { name: /9123 4567/ })
    .first()
    .click()
  const steps = log.getByRole('list', { name: 'Steps' })
  await expect(steps).toContainText('Welcome to Harbour Bakery')
  await expect(log.getByRole('complementary', { name: 'The selected call' })).toContainText('On the line')

  await page.getByRole('button', { name: 'Key 1', exact: true }).click()
  const other = page.getByRole('region', { name: 'The other phone rings' })
  await expect(other).toBeVisible()
  await expect(steps).toContainText('+65 6222 0001')
  await other.getByRole('button', { name: 'Busy' }).click()
  await expect(heard.getByText('Welcome to Harbour Bakery')).toHaveCount(2)
  await expect(steps).toContainText(/busy/i)

  await page.getByRole('button', { name: 'Key 4', exact: true }).click()
  await expect(heard).toContainText('leave a message')
  await expect(steps).toContainText('leave a message')
  // While the prompt is still spoken nothing is recorded yet, and a hash ends nothing: a caller presses again.
  const left = heard.getByText('You left a message')
  await expect(async () => {
    if (!(await left.isVisible())) await page.getByRole('button', { name: 'Key hash' }).click({ timeout: 1_000 })
    await expect(left).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(heard).toContainText('Thank you for calling')
  await expect(page.getByRole('status').filter({ hasText: 'Ended' })).toBeVisible()

  await expect(steps).toContainText('Thank you for calling')
  await expect(log.getByRole('complementary', { name: 'The selected call' })).not.toContainText('On the line')
  await expect(log.getByLabel('Bill')).toContainText('SGD')
  await expect(steps.getByRole('button', { name: 'Play the recording' })).toBeEnabled()
})

test('hanging up in the middle is no error, and the log says who did it', async ({ page }) => {
  await page.goto('/phone')
  await page.getByRole('button', { name: 'Ring', exact: true }).click()
  await expect(page.getByRole('log', { name: 'What is heard' })).toContainText('Welcome')
  await page.getByRole('button', { name: 'Hang up' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Ended' })).toBeVisible()
  await page.goto('/calls')
  const row = page.getByRole('table', { name: 'Calls' }).getByRole('row').nth(1)
  await expect(row).not.toContainText('broken')
  await expect(row).toContainText(/hung up/i)
})
