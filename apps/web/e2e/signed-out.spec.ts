import { z } from 'zod'
import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { signInOn } from './front-house'
import { expect, test } from './front-test'

test('a session that ends in mid-edit loses nothing: one signs in over the page, and goes on', async ({
  browser,
  house,
}) => {
  const eve = await house.join('Eve Sim', 'builder')
  const { page, context } = await house.enter(browser, eve)
  const editor = new EditorPage(page)
  await editor.create('Half drawn')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.saved()
  await house.endSessions(eve)
  await editor.add('Hang up')
  await editor.rename('Drawn while signed out')
  const dialog = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(dialog).toContainText('Sign in to go on: nothing is lost.')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByLabel('E-mail')).toHaveValue(eve.email)
  await axeFindsNothing(page, '[role=dialog]')
  await dialog.getByLabel('Password', { exact: true }).fill('not my password')
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/don’t go together/)
  await signInOn(page, eve)
  await expect(dialog).toBeHidden()
  await editor.saved()
  await expect(editor.card('Drawn while signed out')).toBeVisible()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await editor.saved()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await editor.saved()
  await page.reload()
  await expect(editor.card('Drawn while signed out')).toBeVisible()
  await context.close()
})

test('live lines come back after signing in again', async ({ browser, house }) => {
  const oli = await house.join('Oli Per', 'operator')
  const { page, context } = await house.enter(browser, oli)
  await page.goto('/calls/now')
  await expect(page.getByText('Nobody is on the line')).toBeVisible()
  await house.endSessions(oli)
  const dialog = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(dialog).toBeVisible({ timeout: 20_000 })
  await signInOn(page, oli)
  await expect(dialog).toBeHidden()
  const rung = await page.request.post('/simulator/control/calls', {
    data: { from: '+6591000001', to: '+6531580000' },
  })
  const { session } = z.object({ session: z.string() }).parse(await rung.json())
  await expect(page.getByRole('button', { name: '+65 9100 0001', exact: true })).toBeVisible()
  await page.request.post(`/simulator/control/calls/${session}/hangup`, { data: { party: 'caller' } })
  await expect(page.getByText('Nobody is on the line')).toBeVisible()
  await context.close()
})

test('somebody else who signs in there gets a page of their own, and saves nothing of the first one’s', async ({
  browser,
  house,
}) => {
  const ada = await house.join('Ada Bea', 'builder')
  const bob = await house.join('Bob Cho', 'builder')
  const { page, context } = await house.enter(browser, ada)
  const editor = new EditorPage(page)
  await editor.create('Of Ada')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.saved()
  await house.endSessions(ada)
  await editor.add('Hang up')
  await editor.rename('Unsaved by Ada')
  await expect(page.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
  await signInOn(page, bob)
  const warning = page.getByRole('dialog', { name: 'You are Bob Cho now' })
  await expect(warning).toContainText('Ada Bea')
  await warning.getByRole('button', { name: 'Load the page anew' }).click()
  await expect(page.getByRole('button', { name: /^Account: Bob Cho/ })).toBeVisible()
  await expect(editor.card('Incoming call')).toBeVisible()
  await expect(editor.card('Unsaved by Ada')).toHaveCount(0)

  // Ada finds it again.
  const address = page.url()
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await page.goto(address)
  await signInOn(page, ada)
  await expect(editor.card('Unsaved by Ada')).toBeVisible()
  await editor.saved()
  await context.close()
})

test('what happens in another tab of the browser is noticed when one comes back to this one', async ({
  browser,
  house,
}) => {
  const dan = await house.join('Dan Fox', 'builder')
  const kay = await house.join('Kay Lee', 'builder')
  const { page, context } = await house.enter(browser, dan)
  await page.goto('/flows')
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible()
  const tab = await context.newPage()
  await tab.goto('/numbers')
  await tab.getByRole('button', { name: /^Account: / }).click()
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await expect(tab.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  // Tabs of a browser without a screen are all in sight.
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await comeBack()
  const dialog = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(dialog).toBeVisible()
  await signInOn(tab, kay)
  await expect(tab.getByRole('button', { name: /^Account: Kay Lee/ })).toBeVisible()
  await comeBack()
  await expect(page.getByRole('dialog', { name: 'You are Kay Lee now' })).toBeVisible()
  await context.close()
})
