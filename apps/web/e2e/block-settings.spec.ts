import AxeBuilder from '@axe-core/playwright'
import { blocks } from '@patchbay/blocks/blocks'
import { initialConfig } from '@patchbay/flow/block'
import { emptyDocument } from '@patchbay/flow/document'
import { expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { OutlinePage } from './outline-page'

const made = z.object({ result: z.object({ data: z.object({ flows: z.array(z.object({ id: z.string() })) }) }) })

/** Settings with something in every list, so that every control is there. */
const full: Record<string, Record<string, unknown>> = {
  menu: { message: 'Press 1.', choices: [{ key: '1', label: 'Sales' }] },
  branch: {
    branches: [
      {
        id: 'a',
        label: '',
        join: 'any',
        rules: [
          { left: 'digits', op: 'is', right: '1' },
          { left: '', op: 'empty', right: '' },
        ],
      },
      {
        id: 'b',
        label: 'Long',
        join: 'all',
        rules: [{ left: 'caller', op: 'one-of', right: '+6591234567, +6591234568' }],
      },
    ],
  },
  set: { values: [{ name: 'customer', value: '{{ digits }}', as: 'number' }] },
  tag: { labels: ['complaint'] },
  limit: { scope: 'caller' },
  hours: {
    holidays: { country: 'DE', region: 'BY' },
    exceptions: [{ from: '2026-12-24', to: '2026-12-26', name: 'Outing', hours: [{ from: '09:00', to: '12:00' }] }],
  },
  request: {
    method: 'POST',
    url: 'https://example.com/{{ digits }}',
    body: 'json',
    data: [{ name: 'order', value: '{{ digits }}' }],
    keep: [{ name: 'forecast', value: 'days.0' }],
    headers: [{ name: 'X-Key', value: '{{ secret.key }}' }],
  },
  return: { results: [{ name: 'number', value: '{{ digits }}' }] },
}

async function openFlow(page: Page, name: string): Promise<void> {
  const document = emptyDocument()
  Object.entries(blocks).forEach(([type, block], index) => {
    document.nodes[type] = {
      block: type,
      name: `A ${type}`,
      config: z.record(z.string(), z.json()).parse({ ...initialConfig(block), ...full[type] }),
    }
    document.ui.positions[type] = { x: (index % 6) * 340, y: Math.floor(index / 6) * 360 }
  })
  document.settings.shop = { label: 'Name of the shop', type: 'text', initial: 'Harbour' }
  const answer = await page.request.post('/trpc/flows.import', { data: { flows: [{ name, document }] } })
  const { id } = made.parse(await answer.json()).result.data.flows[0] ?? { id: '' }
  await page.goto(`/flows/${id}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

test('settings with lists in them have nothing for axe to find, and stay in their column at 390 px', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 900 })
  await openFlow(page, 'Every block')
  const settings = page.getByRole('region', { name: 'Settings', exact: true })
  const outline = new OutlinePage(page)
  await outline.tree.getByRole('treeitem').first().click()
  for (const type of Object.keys(full)) {
    await outline.toBlock(`A ${type}`)
    await outline.press('Enter')
    await expect(settings.getByLabel('Name', { exact: true })).toHaveValue(`A ${type}`)
    for (const more of await settings.getByText('More', { exact: true }).all()) await more.click()
    const { violations } = await new AxeBuilder({ page }).include('#settings').analyze()
    expect(violations.map(({ id, nodes }) => [type, id, nodes[0]?.html])).toEqual([])
    const wide = await settings.evaluate((region) => region.scrollWidth - region.clientWidth)
    expect([type, wide]).toEqual([type, 0])
    await settings.getByLabel('Name', { exact: true }).press('Escape')
    await expect(outline.row(`A ${type}`)).toBeFocused()
  }
})
