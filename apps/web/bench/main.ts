import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppRouter } from '@patchbay/api/router'
import { type Browser, chromium, type Page } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'
import { build, preview } from 'vite'
import { findBrowser } from '../e2e/find-browser'
import { startApp } from '../e2e/start-app'
import { framesWhile, handle, noteFirstBlock } from './frames'
import { largeFlow } from './large-flow'
import { firstLoad, memoryAfter, typingTimes } from './long-use'

/* `npm run bench:editor`: the editor beside plain React Flow, with 1,000 blocks, in the same browser and run. */

const plainPort = 3922
const here = fileURLToPath(new URL('.', import.meta.url))

type Figures = Record<string, number>

/** How many times slower the browser's processor is made. */
let slowdown = 1
/** The editor's canvas, in pixels: plain React Flow gets as much. */
let paneSize = { width: 0, height: 0 }

const { url: app, folder, stop } = await startApp(3920)
const config = { root: join(here, 'plain'), logLevel: 'error', build: { outDir: join(folder, 'plain') } } as const
await build(config)
const plain = await preview({ ...config, preview: { port: plainPort, host: '127.0.0.1' } })
try {
  const paced = await withBrowser(async (browser) => ({
    small: await measureEditor(browser, 1_000),
    plain: await measurePlain(browser),
    large: await measureEditor(browser, 5_000),
  }))
  const use = await withBrowser(measureUse)
  // A fast machine hides behind a screen's pace how much faster one is than the other: a slow one does not.
  slowdown = 4
  const slow = await withBrowser(async (browser) => ({
    small: await measureEditor(browser, 1_000),
    plain: await measurePlain(browser),
  }))
  print(paced)
  console.log(`The same on a processor that is ${slowdown} times slower:`)
  print(slow)
  console.table(use)
  const results = { at: new Date().toISOString(), paced, slow, use }
  await writeFile(join(here, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await plain.close()
  await stop()
}

async function withBrowser<T>(measure: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(await findBrowser())
  try {
    return await measure(browser)
  } finally {
    await browser.close()
  }
}

async function open(browser: Browser, url: string): Promise<{ page: Page; opens: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  // What runs in the page was compiled here, with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (it) => it')
  // Once for the browser's cache.
  await page.goto(url)
  await page.locator('.react-flow__pane').waitFor()
  await page.waitForTimeout(3_000)
  await noteFirstBlock(page)
  await page.goto(url)
  await page.waitForFunction(() => window.firstBlockAt !== undefined)
  const opens = (await page.evaluate(() => window.firstBlockAt)) ?? 0
  await page.waitForTimeout(1_500)
  return { page, opens }
}

async function measurePlain(browser: Browser): Promise<Figures> {
  const { page, opens } = await open(
    browser,
    `http://127.0.0.1:${plainPort}?width=${paneSize.width}&height=${paneSize.height}`,
  )
  const all = await handle(page)
  const near = await handle(await toFullSize(page))
  await page.close()
  return figuresOf(opens, near, all)
}

async function largeFlowInEditor(blocks: number): Promise<string> {
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app}/trpc` })] })
  const { id } = await api.flows.create.mutate({ name: `${blocks} blocks` })
  const { revision } = await api.flows.get.query({ id })
  await api.flows.save.mutate({ id, revision, document: largeFlow(blocks) })
  return `${app}/flows/${id}`
}

async function measureEditor(browser: Browser, blocks: number): Promise<Figures> {
  const { page, opens } = await open(browser, await largeFlowInEditor(blocks))
  paneSize = (await page.locator('.react-flow__pane').boundingBox()) ?? paneSize
  const all = await handle(page)
  const near = await handle(await toFullSize(page))
  await page.close()
  return figuresOf(opens, near, all)
}

/** Typing and long use with 1,000 blocks, and what a first visit loads. */
async function measureUse(browser: Browser): Promise<Figures> {
  const fresh = await browser.newPage()
  const load = await firstLoad(fresh, `${app}/flows`)
  await fresh.close()
  const { page } = await open(browser, await largeFlowInEditor(1_000))
  await page.getByRole('button', { name: 'Commands and search' }).click()
  await page.keyboard.type('Menu 500')
  await page.keyboard.press('Enter')
  const typing = await typingTimes(page)
  await page.locator('.react-flow__pane').focus()
  await page.keyboard.press('Escape')
  const before = await memoryAfter(page, 600)
  const after = await memoryAfter(page, 1_000)
  await page.close()
  return {
    'first page, kB of JavaScript': load,
    'key to paint, median, ms': typing.median,
    'key to paint, slowest of 100, ms': typing.slowest,
    'memory after 600 edits, MB': before,
    'memory after 1,000 more, MB': after,
  }
}

/** Zooms in on the middle until a block is as large as it is drawn. */
async function toFullSize(page: Page): Promise<Page> {
  await page.locator('.react-flow__pane').hover()
  const scale = () =>
    page.evaluate(
      () =>
        new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport') ?? document.body).transform).a,
    )
  for (let turn = 0; turn < 60 && (await scale()) < 0.98; turn++) await page.mouse.wheel(0, -60)
  for (let turn = 0; turn < 60 && (await scale()) > 1.05; turn++) await page.mouse.wheel(0, 10)
  await framesWhile(page, () => page.waitForTimeout(100))
  return page
}

type Handled = Awaited<ReturnType<typeof handle>>

function figuresOf(opens: number, near: Handled, all: Handled): Figures {
  return {
    'opens, ms': opens,
    'drag at 100 %': near.drag,
    'pan at 100 %': near.pan,
    'zoom at 100 %': near.zoom,
    'drag, all in view': all.drag,
    'pan, all in view': all.pan,
    'zoom, all in view': all.zoom,
  }
}

function print({ plain, small, large }: { plain: Figures; small: Figures; large?: Figures }): void {
  const rows = Object.keys(plain).map((name) => ({
    '': name,
    'plain, 1,000': Math.round(plain[name] ?? 0),
    'editor, 1,000': Math.round(small[name] ?? 0),
    ratio: ((small[name] ?? 0) / (plain[name] ?? 1)).toFixed(2),
    ...(large ? { 'editor, 5,000': Math.round(large[name] ?? 0) } : {}),
  }))
  console.table(rows)
}
