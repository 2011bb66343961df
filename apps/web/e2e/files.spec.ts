import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Download, Page, TestInfo } from '@playwright/test'
import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

async function downloaded(page: Page, ask: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const coming = page.waitForEvent('download')
  await ask()
  const file: Download = await coming
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
}

async function fileOf(info: TestInfo, name: string, content: string | Buffer): Promise<string> {
  const path = join(info.outputDir, name)
  await writeFile(info.outputPath(name), content)
  return path
}

async function bringIn(page: Page, paths: string[]): Promise<void> {
  await page.goto('/flows')
  await expect(page.getByRole('table', { name: 'Flows', exact: true })).toBeVisible()
  await page.getByLabel('Files of flows').setInputFiles(paths)
}

async function command(page: Page, label: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const list = page.getByRole('dialog', { name: 'Commands and search' })
  await list.getByRole('combobox').fill(label)
  await list.getByRole('option', { name: label }).click()
}

const refusal = (page: Page) => page.getByRole('alert')

test('a flow goes out as a file, comes in again, and goes out as the very same characters', async ({ page }, info) => {
  const editor = new EditorPage(page)
  await editor.create('Harbour office')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Gather')
  await editor.settings.getByLabel('Message', { exact: true }).fill('For the harbour, press 1. <b>电话</b>')
  await editor.add('Hang up')
  await editor.saved()
  const first = await downloaded(page, () => command(page, 'Export as JSON'))
  expect(first.name).toBe('harbour-office.flow.json')

  await bringIn(page, [await fileOf(info, first.name, first.content)])
  await expect(page.getByText('“Harbour office 2” is imported.')).toBeVisible()
  await page.getByRole('button', { name: 'Open it' }).click()
  await expect(page.getByRole('heading', { name: 'Harbour office 2' })).toBeVisible()
  await expect(editor.card('Gather')).toBeVisible()

  await page.goto('/flows')
  await page.getByRole('button', { name: 'More about Harbour office 2' }).click()
  const second = await downloaded(page, () => page.getByRole('menuitem', { name: 'Export' }).click())
  expect(second.name).toBe('harbour-office-2.flow.json')
  expect(second.content.toString().replace('"Harbour office 2"', '"Harbour office"')).toBe(first.content.toString())
})

test('several flows are chosen, exported as one file, archived together, and brought in together', async ({
  page,
}, info) => {
  const editor = new EditorPage(page)
  for (const name of ['Chosen one', 'Chosen two']) {
    await editor.create(name)
    await editor.drag('Incoming call', { x: 60, y: 120 })
    await editor.saved()
  }
  await page.goto('/flows')
  await page.getByRole('checkbox', { name: 'Choose Chosen two' }).click()
  await page.getByRole('checkbox', { name: 'Choose Chosen one' }).click()
  const bar = page.getByRole('region', { name: 'Chosen flows' })
  await expect(bar).toContainText('2 chosen')
  await axeFindsNothing(page)
  const file = await downloaded(page, () => bar.getByRole('button', { name: 'Export' }).click())
  const again = await downloaded(page, () => bar.getByRole('button', { name: 'Export' }).click())
  expect(again).toEqual(file)
  expect(JSON.parse(file.content.toString())).toMatchObject({
    patchbay: 'flows',
    version: 1,
    flows: [{ name: 'Chosen one' }, { name: 'Chosen two' }],
  })
  await bar.getByRole('button', { name: 'Archive…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Archive these 2 flows?' })
  await axeFindsNothing(page)
  await dialog.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('2 flows are archived.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Chosen one', exact: true })).toHaveCount(0)

  await bringIn(page, [await fileOf(info, file.name, file.content)])
  await expect(page.getByText('2 flows are imported.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Chosen one 2', exact: true })).toBeVisible()
})

