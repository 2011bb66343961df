import type { AppRouter } from '@patchbay/api/router'
import type { Page } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'
import { axeFindsNothing } from './axe'
import { enterAs, type MemberRole } from './member'
import { Switchboard } from './switchboard'
import { expect, test } from './test'

const caller = '+6591827364'
/** The caller's number without the country and the last two digits, however it is written. */
const hidden = /9182\s?73/

/** What is offered where, and to whom; `there` is what all of them see on that page. `:flow` and `:call` are put in. */
const offered: ReadonlyArray<{
  at: string
  there: string
  controls: ReadonlyArray<
    [role: 'button' | 'searchbox' | 'combobox' | 'textbox' | 'tab', name: string | RegExp, to: string]
  >
}> = [
  {
    at: '/flows',
    there: 'Flows',
    controls: [
      ['button', 'New flow', 'builder'],
      ['button', 'Import…', 'builder'],
    ],
  },
  {
    at: '/flows/:flow',
    there: 'By role',
    controls: [
      ['button', 'Publish…', 'builder'],
      ['button', /^Rename/, 'builder'],
      ['tab', 'Blocks', 'builder'],
      ['button', 'Add a block', ''],
      ['button', /^Undo/, 'builder'],
      ['button', 'Test call', 'builder operator'],
    ],
  },
  {
    at: '/flows/:flow/history',
    there: 'By role',
    controls: [['button', 'Keep it', 'builder']],
  },
  {
    at: '/calls',
    there: 'Calls',
    controls: [
      ['button', 'Place a call', 'builder operator'],
      ['button', 'Export', 'builder operator'],
      ['searchbox', 'Search the calls', 'builder operator'],
    ],
  },
  { at: '/calls/:call', there: 'Calls', controls: [['button', 'Hang up', 'operator']] },
  { at: '/calls/now', there: 'Calls now', controls: [['button', /^Hang up \+65/, 'operator']] },
  {
    at: '/numbers',
    there: 'Numbers',
    controls: [
      ['button', 'Ask the carrier', 'builder operator'],
      ['combobox', 'Answers with', 'builder'],
      ['textbox', 'Label', 'builder operator'],
      ['button', 'Ring it', 'builder operator'],
      ['combobox', 'When we are too busy', 'builder operator'],
    ],
  },
  { at: '/emergency', there: 'Emergency message', controls: [['button', 'Switch it on', 'operator']] },
  { at: '/tables', there: 'Tables', controls: [['button', 'New table…', 'builder']] },
  { at: '/prompts', there: 'Prompts', controls: [['button', 'New prompt…', 'builder']] },
  { at: '/phone', there: 'Phone', controls: [['button', 'Ring', 'builder operator']] },
]

/** Remembers every control that was ever in the page, for how short a time so ever. */
function rememberControls(): void {
  const seen = new Set<string>()
  Reflect.set(window, 'seenControls', seen)
  new MutationObserver(() => {
    for (const element of document.querySelectorAll('button, [role="tab"], input'))
      seen.add((element.getAttribute('aria-label') ?? element.textContent ?? '').trim())
  }).observe(document, { childList: true, subtree: true })
}

const seenControls = (page: Page) =>
  page.evaluate(() => {
    const seen: unknown = Reflect.get(window, 'seenControls')
    return seen instanceof Set ? [...seen].map(String) : []
  })

async function openedFlow(url: string): Promise<string> {
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
  const flow = (await api.flows.list.query()).find(({ name }) => name === 'By role')
  if (!flow) throw new Error('The flow is not there.')
  return flow.id
}

async function callNow(url: string): Promise<string> {
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
  const { calls } = await api.calls.list.query({ filter: { caller, outcome: 'running' } })
  if (!calls[0]) throw new Error('Nobody is on the line.')
  return calls[0].id
}

for (const role of ['viewer', 'operator'] as const satisfies readonly MemberRole[])
  test(`${role}: is offered what they may do, and nothing else is there for a moment`, async ({
    page: own,
    request,
    app,
    browser,
  }) => {
    const board = new Switchboard(own, request)
    await board.open(app.url, 'By role')
    const { page, context } = await enterAs(browser, app.url, role)
    await board.ring(caller)
    await expect.poll(async () => (await board.record()).map(({ node }) => node)).toEqual(['menu'])
    const ids = { flow: await openedFlow(app.url), call: await callNow(app.url) }
    await page.addInitScript(rememberControls)
    try {
      for (const { at, there, controls } of offered) {
        await page.goto(at.replace(':flow', ids.flow).replace(':call', ids.call))
        await expect(page.getByRole('heading', { level: 1, name: there })).toBeVisible()
        for (const [kind, name, to] of controls)
          if (to.includes(role)) await expect(page.getByRole(kind, { name }).first(), `${at} ${name}`).toBeVisible()
        await page.waitForLoadState('networkidle').catch(() => undefined)
        const seen = await seenControls(page)
        for (const [kind, name, to] of controls) {
          if (to === '' || to.includes(role)) continue
          await expect(page.getByRole(kind, { name }), `${at} ${name}`).toHaveCount(0)
          const matches = (text: string) => (typeof name === 'string' ? text === name : name.test(text))
          expect(seen.filter(matches), `${at}: ${name} was there for a moment`).toEqual([])
        }
        // What is offered to others looks no different.
        if (role === 'viewer') await axeFindsNothing(page)
      }
    } finally {
      await context.close()
      await board.close()
    }
  })

