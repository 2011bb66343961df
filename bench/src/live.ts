import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBrowser } from '@patchbay/web/find-browser'
import { chromium } from '@playwright/test'
import { startDatabase } from './house/database'
import { plainFlow } from './house/flows'
import { startLoad } from './house/load'
import { forkSource, startPatchbay } from './house/process'
import { publishOn } from './house/seed'
import { cpuOf } from './house/usage'
import { viewersSayingSchema } from './live/arrivals'
import { frameRate, noteCalls, seenCalls } from './live/screen'
import { createTimedCalls, ringAndWait } from './live/timed-calls'

/*
 * `npm run bench:live [seconds]`: 1,000 calls wait at a menu while 300 steps a second are taken beside them, and 100 people
 * watch all of it, one of them on a real page. From a notification to the screen, frames a second, and what a viewer costs.
 */

const seconds = Number(process.argv[2] ?? 20)
const [waiting, viewers, stepsASecond, timedASecond] = [1_000, 100, 300, 10]
/** A call takes a step every half minute or so. */
const ordinarily = 30
const goals = { p99: 250, frames: 60 }

const database = await startDatabase()
const load = await startLoad()
const patchbay = await startPatchbay(database.url, load.carrierUrl)
const others = forkSource('../live/viewers.ts')
const browser = await chromium.launch(await findBrowser())
try {
  await database.pool.query('DELETE FROM phone_number')
  await database.pool.query('UPDATE workspace SET most_calls = 10000')
  const path = await publishOn(database.pool, patchbay.url, await plainFlow())
  await load.aim(patchbay.port, path)
  const timed = createTimedCalls(patchbay.port, path)
  const run = (stepsPerSecond: number, length: number) =>
    load.run({ type: 'open', stepsPerSecond, seconds: length, thinkMs: 2_500 })
  /** Two of the steps a second are those of each timed call. */
  const steadily = async (length: number) => {
    await Promise.all([run(stepsASecond - 2 * timedASecond, length), timed.run(timedASecond, length)])
  }
  await steadily(5)
  await ringAndWait(patchbay.port, path, waiting)

  const alone = await serverTime(() => steadily(seconds))
  console.log(`nobody watches: the server takes ${percent(alone)} of a core at ${stepsASecond} steps/s`)

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript('globalThis.__name = (it) => it')
  await page.goto(`${patchbay.url}/calls/now`)
  await page.getByText('Live', { exact: true }).waitFor()
  await noteCalls(page)
  await sleep(2_000)
  const calm = await frameRate(page, 5)
  console.log(`frames/s with ${waiting} calls in progress: ${told(calm)}`)
  const ordinary = sleep(1_000).then(() => frameRate(page, seconds - 2))
  await run(ordinarily, seconds)
  console.log(`the same at ${ordinarily} steps/s, as so many calls take: ${told(await ordinary)}`)

  others.send({ watch: `${patchbay.url}/trpc/live.onNow`, viewers: viewers - 1 })
  await once(others, 'message')
  await sleep(2_000)

  timed.sent.clear()
  await taken()
  const frames = sleep(2_000).then(() => frameRate(page, seconds - 3))
  const watched = await serverTime(() => steadily(seconds))
  const { arrivals, bytes } = await taken()
  console.log(`${viewers} watch: the server takes ${percent(watched)} of a core`)
  const each = ((watched - alone) / viewers) * 1_000
  console.log(
    `a viewer costs ${each.toFixed(2)} ms of processor time a second, and ${(bytes / (viewers - 1) / seconds / 1_000).toFixed(0)} kB/s`,
  )
  const busy = await frames
  console.log(`frames/s meanwhile: ${told(busy)}`)

  const atViewers = [...timed.sent].flatMap(([key, at]) => (arrivals[key] ?? []).map((arrived) => arrived - at))
  const missing = [...timed.sent.keys()].filter((key) => (arrivals[key] ?? []).length !== viewers - 1)
  const seen = await seenCalls(page)
  const onScreen = [...timed.sent].flatMap(([key, at]) => {
    const [caller = '', seq] = key.split(' ')
    const shown = seen.get(caller)
    return seq === '1' && shown !== undefined ? [shown - at] : []
  })
  const p99 = report(`notification to ${viewers - 1} viewers`, atViewers)
  const screen = report('notification to screen', onScreen)
  console.log(
    `${missing.length} of ${timed.sent.size} steps came to a viewer not once, or twice; the page showed ${onScreen.length} of ${timed.sent.size / 2} calls`,
  )
  console.log(`goals: p99 < ${goals.p99} ms, ${goals.frames} frames/s`)
  if (
    missing.length > 0 ||
    Math.max(p99, screen) >= goals.p99 ||
    Math.min(calm.rate, (await ordinary).rate) < goals.frames - 2
  )
    process.exitCode = 1
  timed.close()
} finally {
  await browser.close()
  others.disconnect()
  await patchbay.stop()
  load.stop()
  await database.stop()
}

async function taken() {
  const answer = once(others, 'message')
  others.send({ take: true })
  const said = viewersSayingSchema.parse((await answer)[0])
  if (!('arrivals' in said)) throw new Error('The viewers did not say what arrived.')
  return said
}

/** The share of a core that the server takes while something is done. */
async function serverTime(work: () => Promise<void>): Promise<number> {
  const [before, from] = [(await cpuOf(patchbay.pid)) ?? 0, performance.now()]
  await work()
  return (((await cpuOf(patchbay.pid)) ?? 0) - before) / 1_000 / (performance.now() - from)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function told({ rate, longest }: { rate: number; longest: number }): string {
  return `${rate.toFixed(1)}, longest pause ${longest.toFixed(0)} ms`
}

function report(what: string, times: number[]): number {
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  console.log(
    `${what}: p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms, of ${sorted.length.toLocaleString('en')}`,
  )
  return at(0.99)
}
