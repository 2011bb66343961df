import type { Browser, Page } from '@playwright/test'
import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

/** Another person on another computer, with the same flow open. */
async function another(browser: Browser, url: string, name: string): Promise<Page> {
  const context = await browser.newContext()
  await context.addInitScript((person) => localStorage.setItem('patchbay-person', person), name)
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  return page
}

test('what is drawn while the network is cut survives a reload, and is saved when it is back', async ({
  page,
  context,
}) => {
  const editor = new EditorPage(page)
  await editor.create('Drawn offline')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.saved()

  // The pages themselves still come, as from a browser that has them; the server's answers do not.
  await context.route('**/trpc/flows.save**', (route) => route.abort('internetdisconnected'))
  await editor.add('Hang up')
  await editor.rename('Bye for now')
  await expect(page.getByText('Offline: kept here')).toBeVisible()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(editor.card('Bye for now')).toBeVisible()
  await expect(editor.announcement).toHaveText('What you drew before and could not save is back.')

  await context.unroute('**/trpc/flows.save**')
  await editor.saved()
  await page.reload()
  await expect(editor.card('Bye for now')).toBeVisible()
  await editor.saved()
})

test('a server that answers 500 to every save loses nothing, and says so', async ({ page, context }) => {
  const editor = new EditorPage(page)
  await editor.create('Refused for a while')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.saved()
  await context.route('**/trpc/flows.save**', (route) => route.fulfill({ status: 500, body: 'no' }))
  await editor.add('Hang up')
  await expect(page.getByText(/kept here/)).toBeVisible()
  await editor.add('Play')
  await expect(editor.card('Play')).toBeVisible()
  await context.unroute('**/trpc/flows.save**')
  await page.getByText(/kept here/).click()
  await editor.saved()
})

test('two people see each other, and what one saves appears at the other', async ({ page, browser }) => {
  const mine = new EditorPage(page)
  await mine.create('Drawn by two')
  await mine.drag('Incoming call', { x: 60, y: 120 })
  await mine.saved()
  const mei = await another(browser, page.url(), 'Mei Tan')
  await expect(page.getByRole('button', { name: 'Also here: Mei Tan' })).toBeVisible()
  await expect(mei.getByRole('button', { name: 'Also here: Somebody' })).toBeVisible()

  const hers = new EditorPage(mei)
  await hers.select('Incoming call')
  await hers.add('Hang up')
  await hers.saved()
  await expect(mine.card('Hang up')).toBeVisible()
  await mine.saved()
  await mei.goto('/flows')
  await expect(page.getByRole('button', { name: /Also here/ })).toHaveCount(0)
  await mei.context().close()
})

test('a stale save is refused: both sides are shown, and merged block by block', async ({ page, browser }) => {
  const mine = new EditorPage(page)
  await mine.create('Changed by two')
  await mine.drag('Incoming call', { x: 60, y: 120 })
  await mine.add('Play')
  await mine.add('Hang up')
  await mine.saved()
  const mei = await another(browser, page.url(), 'Mei')
  const hers = new EditorPage(mei)

  // Neither hears of the other until both have changed the same block, and each one of their own.
  await page.route('**/trpc/flows.*', (route) => route.abort('internetdisconnected'))
  await hers.select('Play')
  await hers.rename('Her news')
  await hers.select('Hang up')
  await hers.rename('Her good-bye')
  await hers.saved()
  await mine.select('Play')
  await mine.rename('My news')
  await mine.select('Incoming call')
  await mine.rename('My beginning')
  await expect(page.getByText('Offline: kept here')).toBeVisible()
  await page.unroute('**/trpc/flows.*')
  await page.getByText('Offline: kept here').click()

  const dialog = page.getByRole('dialog', { name: 'This flow was changed elsewhere' })
  await expect(dialog.getByRole('region', { name: 'Yours' })).toContainText('“Play” is now called “My news”.')
  await expect(dialog.getByRole('region', { name: 'The other one' })).toContainText('is now called “Her good-bye”.')
  await expect(dialog).toContainText('Mei saved it')
  await axeFindsNothing(page)
  await dialog.getByRole('group', { name: '“My news”' }).getByLabel('Mine').check()
  await dialog.getByRole('button', { name: 'Merge both' }).click()
  await mine.saved()
  for (const name of ['My beginning', 'My news', 'Her good-bye']) await expect(mine.card(name)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(mine.announcement).toHaveText('Undone: merge both')
  await mei.context().close()
})

test('of two tabs each keeps its own, and what a closed one could not save is found by the other', async ({
  page,
  context,
}) => {
  const one = new EditorPage(page)
  await one.create('In two tabs')
  await one.drag('Incoming call', { x: 60, y: 120 })
  await one.saved()
  const tab = await context.newPage()
  await tab.goto(page.url())
  const other = new EditorPage(tab)
  await expect(other.card('Incoming call')).toBeVisible()

  await context.route('**/trpc/flows.save**', (route) => route.abort('internetdisconnected'))
  await one.add('Hang up')
  await one.rename('Only in the first tab')
  await expect(page.getByText('Offline: kept here')).toBeVisible()
  await tab.reload()
  await expect(other.card('Incoming call')).toBeVisible()
  await expect(other.card('Only in the first tab')).toHaveCount(0)

  await page.close()
  await tab.reload()
  await expect(other.card('Only in the first tab')).toBeVisible()
  await context.unroute('**/trpc/flows.save**')
  await other.saved()
  await tab.reload()
  await expect(other.card('Only in the first tab')).toBeVisible()
})
