import { axeFindsNothing } from './axe'
import { EditorPage } from './editor-page'
import { expect, test } from './test'

test('problems are found beside the page, listed with their severity, and mended with one press each', async ({
  page,
}) => {
  const editor = new EditorPage(page)
  await editor.create('To be mended')
  await editor.drag('Incoming call', { x: 60, y: 120 })
  await editor.add('Gather')
  await expect
    .poll(() => page.workers().map((worker) => worker.url()))
    .toContainEqual(expect.stringContaining('problems'))

  await page.getByRole('button', { name: '3 problems' }).click()
  const list = page.getByRole('list', { name: 'Problems' })
  const rows = list.getByRole('listitem')
  await expect(rows).toHaveText([
    /^Error“Gather” leads nowhere if anything else is pressed\.exit-open/,
    /^Error“Gather” leads nowhere if nobody presses a key: such a caller would only hear an apology\.exit-open/,
    /^WarningA caller can hear nothing for more than 8 seconds.*long-silence$/,
  ])
  await axeFindsNothing(page)

  const mend = list.getByRole('button', { name: /^Hang up here/ })
  await mend.first().focus()
  await page.keyboard.press('Enter')
  await expect(editor.announcement).toHaveText('Done: hang up here, “Gather”.')
  await expect(rows).toHaveCount(2)
  await expect(list).toBeFocused()
  await mend.click()
  await expect(rows).toHaveText([/^Warning/])
  await expect(page.locator('.react-flow__node')).toHaveCount(4)
  await list.getByRole('button', { name: /^Warning/ }).click()
  await editor.settings.getByRole('textbox', { name: 'Message' }).fill('Press any key.')
  await expect(page.getByText('No problems')).toBeVisible()
})
