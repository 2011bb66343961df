import { expect, type Locator, type Page } from '@playwright/test'

/** The outline as somebody uses it who has a keyboard and nothing else. */
export class OutlinePage {
  readonly tree: Locator
  readonly settings: Locator
  /** What a screen reader was told last. */
  readonly announcement: Locator

  constructor(readonly page: Page) {
    this.tree = page.getByRole('tree', { name: 'Outline of the flow' })
    this.settings = page.getByRole('region', { name: 'Settings' })
    this.announcement = page.getByRole('status', { name: 'What was done' })
  }

  /** A row by the first words that are said of it. */
  row(words: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) })
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** What has focus: its name, and its level where it is a row. */
  async focused(): Promise<{ name: string; level: number }> {
    return this.page.evaluate(() => {
      const element = document.activeElement
      const labelled = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      const label = (labelled || element instanceof HTMLButtonElement ? element.labels?.[0]?.textContent : null) ?? null
      return {
        name: element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '',
        level: Number(element?.getAttribute('aria-level') ?? 0),
      }
    })
  }

  /** Chooses from the open list: what is typed, then Enter. */
  async choose(words: string): Promise<void> {
    const list = this.page.getByRole('dialog')
    const option = list.getByRole('option', { name: words, exact: true })
    await expect(list.getByRole('combobox')).toBeFocused()
    await this.page.keyboard.type(words)
    await expect(option).toHaveAttribute('aria-selected', 'true')
    await this.press('Enter')
    await expect(list).toBeHidden()
    await expect(this.tree.locator('[role="treeitem"]:focus')).toBeVisible()
  }

  /** Goes to a block's row by typing its name, and down from there where others begin like it. */
  async toBlock(name: string): Promise<void> {
    await this.press('Home')
    await this.page.keyboard.type(name.toLowerCase())
    // After its name, what kind of block it is, or what is wrong with it.
    await this.downTo(
      (focused) => focused.name === name || [`${name}, `, `${name}. `].some((words) => focused.name.startsWith(words)),
      name,
    )
  }

  /** Goes from a block's row to one of its exits. */
  async toExit(label: string): Promise<void> {
    const { level } = await this.focused()
    await this.downTo((focused) => focused.level === level + 1 && focused.name.startsWith(`${label}: `), label)
  }

  private async downTo(wanted: (focused: { name: string; level: number }) => boolean, called: string): Promise<void> {
    for (let last = ''; ; ) {
      const focused = await this.focused()
      if (wanted(focused)) return
      const here = `${focused.level} ${focused.name}`
      if (here === last) throw new Error(`There is no row “${called}”.`)
      last = here
      await this.press('ArrowDown')
    }
  }

  /** Leads an exit of a block to another one, or to a new one. */
  async lead(block: string, exit: string, to: string): Promise<void> {
    await this.toBlock(block)
    await this.toExit(exit)
    await this.press('Enter')
    await this.choose(to)
    await expect(this.row(`${exit}: leads to`).and(this.page.locator(':focus'))).toBeVisible()
  }

  async rename(block: string, name: string): Promise<void> {
    await this.toBlock(block)
    await this.press('F2')
    await expect(this.page.getByRole('textbox', { name: 'Name of the block' })).toBeFocused()
    await this.page.keyboard.type(name)
    await this.press('Enter')
    await expect(this.row(name).and(this.page.locator(':focus'))).toBeVisible()
  }

  /** Opens a block's settings, does something in them, and comes back to its row. */
  async configure(block: string, change: () => Promise<void>): Promise<void> {
    await this.toBlock(block)
    await this.press('Enter')
    await expect(this.settings.getByLabel('Name', { exact: true })).toBeFocused()
    await change()
    await this.press('Escape')
    await expect(this.row(block).and(this.page.locator(':focus'))).toBeVisible()
  }

  /** Goes on with Tab until something of that name has focus. */
  async tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await this.press('Tab')
      if ((await this.focused()).name === name) return
    }
    throw new Error(`Tab does not get to “${name}”.`)
  }

  /** Goes on to a field, and types over what it holds. */
  async type(field: string, text: string): Promise<void> {
    await this.tabTo(field)
    await this.press('ControlOrMeta+a')
    await this.page.keyboard.type(text)
  }
}
