import { axeFindsNothing } from './axe'
import { openAccountMenu } from './front-house'
import { expect, test } from './front-test'

test('an invitation is accepted in another browser, and its role shows', async ({ browser, house }) => {
  const { page, context } = await house.enter(browser, house.owner)
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill('nobody')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByText('Write an e-mail address, such as mei@example.com.')).toBeVisible()
  await dialog.getByLabel('E-mail').fill('vera@quay.example')
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Viewer' }).click()
  await expect(dialog.getByText(/Looks at everything but callers/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByRole('dialog', { name: 'vera@quay.example is invited' })).toContainText('No mail was sent')
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'Invitations' })).toContainText('vera@quay.example')

  const hers = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const vera = await hers.newPage()
  await vera.goto(link)
  await expect(vera.getByRole('main')).toContainText('Olive Ong invites vera@quay.example as a viewer.')
  await axeFindsNothing(vera)
  await vera.getByLabel('Your name').fill('Vera Wee')
  await vera.getByLabel('Password', { exact: true }).fill('eleven paper boats')
  await vera.getByRole('button', { name: 'Join' }).click()
  await expect(vera.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible()
  await vera.goto('/settings/members')
  await expect(vera.getByRole('list', { name: 'Members' })).toContainText('Vera Wee you')
  await expect(vera.getByRole('button', { name: 'Invite…' })).toHaveCount(0)
  await expect(vera.getByRole('combobox', { name: /^Role of/ })).toHaveCount(0)
  await expect(vera.getByRole('navigation', { name: 'Settings' })).not.toContainText('Secrets')
  await vera.goto('/settings/workspace')
  await expect(vera.getByText('Only owners change this.')).toBeVisible()
  await expect(vera.getByLabel('Calls at once')).toBeDisabled()
  await vera.goto(link)
  await expect(vera.getByRole('heading', { level: 1, name: 'This invitation can’t be used' })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('list', { name: 'Invitations' })).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Role of Vera Wee' }).click()
  await page.getByRole('option', { name: 'Operator' }).click()
  await expect(page.getByText('Vera Wee is an operator now.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Vera Wee' }).click()
  await axeFindsNothing(page, '[role=dialog]')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('list', { name: 'Members' })).not.toContainText('Vera Wee')
  await vera.goto('/')
  await expect(vera.getByRole('heading', { level: 1, name: 'You belong to no workspace' })).toBeVisible()
  await axeFindsNothing(vera)
  await hers.close()
  await context.close()
})

test('an invitation can be taken back, and the last owner can’t go', async ({ browser, house }) => {
  const { page, context } = await house.enter(browser, house.owner)
  const { link } = await house
    .api(await house.signIn(house.owner))
    .members.invite.mutate({ email: 'late@quay.example', role: 'builder' })
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Take back the invitation of late@quay.example' }).click()
  await expect(page.getByText(/is taken back/)).toBeVisible()
  await page.getByRole('combobox', { name: 'Role of Olive Ong' }).click()
  await page.getByRole('option', { name: 'Builder' }).click()
  await expect(page.getByText(/A workspace needs an owner/)).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Role of Olive Ong' })).toHaveText('Owner')
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1, name: 'This invitation can’t be used' })).toBeVisible()
  await context.close()
})

test('another workspace shows nothing of the first', async ({ browser, house }) => {
  const { page, context } = await house.enter(browser, house.owner)
  await page.goto('/flows')
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible()
  const first = new URL(page.url()).pathname.split('/')[2] ?? ''
  await openAccountMenu(page)
  await page.getByRole('button', { name: 'New workspace…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Second Shop')
  await page.getByRole('dialog').getByRole('button', { name: 'Create and open' }).click()
  await expect(page.getByText('Draw your first call')).toBeVisible()
  expect(page.url()).toContain('/w/second-shop/flows')
  // Whatever the new page asks stays in its own workspace.
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  for (const [path, heading] of [
    ['/calls', 'Calls'],
    ['/numbers', 'Numbers'],
    ['/prompts', 'Prompts'],
    ['/settings/members', 'Settings'],
  ] as const) {
    await page.goto(`/w/second-shop${path}`)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText('Front desk')
    await expect(page.getByRole('main')).not.toContainText('+65 3158')
  }
  expect(asked.filter((path) => path.includes('/trpc/') && !path.startsWith('/w/second-shop/'))).toEqual([])
  expect(asked.some((path) => path.startsWith('/w/second-shop/trpc/'))).toBe(true)

  await openAccountMenu(page)
  const menu = page.getByRole('dialog', { name: 'Olive Ong' })
  await expect(menu.getByRole('link', { name: /^Second Shop/ })).toHaveAttribute('aria-current', 'true')
  await axeFindsNothing(page)
  await menu.locator(`a[href="/w/${first}/flows"]`).click()
  await expect(page.getByRole('link', { name: 'Front desk', exact: true })).toBeVisible()

  // Another person's workspace looks like one that is not there.
  const mia = await house.join('Mia Goh', 'viewer')
  const hers = await house.enter(browser, mia)
  await hers.page.goto('/w/second-shop/flows')
  await expect(hers.page.getByRole('heading', { level: 1, name: 'This is not one of your workspaces' })).toBeVisible()
  await expect(hers.page.getByRole('main')).not.toContainText('Second Shop')
  await hers.context.close()
  await context.close()
})
