import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, type Runner, run, Logger as WorkerLogger } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { createDigestCalls, digestBatch } from './digest/digest-calls'
import type { LookAfter } from './look-after'
import type { Timing } from './timing'

const everyMinute = '* * * * *'
/** At 17 minutes past, away from what others do on the hour. */
const everyHour = '17 * * * *'
const startAgainAfter = 1_000
/** How often calls that are over are digested, and how long at most before others get their turn, in milliseconds. */
const digestEvery = 3_000
const digestAtMost = 20_000

/**
 * Timed work, shared by all processes on the database through graphile-worker: looking after calls and digesting those that
 * are over, every few seconds, and `hourly`. Both plan their own successors under keys of their own; each minute, and each start,
 * plans them too, for the case that a process died in the middle.
 */
export async function startJobs(deps: {
  pool: Pool
  timing: Timing
  lookAfter: LookAfter
  hourly: () => Promise<void>
  log: Logger
}): Promise<{ stop: () => Promise<void> }> {
  const { pool, timing, lookAfter, hourly, log } = deps
  const soon = () => ({ jobKey: 'look-after', runAt: new Date(Date.now() + timing.lookMs), maxAttempts: 1 })
  const nextDigest = () => ({ jobKey: 'digest-calls', runAt: new Date(Date.now() + digestEvery), maxAttempts: 1 })
  const digestCalls = createDigestCalls(pool)
  let stopped = false
  let runner = await start()

  async function start(): Promise<Runner> {
    const started = await run({
      pgPool: pool,
      concurrency: 3,
      pollInterval: Math.min(1_000, timing.lookMs),
      noHandleSignals: true,
      logger: quietly(log),
      parsedCronItems: parseCronItems([
        { task: 'plan-look', match: everyMinute },
        { task: 'hourly', match: everyHour },
      ]),
      taskList: {
        'plan-look': async (_, { addJob }) => {
          await addJob('look-after', {}, { ...soon(), runAt: new Date() })
          await addJob('digest-calls', {}, nextDigest())
        },
        'look-after': async (_, { addJob }) => {
          await lookAfter().catch((error: unknown) => log.warn({ err: error }, 'calls could not be looked after'))
          await addJob('look-after', {}, soon())
        },
        'digest-calls': async (_, { addJob }) => {
          await digestForAWhile().catch((error: unknown) => log.warn({ err: error }, 'calls could not be digested'))
          await addJob('digest-calls', {}, nextDigest())
        },
        hourly,
      },
    })
    await started.addJob('look-after', {}, soon())
    await started.addJob('digest-calls', {}, nextDigest())
    started.promise.then(
      () => restart(),
      (error: unknown) => {
        log.warn({ err: error }, 'timed work stopped: it is started again')
        return restart()
      },
    )
    return started
  }

  /** Rests after each batch for as long as that took: callers come first. */
  async function digestForAWhile(): Promise<void> {
    const end = performance.now() + digestAtMost
    let digested: number | null = digestBatch
    while (digested === digestBatch && !stopped && performance.now() < end) {
      const from = performance.now()
      digested = await digestCalls()
      if (digested === digestBatch) await sleep(performance.now() - from)
    }
  }

  /** A database that was away for long ends the runner; what it had to do is still in the table. */
  async function restart(): Promise<void> {
    while (!stopped) {
      await sleep(startAgainAfter)
      if (stopped) return
      try {
        runner = await start()
        return
      } catch (error) {
        log.warn({ err: error }, 'timed work can’t be started: it is tried again')
      }
    }
  }

  return {
    async stop() {
      stopped = true
      await runner.stop().catch(() => undefined)
    },
  }
}

function quietly(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message, meta) => {
    if (level === 'error') log.error({ meta }, message)
    else if (level === 'warning') log.warn({ meta }, message)
    else log.trace(message)
  })
}
