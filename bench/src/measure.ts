import { countRows, type Database } from './house/database'
import type { Load } from './house/load'
import { type Running, startBaseline, startPatchbay } from './house/process'
import { seed } from './house/seed'
import { cpuOf, cpuOfTree, residentOf } from './house/usage'
import type { BenchOptions, System } from './options'

/** What one system reached in one round. Rates are steps a second; `null` was not to be had on this machine. */
export type Measured = {
  c1: number
  c50: number
  c500: number
  /** At a steady 300 steps a second, in milliseconds. */
  p50: number
  p99: number
  /** Processor time of a step at C=50, in microseconds. */
  serverCpu: number | null
  postgresCpu: number | null
  /** The most resident memory with 500 calls under way at 300 steps a second, and at C=500 without a pause, in bytes. */
  resident: number | null
  residentFlooded: number | null
  /** From the process's start until it is ready, in milliseconds; only Patchbay's. */
  readyMs: number | null
}

/** 100 calls begin in a second, and each thinks twice: so 500 are under way. */
const steadyThinkMs = 2_500

/** Starts one system, warms it up, measures it, stops it, and counts that every step it answered is in the database. */
export async function measure(
  system: System,
  load: Load,
  database: Database,
  options: BenchOptions,
): Promise<Measured> {
  await database.pool.query('TRUNCATE bench.call, bench.step')
  const { running, path, readyMs } = await begin(system, load, database, options.profile)
  try {
    let answered = 0
    const closed = async (calls: number, seconds: number) => {
      const report = await load.run({ type: 'closed', calls, seconds: seconds * options.scale })
      answered += report.answered
      return report
    }
    await load.aim(running.port, path)
    await closed(50, 3)
    // What is left to be written of this and the systems before is written now, and not in the middle of what is measured.
    await database.pool.query('CHECKPOINT')
    const [steady, resident] = await watching(running.pid, () =>
      load.run({ type: 'open', stepsPerSecond: 300, seconds: 8 * options.scale, thinkMs: steadyThinkMs }),
    )
    answered += steady.answered
    const c1 = await closed(1, 3)
    const before = await spent(running, database)
    const c50 = await closed(50, 4)
    const after = await spent(running, database)
    const [c500, residentFlooded] = await watching(running.pid, () => closed(500, 4))
    await check(system, database, answered)
    const aStep = (from: number | null, to: number | null) =>
      from !== null && to !== null ? (to - from) / c50.answered : null
    return {
      c1: c1.rate,
      c50: c50.rate,
      c500: c500.rate,
      p50: steady.p50,
      p99: steady.p99,
      serverCpu: aStep(before.server, after.server),
      postgresCpu: system === 'in-memory' ? 0 : aStep(before.postgres, after.postgres),
      resident,
      residentFlooded,
      readyMs,
    }
  } finally {
    await running.stop()
  }
}

async function begin(
  system: System,
  load: Load,
  database: Database,
  profile: string | undefined,
): Promise<{ running: Running; path: string; readyMs: number | null }> {
  if (system !== 'patchbay') {
    const env = { CARRIER_URL: load.carrierUrl, DATABASE_URL: database.url }
    return { running: await startBaseline(system, env), path: '/notify', readyMs: null }
  }
  const running = await startPatchbay(database.url, load.carrierUrl, { profile })
  await database.pool.query('TRUNCATE call CASCADE')
  await database.pool.query('DELETE FROM phone_number')
  return { running, path: await seed(database.pool, running.url), readyMs: running.readyMs }
}

async function spent(
  { pid }: Running,
  database: Database,
): Promise<{ server: number | null; postgres: number | null }> {
  return { server: await cpuOf(pid), postgres: await cpuOfTree(database.pid) }
}

/** Does something, and gives beside its result the most resident memory that the process had meanwhile. */
async function watching<T>(pid: number, work: () => Promise<T>): Promise<[T, number | null]> {
  let most: number | null = null
  const look = async () => {
    const now = await residentOf(pid)
    if (now !== null) most = Math.max(most ?? 0, now)
  }
  const timer = setInterval(() => void look(), 250)
  const result = await work()
  clearInterval(timer)
  await look()
  return [result, most]
}

async function check(system: System, database: Database, answered: number): Promise<void> {
  if (system === 'in-memory') return
  const rows = await countRows(database.pool, system === 'patchbay' ? 'call_event' : 'bench.step')
  if (rows !== answered) throw new Error(`${system} answered ${answered} steps, and ${rows} are in the database.`)
}