test('a file that is dropped on the page is imported', async ({ page }) => {
  await page.goto('/flows')
  await expect(page.getByRole('table', { name: 'Flows', exact: true })).toBeVisible()
  const document = { version: 1, nodes: {}, edges: {}, ui: { positions: {} } }
  const data = await page.evaluateHandle((text) => {
    const dropped = new DataTransfer()
    dropped.items.add(new File([text], 'dropped-here.flow.json', { type: 'application/json' }))
    return dropped
  }, JSON.stringify(document))
  const list = page.getByRole('table', { name: 'Flows', exact: true })
  await list.dispatchEvent('dragover', { dataTransfer: data })
  await expect(page.getByText('Drop files of flows to import them')).toBeVisible()
  await list.dispatchEvent('drop', { dataTransfer: data })
  await expect(page.getByText('“dropped-here” is imported.')).toBeVisible()
})

test('a file that can’t be read is refused with its name and the place, and nothing changes', async ({
  page,
}, info) => {
  const good = {
    name: 'Never here',
    document: { version: 2, nodes: {}, edges: {}, ui: { positions: {}, notes: {}, groups: {} } },
  }
  const file = (more: object) => JSON.stringify({ patchbay: 'flows', version: 1, flows: [good], ...more })
  const bad = {
    name: 'Front desk',
    document: { ...good.document, nodes: { a: { block: 'play', name: 'A', config: 7 } } },
  }
  const cases: Array<[name: string, content: string | Buffer, sentence: string]> = [
    [
      'list.json',
      'milk, eggs',
      '“list.json” can’t be imported. This is not JSON: at line 1, column 1, “m” stands where',
    ],
    ['picture.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]), 'This is not JSON: at line 1, column 1'],
    ['empty.json', '', 'This is not JSON: at line 1, column 1, the text ends'],
    [
      'new.json',
      file({ version: 7 }),
      'This file has format version 7; this Patchbay reads up to 1. Update Patchbay first.',
    ],
    ['bad.json', file({ flows: [good, bad] }), "Flow 2, “Front desk”: This flow can't be read at nodes.a.config"],
    [
      'large.json',
      Buffer.alloc(20 * 1024 * 1024, ' '),
      'This file is too large: it has 21 MB, and a file of flows at most 18 MB.',
    ],
  ]
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  for (const [name, content, sentence] of cases) {
    await bringIn(page, [await fileOf(info, name, content)])
    await expect(refusal(page)).toContainText(sentence)
    await expect(refusal(page)).toContainText('Nothing was imported.')
  }
  await axeFindsNothing(page)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(refusal(page)).toHaveCount(0)

  // One that could be read does not come in beside one that can't.
  await bringIn(page, [await fileOf(info, 'good.json', file({})), await fileOf(info, 'list.json', 'milk, eggs')])
  await expect(refusal(page)).toContainText('“list.json” can’t be imported.')
  expect(requests.filter((url) => url.includes('flows.import'))).toEqual([])
  await expect(page.getByRole('link', { name: /Never here/ })).toHaveCount(0)
})

test('the flow’s picture is saved as SVG and as PNG', async ({ page }) => {
  await page.goto('/flows')
  await page.getByRole('link', { name: 'Front desk', exact: true }).click()
  await expect(page.getByText('Main menu').first()).toBeVisible()
  const svg = await downloaded(page, () => command(page, 'Save picture as SVG'))
  expect(svg.name).toBe('front-desk.svg')
  const drawn = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
    return { root: root.nodeName, texts: [...root.querySelectorAll('text')].map((line) => line.textContent) }
  }, svg.content.toString())
  expect(drawn.root).toBe('svg')
  expect(drawn.texts).toContain('Main menu')

  const png = await downloaded(page, () => command(page, 'Save picture as PNG'))
  expect(png.name).toBe('front-desk.png')
  expect(png.content.subarray(1, 4).toString()).toBe('PNG')
  expect(png.content.readUInt32BE(16)).toBeGreaterThan(1_000)
  expect(png.content.length).toBeGreaterThan(10_000)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`templates show what they draw, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('/flows')
    await page.getByRole('button', { name: 'New flow' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New flow' })
    await expect(dialog.getByRole('radio')).toHaveCount(17)
    await dialog.getByRole('radio', { name: 'Voicemail when nobody answers' }).check()
    await expect(dialog).toContainText('Rings the desk; if that fails, takes a message.')
    await expect(dialog.getByText(/^\d+ blocks$/)).toBeVisible()
    await axeFindsNothing(page)
  })
