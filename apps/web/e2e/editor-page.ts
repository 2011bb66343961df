import { expect, type Locator, type Page } from '@playwright/test'

/** The editor as a person sees it: cards, exits, the panel of settings. */
export class EditorPage {
  readonly canvas: Locator
  readonly settings: Locator
  /** What a screen reader was told last. */
  readonly announcement: Locator

  constructor(readonly page: Page) {
    this.canvas = page.getByLabel('Canvas')
    this.settings = page.getByRole('region', { name: 'Settings' })
    this.announcement = page.getByRole('status', { name: 'What was done' })
  }

  /** Makes an empty flow and opens it. */
  async create(name: string): Promise<void> {
    await this.page.goto('/flows')
    await this.page.getByRole('button', { name: 'New flow' }).first().click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(this.page.getByRole('heading', { name })).toBeVisible()
  }

  /** Drags a block from the palette and drops it at a place of the canvas, in pixels from its corner. */
  async drag(block: string, at: { x: number; y: number }): Promise<void> {
    await this.page
      .getByRole('button', { name: `Add ${block}`, exact: true })
      .dragTo(this.canvas, { targetPosition: at })
  }

  /** Adds a block after the selected one. */
  async add(block: string): Promise<void> {
    await this.page.getByRole('button', { name: `Add ${block}`, exact: true }).click()
  }

  card(name: string): Locator {
    return this.page.locator('.react-flow__node').filter({ has: this.page.getByText(name, { exact: true }) })
  }

  async select(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Fit the flow' }).click()
    await this.card(name).getByText(name, { exact: true }).click()
    await expect(this.settings.getByLabel('Name', { exact: true })).toHaveValue(name)
  }

  async rename(name: string): Promise<void> {
    await this.settings.getByLabel('Name', { exact: true }).fill(name)
  }

  /** Chooses where an exit of the selected block leads, by the list in its settings. */
  async lead(exit: string, to: string): Promise<void> {
    await this.settings.getByLabel(exit, { exact: true }).selectOption({ label: to })
  }

  /** Draws a line with the pointer, from an exit's dot to a block. */
  async wire(from: string, exit: string, to: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Fit the flow' }).click()
    const start = await middleOf(this.card(from).getByLabel(`exit: ${exit}`))
    const end = await middleOf(this.card(to).getByLabel(`into ${to}`))
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 8 })
    await this.page.mouse.move(end.x, end.y, { steps: 8 })
    await this.page.mouse.up()
  }

  /** Draws a line from an exit and lets it go over the canvas, in pixels from its corner; `before` it is let go. */
  async pull(from: string, exit: string, to: { x: number; y: number }, before?: () => Promise<void>): Promise<void> {
    const start = await middleOf(this.card(from).getByLabel(`exit: ${exit}`))
    const corner = await this.canvas.boundingBox()
    if (!corner) throw new Error('The canvas is not on the screen.')
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move(corner.x + to.x - 30, corner.y + to.y - 10, { steps: 6 })
    await this.page.mouse.move(corner.x + to.x, corner.y + to.y, { steps: 4 })
    await before?.()
    await this.page.mouse.up()
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText(/^Saved/)).toBeVisible()
  }
}

async function middleOf(handle: Locator): Promise<{ x: number; y: number }> {
  // Fitting the flow glides; a handle is where it will be once it stands still.
  let last = await handle.boundingBox()
  await expect
    .poll(async () => {
      const before = last
      last = await handle.boundingBox()
      return before !== null && last !== null && before.x === last.x && before.y === last.y
    })
    .toBe(true)
  if (!last) throw new Error('The handle is not on the screen.')
  return { x: last.x + last.width / 2, y: last.y + last.height / 2 }
}
