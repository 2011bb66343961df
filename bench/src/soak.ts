import { parseArgs } from 'node:util'
import { z } from 'zod'
import { growth } from './growth'
import { countRows, startDatabase } from './house/database'
import { startLoad } from './house/load'
import { startPatchbay } from './house/process'
import { seed } from './house/seed'
import { residentOf } from './house/usage'

/* `npm run soak -- [minutes]`: 300 steps a second, one line a minute. `--growth`: with a million stored calls. */

const { values, positionals } = parseArgs({ options: { growth: { type: 'boolean' } }, allowPositionals: true })
const minutes = z.coerce
  .number()
  .int()
  .min(3)
  .max(10_000)
  .parse(positionals[0] ?? 10)

const stepsPerSecond = 300
const thinkMs = 2_500
/** What the last third may be above the first. */
const drift = 1.2

type Minute = { p50: number; p99: number; resident: number; rows: number }

const database = await startDatabase()
const load = await startLoad()
const patchbay = await startPatchbay(database.url, load.carrierUrl)
try {
  await database.pool.query('DELETE FROM phone_number')
  await load.aim(patchbay.port, await seed(database.pool, patchbay.url))
  if (values.growth) await growth(database, load)
  else await soak()
} finally {
  await patchbay.stop()
  load.stop()
  await database.stop()
}

async function soak(): Promise<void> {
  await load.run({ type: 'open', stepsPerSecond, seconds: 30, thinkMs })
  let answered = await countRows(database.pool, 'call_event')
  const lines: Minute[] = []
  console.log('minute   p50 ms   p99 ms   resident MB     rows')
  for (let minute = 1; minute <= minutes; minute++) {
    const report = await load.run({ type: 'open', stepsPerSecond, seconds: 60, thinkMs })
    answered += report.answered
    const rows = await countRows(database.pool, 'call_event')
    if (rows !== answered) throw new Error(`${answered} steps were answered, and ${rows} are in the database.`)
    const resident = ((await residentOf(patchbay.pid)) ?? 0) / 1024 / 1024
    lines.push({ p50: report.p50, p99: report.p99, resident, rows })
    const cells = [minute, report.p50.toFixed(2), report.p99.toFixed(2), resident.toFixed(0), rows.toLocaleString('en')]
    console.log(cells.map((cell, i) => String(cell).padStart([6, 9, 9, 14, 9][i] ?? 0)).join(''))
  }
  const third = Math.floor(minutes / 3)
  for (const figure of ['p50', 'resident'] as const) {
    const [first, last] = [lines.slice(0, third), lines.slice(-third)].map(
      (part) => part.reduce((sum, each) => sum + each[figure], 0) / part.length,
    )
    const ratio = (last ?? 0) / (first ?? 1)
    console.log(`${figure}: the last third is ${ratio.toFixed(2)} × the first`)
    if (ratio > drift) process.exitCode = 1
  }
}