test('a viewer follows a call without learning who it is, and can’t look for its number', async ({
  page: own,
  request,
  app,
  browser,
}) => {
  const board = new Switchboard(own, request)
  await board.open(app.url, 'By role')
  const { page, context } = await enterAs(browser, app.url, 'viewer')
  const answers: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/trpc/') && !response.headers()['content-type']?.includes('event-stream'))
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      )
  })
  await page.goto('/calls/now')
  await board.ring(caller)
  const line = page.getByRole('list', { name: 'Calls in progress' }).getByRole('button', { name: '+65 ••••• 64' })
  await line.click()
  await expect(page.getByRole('region', { name: 'The call that is followed' })).toContainText('at Menu')
  await board.press(caller, '4')
  await expect(page.getByRole('region', { name: 'The call that is followed' })).toContainText('at Leave a message')
  await expect(page.getByRole('region', { name: 'The call that is followed' })).toContainText('pressed •••')
  // Past the prompt, so that something is recorded.
  await page.waitForTimeout(1_000)
  await board.hangUp(caller)

  await page.getByRole('link', { name: 'Its log' }).click()
  const call = page.getByLabel('The selected call')
  await expect(call).toContainText('+65 ••••• 64')
  await expect(call).toContainText('are hidden from you here')
  await expect(call.getByRole('button', { name: 'Pressed •••' })).toBeVisible()
  await expect(call.getByText('The recording is hidden from you here.')).toBeVisible()
  await call.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Copy a link to this moment'])
  await page.keyboard.press('Escape')
  await axeFindsNothing(page)
  expect(await page.content()).not.toMatch(hidden)

  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByLabel('How it ended')).toBeVisible()
  await expect(page.getByLabel('Caller', { exact: true })).toHaveCount(0)
  await page.goto(`/calls?caller=${encodeURIComponent('+6591')}`)
  await expect(page.getByText('calls can’t be looked for by number, keys, tag or words')).toBeVisible()
  expect(answers.length).toBeGreaterThan(5)
  expect(answers.filter((text) => hidden.test(text))).toEqual([])
  expect((await page.request.get('/simulator/control/calls')).status()).toBe(403)
  await context.close()
})

test('a viewer looks at a flow, searches it and moves about in it, and nothing of it changes', async ({
  page: own,
  request,
  app,
  browser,
}) => {
  await new Switchboard(own, request).open(app.url, 'By role')
  const id = await openedFlow(app.url)
  const { page, context } = await enterAs(browser, app.url, 'viewer')
  const saves: string[] = []
  page.on('request', (asked) => {
    if (/flows\.(save|rename|publish)/.test(asked.url())) saves.push(asked.url())
  })
  await page.goto(`/flows/${id}`)
  await expect(page.getByText('You can look at this flow. Builders and owners change it.')).toBeVisible()
  const card = page.locator('.react-flow__node', { hasText: 'Goodbye' })
  const before = await card.getAttribute('style')
  const box = await card.boundingBox()
  if (!box) throw new Error('The block is not there.')
  await page.mouse.move(box.x + 30, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 160, box.y + 120, { steps: 5 })
  await page.mouse.up()
  // The canvas was moved, and not the block on it.
  expect(await card.getAttribute('style')).toBe(before)
  await page.getByRole('button', { name: 'Fit the flow' }).click()
  await card.click()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+d')
  await page.keyboard.press('n')
  await expect(page.locator('.react-flow__node')).toHaveCount(5)
  const settings = page.getByRole('region', { name: 'Settings' })
  await expect(settings.getByLabel('Name', { exact: true })).toHaveValue('Goodbye')
  await expect(settings.getByLabel('Name', { exact: true })).toBeDisabled()
  await expect(settings.getByRole('button', { name: 'Delete block' })).toHaveCount(0)
  await axeFindsNothing(page)

  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('What do you want to do, or find?').fill('leave')
  await page.getByRole('option', { name: /Leave a message/ }).click()
  await expect(settings.getByLabel('Name', { exact: true })).toHaveValue('Leave a message')

  const tree = page.getByRole('tree', { name: 'Outline of the flow' })
  await tree.getByRole('treeitem', { name: /^Menu/ }).first().click()
  for (const key of ['F2', 'Insert', 'Delete']) await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.react-flow__node')).toHaveCount(5)

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByText('You can look at this flow. Builders and owners change it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await axeFindsNothing(page)
  await page.waitForTimeout(1_500)
  expect(saves).toEqual([])
  await context.close()
})

test('an owner hides callers from operators, who see dots from then on', async ({ page, request, app, browser }) => {
  const board = new Switchboard(page, request)
  await board.open(app.url, 'By role')
  await board.ring(caller)
  const operator = await enterAs(browser, app.url, 'operator')
  try {
    await operator.page.goto('/calls/now')
    await expect(operator.page.getByRole('button', { name: 'Hang up +65 9182 7364' })).toBeVisible()

    await page.goto('/settings/privacy')
    const section = page.getByRole('region', { name: 'Who sees callers' })
    await expect(section.getByLabel('Operators')).toBeChecked()
    await section.getByLabel('Operators').click()
    await expect(section.getByLabel('Operators')).not.toBeChecked()
    await expect
      .poll(async () => (await request.get('/trpc/workspace.callersVisibleTo')).text())
      .toContain('["builder"]')
    await axeFindsNothing(page)

    await operator.page.reload()
    await expect(operator.page.getByRole('button', { name: 'Hang up +65 ••••• 64' })).toBeVisible()
    await operator.page.goto('/calls')
    await expect(operator.page.getByRole('searchbox', { name: 'Search the calls' })).toHaveCount(0)
    await expect(operator.page.getByRole('button', { name: 'Place a call' })).toBeVisible()
    expect(await operator.page.content()).not.toMatch(hidden)
  } finally {
    await request.post('/trpc/workspace.setCallersVisibleTo', { data: { roles: ['builder', 'operator'] } })
    await operator.context.close()
    await board.close()
  }
})
