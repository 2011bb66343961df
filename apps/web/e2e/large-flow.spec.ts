import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { EditorPage } from './editor-page'

/** As many blocks as a flow may have, a hundred in a row, each leading to the next. */
function largest() {
  const nodes: Record<string, object> = { b0: { block: 'answer', name: 'Incoming call', config: {} } }
  const edges: Record<string, object> = { e0: { from: 'b0', exit: 'next', to: 'b1' } }
  const positions: Record<string, object> = {}
  for (let i = 0; i < 10_000; i++) {
    positions[`b${i}`] = { x: (i % 100) * 320, y: Math.floor(i / 100) * 260 }
    if (i === 0) continue
    const last = i === 9_999
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
    JSON.stringify({ patchbay: 'flows', version: 1, flows: [{ name: 'The largest', document: largest() }] }),
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
