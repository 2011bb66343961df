import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import autoAttendant from '@patchbay/examples/auto-attendant.json' with { type: 'json' }
import { initialConfig } from '@patchbay/flow/block'
import type { FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { OutlinePage } from './outline-page'
import { expect, test } from './test'

const template = read(autoAttendant.document)
const isBlockType = (type: string): type is BlockType => Object.hasOwn(blocks, type)

function read(input: unknown): FlowDocument {
  const found = readDocument(input)
  if (!found.ok) throw new Error(found.message)
  return found.document
}

/** A document by what people see of it: names in the place of ids, and no places on the canvas. */
function structureOf({ nodes, edges }: FlowDocument) {
  const called = (id: string) => nodes[id]?.name ?? id
  return {
    blocks: Object.values(nodes)
      .map(({ block, name, config }) => ({
        block,
        name,
        config: { ...(isBlockType(block) ? initialConfig(blocks[block]) : {}), ...config },
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    lines: Object.values(edges)
      .map(({ from, exit, to }) => `${called(from)} · ${exit} → ${called(to)}`)
      .sort(),
  }
}

async function savedDocument(page: Page): Promise<FlowDocument> {
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const answer = await page.request.get(`/trpc/flows.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)
  const saved = z.object({ result: z.object({ data: z.object({ document: z.unknown() }) }) })
  return read(saved.parse(await answer.json()).result.data.document)
}

/** Opens an empty flow without touching the page. */
async function openEmpty(page: Page, name: string): Promise<OutlinePage> {
  const answer = await page.request.post('/trpc/flows.create', { data: { name } })
  const created = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) }).parse(await answer.json())
  await page.goto(`/flows/${created.result.data.id}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()
  return new OutlinePage(page)
}

test('the first template is drawn by keyboard alone', async ({ page }) => {
  test.setTimeout(240_000)
  const outline = await openEmpty(page, 'Drawn by keyboard')
  await outline.press('o')
  await expect(page.getByRole('button', { name: 'Add a block', exact: true })).toBeFocused()
  await outline.press('Enter')
  await outline.choose('a new Incoming call')
  await expect(outline.row('Incoming call')).toBeFocused()

  const addFrom = async (block: string, exit: string, title: string, name: string) => {
    await outline.lead(block, exit, `a new ${title}`)
    await outline.rename(title, name)
  }
  const ask = (message: string) => async () => {
    await outline.type('Message', message)
    for (const key of ['1', '2', '3', '4']) {
      await outline.tabTo(`Key ${key}`)
      await outline.press('Space')
    }
    await outline.type('Wait', '10')
    await outline.type('Repeat', '3')
  }
  const choices = 'For sales, press 1. For support, press 2. To be called back, press 3. To leave a message, press 4.'

  await addFrom('Incoming call', 'When it rings', 'Gather', 'Main menu')
  await outline.configure('Main menu', ask(`Welcome to Harbour Bakery. ${choices}`))
  for (const [key, name, number] of [
    ['1', 'To sales', '+6562220001'],
    ['2', 'To support', '+6562220002'],
  ] as const) {
    await addFrom('Main menu', `If ${key} is pressed`, 'Transfer', name)
    await outline.configure(name, async () => {
      await outline.type('Number', number)
      await outline.type('Message', 'One moment, please.')
      await outline.tabTo('If nobody answers, go on in the flow')
      await outline.press('Space')
    })
    await outline.lead(name, 'If the transfer fails', 'Main menu')
  }

  await addFrom('Main menu', 'If 3 is pressed', 'Send SMS', 'Ask the owner to call back')
  await outline.configure('Ask the owner to call back', async () => {
    await outline.type('To', '+6591110000')
    await outline.type('Text', 'Please call {{ caller }} back.')
  })
  const goodbyes = [
    [
      'Ask the owner to call back',
      'When it is sent',
      'We will call back',
      'Thank you. We will call you back soon. Goodbye.',
    ],
    [
      'Ask the owner to call back',
      'If it can’t be sent',
      'Could not tell the owner',
      'Sorry, we could not pass that on. Please call again later.',
    ],
    ['Main menu', 'If nobody presses a key', 'Nothing pressed', 'We did not hear from you. Goodbye.'],
  ] as const
  for (const [from, exit, name, message] of goodbyes) {
    await addFrom(from, exit, 'Hang up', name)
    await outline.configure(name, () => outline.type('Message', message))
  }

  await addFrom('Main menu', 'If 4 is pressed', 'Record', 'Voicemail')
  await outline.configure('Voicemail', async () => {
    await outline.type('Message', 'Please leave a message after the tone, then press hash.')
    await outline.type('Longest recording', '120')
  })
  await addFrom('Voicemail', 'When it is recorded', 'Send SMS', 'Send the message on')
  await outline.configure('Send the message on', async () => {
    await outline.type('To', '+6591110000')
    await outline.type('Text', '{{ caller }} left a message: {{ recording }}')
  })
  await addFrom('Send the message on', 'When it is sent', 'Hang up', 'Thank you')
  await outline.configure('Thank you', () => outline.type('Message', 'Thank you for your message. Goodbye.'))
  await outline.lead('Send the message on', 'If it can’t be sent', 'Thank you')

  await addFrom('Main menu', 'If anything else is pressed', 'Gather', 'Wrong key')
  await outline.configure('Wrong key', ask(`That is not one of the choices. ${choices}`))
  for (const [exit, to] of [
    ['If 1 is pressed', 'To sales'],
    ['If 2 is pressed', 'To support'],
    ['If 3 is pressed', 'Ask the owner to call back'],
    ['If 4 is pressed', 'Voicemail'],
    ['If anything else is pressed', 'Wrong key'],
    ['If nobody presses a key', 'Nothing pressed'],
  ] as const)
    await outline.lead('Wrong key', exit, to)

  await expect(page.getByText('No problems')).toBeVisible()
  await expect
    .poll(async () => structureOf(await savedDocument(page)), { timeout: 15_000 })
    .toEqual(structureOf(template))
})

test('rows open, close, jump, go and come back, and focus is never lost', async ({ page }) => {
  const outline = await openEmpty(page, 'Walked')
  await outline.press('o', 'Enter')
  await outline.choose('a new Incoming call')
  await outline.lead('Incoming call', 'When it rings', 'a new Gather')
  await outline.lead('Gather', 'If anything else is pressed', 'Gather')
  await expect(outline.announcement).toHaveText('Gather now leads to Gather.')

  await outline.press('ArrowRight')
  await expect(outline.row('Gather, shown elsewhere')).toBeFocused()
  await outline.press('Enter')
  await expect(outline.row('Gather.')).toBeFocused()
  await outline.press('ArrowLeft')
  await expect(outline.row('Gather.')).toHaveAttribute('aria-expanded', 'false')
  await expect(outline.row('If anything else')).toHaveCount(0)
  await outline.press('ArrowRight', 'Home', 'i', 'f')
  await expect(outline.row('If anything else')).toBeFocused()
  await outline.press('Delete')
  await expect(outline.announcement).toHaveText('Gather no longer leads to Gather there.')
  await expect(outline.row('If anything else is pressed: leads nowhere yet')).toBeFocused()

  await outline.toBlock('Incoming call')
  await outline.press('ArrowDown', 'ArrowDown', 'Insert')
  await outline.choose('a new Play')
  await expect(outline.row('Play')).toBeFocused()
  await outline.press('F2')
  await page.keyboard.type('Not this')
  await outline.press('Escape')
  await expect(outline.row('Play')).toBeFocused()
  await outline.press('Enter')
  await expect(outline.settings.getByLabel('Name', { exact: true })).toBeFocused()
  await outline.press('Escape')
  await expect(outline.row('Play')).toBeFocused()
  await outline.press('Insert', 'Escape')
  await expect(outline.row('Play')).toBeFocused()

  for (const key of ['?', 'ControlOrMeta+k']) {
    await outline.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await outline.press('Escape')
    await expect(outline.row('Play')).toBeFocused()
  }

  await outline.press('Delete')
  await expect(outline.announcement).toHaveText('Deleted “Play”.')
  await expect(outline.row('If nobody presses a key')).toBeFocused()
  await outline.toBlock('Incoming call')
  await outline.press('Delete')
  await expect(outline.row('Gather')).toBeFocused()
  await expect(outline.row('Not connected')).toBeVisible()
  await outline.press('ControlOrMeta+z')
  await expect(outline.row('Incoming call')).toBeVisible()
  await expect(outline.row('Gather')).toBeFocused()
})

test('the outline and the canvas show the same selection', async ({ page }) => {
  await openEmpty(page, 'Shared')
  const editor = new EditorPage(page)
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Play')
  await editor.add('Hang up')
  await page.getByRole('tab', { name: 'Outline' }).click()
  const outline = new OutlinePage(page)
  await expect(outline.row('Hang up')).toHaveAttribute('aria-selected', 'true')
  await editor.card('Play').getByText('Play', { exact: true }).click()
  await expect(outline.row('Play')).toHaveAttribute('aria-selected', 'true')
  await expect(outline.row('Play')).toHaveAttribute('tabindex', '0')
  await outline.row('Incoming call').click()
  await expect(editor.card('Incoming call')).toHaveClass(/\bselected\b/)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search blocks' })).toBeFocused()
})

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('blocks are added, wired, renamed and deleted by touch', async ({ page }) => {
    const outline = await openEmpty(page, 'Touched')
    const option = (name: string) => page.getByRole('dialog').getByRole('option', { name, exact: true })
    await page.getByRole('button', { name: 'Add a block', exact: true }).tap()
    await option('a new Incoming call').tap()
    await page.getByRole('button', { name: 'Choose where it leads: When it rings' }).tap()
    await option('a new Gather').tap()
    await page.getByRole('button', { name: 'Add a block after Gather' }).tap()
    await option('a new Hang up').tap()
    await page.getByRole('button', { name: 'Choose where it leads: If nobody presses a key' }).tap()
    await option('Hang up').tap()
    await expect(outline.announcement).toHaveText('Gather now leads to Hang up.')

    await page.getByRole('button', { name: 'More for Gather' }).tap()
    await page.getByRole('menuitem', { name: 'Rename' }).tap()
    await page.getByRole('textbox', { name: 'Name of the block' }).fill('Main menu')
    await page.keyboard.press('Enter')
    await expect(outline.announcement).toHaveText('“Gather” is now called “Main menu”.')
    await page.getByRole('button', { name: 'More for Main menu' }).tap()
    await page.getByRole('menuitem', { name: 'Settings' }).tap()
    await expect(outline.settings.getByLabel('Name', { exact: true })).toBeFocused()
    await expect(outline.settings.getByLabel('Name', { exact: true })).toBeInViewport()

    await page.getByRole('button', { name: 'More for Hang up' }).tap()
    await page.getByRole('menuitem', { name: 'Delete' }).tap()
    await expect(outline.row('Hang up')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).tap()
    await expect(outline.row('Hang up').first()).toBeVisible()

    await page.getByRole('button', { name: 'Picture' }).tap()
    await expect(page.locator('.react-flow__node')).toHaveCount(3)
    const small = await outline.tree.getByRole('button').evaluateAll(
      (buttons) =>
        buttons.filter((button) => {
          const { width, height } = button.getBoundingClientRect()
          return width < 24 || height < 24
        }).length,
    )
    expect(small).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

// In one pair of theme and width: `npm run screenshots` looks at all four.
test('axe finds nothing in the outline', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 900 })
  const outline = await openEmpty(page, 'Outline, looked at')
  const look = () => axeFindsNothing(page)
  await outline.press('o')
  await look()
  await outline.press('Enter')
  await look()
  await outline.choose('a new Incoming call')
  await outline.lead('Incoming call', 'When it rings', 'a new Gather')
  await outline.lead('Gather', 'If anything else is pressed', 'Gather')
  await outline.press('Enter')
  await look()
  await outline.press('Escape')
  await expect(outline.row('If anything else is pressed')).toBeFocused()
  await outline.press('Home')
  await expect(outline.row('Incoming call')).toBeFocused()
  await outline.press('Delete')
  await expect(outline.row('Not connected')).toBeVisible()
  await look()
  await outline.press('F2')
  await look()
  await outline.press('Escape')
  await page.getByRole('button', { name: 'Picture' }).press('Enter')
  await look()
})
