import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

const created = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) })

/** So many blocks, so many in a row, each leading to the next. */
function long(count: number, row: number) {
  const nodes: Record<string, object> = { b0: { block: 'answer', name: 'Incoming call', config: {} } }
  const edges: Record<string, object> = { e0: { from: 'b0', exit: 'next', to: 'b1' } }
  const positions: Record<string, object> = {}
  for (let i = 0; i < count; i++) {
    positions[`b${i}`] = { x: (i % row) * 320, y: Math.floor(i / row) * 260 }
    if (i === 0) continue
    const last = i === count - 1
    nodes[`b${i}`] = last
      ? { block: 'hangup', name: 'Good-bye', config: {} }
      : { block: 'play', name: `Play ${i}`, config: { message: `This is message ${i} of many.` } }
    if (!last) edges[`e${i}`] = { from: `b${i}`, exit: 'next', to: `b${i + 1}` }
  }
  return { version: 2, nodes, edges, ui: { positions, notes: {}, groups: {} } }
}

test('a flow of 10,000 blocks opens, says that it is large, and can be drawn on and saved', async ({ page }, info) => {
  const path = info.outputPath('largest.flow.json')
  await writeFile(
    path,
    JSON.stringify({ patchbay: 'flows', version: 1, flows: [{ name: 'The largest', document: long(10_000, 100) }] }),
  )
  await page.goto('/flows')
  await expect(page.getByRole('table', { name: 'Flows', exact: true })).toBeVisible()
  await page.getByLabel('Files of flows').setInputFiles(path)
  await expect(page.getByText('“The largest” is imported.')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Open it' }).click()
  const editor = new EditorPage(page)
  await expect(editor.card('Incoming call')).toBeVisible({ timeout: 20_000 })
  const notice = page.getByText('This flow has 10,000 blocks.')
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: 'Close this notice' }).click()
  await expect(notice).toBeHidden()

  const card = editor.card('Incoming call')
  await card.getByText('Incoming call', { exact: true }).click()
  await page.keyboard.press('Shift+2')
  await expect.poll(async () => (await card.boundingBox())?.width ?? 0).toBeGreaterThan(200)
  await expect(editor.settings.getByLabel('Name', { exact: true })).toHaveValue('Incoming call')
  const before = await card.boundingBox()
  await card.getByText('Incoming call', { exact: true }).hover()
  await page.mouse.down()
  await page.mouse.move((before?.x ?? 0) + 60, (before?.y ?? 0) + 160, { steps: 10 })
  await page.mouse.up()
  await expect.poll(async () => (await card.boundingBox())?.y).not.toBe(before?.y)
  await editor.rename('Here it begins')
  await editor.saved()
  await page.reload()
  await expect(editor.card('Here it begins')).toBeVisible({ timeout: 20_000 })

  // Larger than any browser paints at full size: it is painted smaller.
  const saved = page.waitForEvent('download', { timeout: 30_000 })
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('Save picture as PNG')
  await page.keyboard.press('Enter')
  const png = await readFile(await (await saved).path())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(2_000)
})

test('from afar blocks are painted, and are chosen, dragged, moved and deleted all the same', async ({ page }) => {
  const made = await page.request.post('/trpc/flows.create', { data: { name: 'Seen from afar' } })
  const { id } = created.parse(await made.json()).result.data
  await page.request.post('/trpc/flows.save', { data: { id, revision: 1, document: long(400, 20) } })
  await page.goto(`/flows/${id}`)
  const editor = new EditorPage(page)
  await expect(page.locator('.far-view')).toBeVisible()
  await expect(page.locator('.react-flow__node')).toHaveCount(0)

  /** Where a block is painted, in the window's pixels. */
  const placeOf = async (x: number, y: number) => {
    const pane = await editor.canvas.boundingBox()
    const { a, e, f } = await page
      .locator('.react-flow__viewport')
      .evaluate((viewport) => new DOMMatrix(getComputedStyle(viewport).transform))
    return { x: (pane?.x ?? 0) + e + (x + 120) * a, y: (pane?.y ?? 0) + f + (y + 30) * a }
  }
  const block = await placeOf(5 * 320, 3 * 260)
  await page.mouse.click(block.x, block.y)
  await expect(editor.settings.getByLabel('Name', { exact: true })).toHaveValue('Play 65')

  await page.mouse.move(block.x, block.y)
  await page.mouse.down()
  await page.mouse.move(block.x + 20, block.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByText('Undo: move “Play 65”')).toBeVisible()
  await page.mouse.click(block.x + 20, block.y + 10)
  await expect(editor.settings.getByLabel('Name', { exact: true })).toHaveValue('Play 65')
  await page.keyboard.press('ControlOrMeta+z')

  // A box with Shift, then the arrow keys, then Delete.
  const [from, to] = [await placeOf(-100, -60), await placeOf(3 * 320, 100)]
  await page.keyboard.down('Shift')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(editor.settings.getByRole('heading', { name: '4 blocks chosen' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Undo: move 4 blocks')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(page.getByText('396 blocks')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('400 blocks')).toBeVisible()

  await page.mouse.move(block.x, block.y)
  await page.mouse.wheel(0, -1_300)
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await expect(page.locator('.far-view')).toHaveCount(0)
  expect(await page.locator('.react-flow__node').count()).toBeLessThan(100)
})
