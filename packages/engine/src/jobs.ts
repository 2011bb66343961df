import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, type Runner, run, Logger as WorkerLogger } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { createDigestCalls, digestBatch } from './digest/digest-calls'
import type { LookAfter } from './look-after'
import type { Timing } from './timing'

const everyMinute = '* * * * *'
const everyFiveMinutes = '*/5 * * * *'
/** At 17 minutes past, away from what others do on the hour. */
const everyHour = '17 * * * *'
const startAgainAfter = 1_000
/** How often calls that are over are digested, and how long at most before others get their turn, in milliseconds. */
const digestEvery = 1_000
const digestAtMost = 20_000
/** The share of its time in which a process is busy, from which on what can wait does. */
const busyLoop = 0.6

/**
 * Timed work, shared by all processes on the database through graphile-worker: looking after calls, digesting those that are
 * over and telling of alerts every few seconds, and what is done by the clock. The first three plan their own successors under
 * keys of their own; each minute, and each start, plans them too, for the case that a process died in the middle.
 */
export async function startJobs(deps: {
  pool: Pool
  timing: Timing
  lookAfter: LookAfter
  /** Sends what alerts have to say. */
  tell: () => Promise<unknown>
  minutely: () => Promise<unknown>
  fiveMinutely: () => Promise<unknown>
  hourly: () => Promise<void>
  log: Logger
}): Promise<{ stop: () => Promise<void> }> {
  const { pool, timing, lookAfter, tell, minutely, fiveMinutely, hourly, log } = deps
  const digestCalls = createDigestCalls(pool)
  const again = (jobKey: 'look-after' | 'tell-alerts' | 'digest-calls') => ({
    jobKey,
    runAt: new Date(Date.now() + (jobKey === 'digest-calls' ? digestEvery : timing.lookMs)),
    maxAttempts: 1,
  })
  let stopped = false
  let runner = await start()

  async function start(): Promise<Runner> {
    const started = await run({
      pgPool: pool,
      // Whoever is slow to take a webhook must not keep calls from being looked after.
      concurrency: 5,
      pollInterval: Math.min(1_000, timing.lookMs),
      noHandleSignals: true,
      logger: quietly(log),
      parsedCronItems: parseCronItems([
        { task: 'plan-look', match: everyMinute },
        { task: 'minutely', match: everyMinute },
        { task: 'five-minutely', match: everyFiveMinutes },
        { task: 'hourly', match: everyHour },
      ]),
      taskList: {
        'plan-look': async (_, { addJob }) => {
          for (const task of ['look-after', 'tell-alerts'] as const)
            await addJob(task, {}, { ...again(task), runAt: new Date() })
          await addJob('digest-calls', {}, again('digest-calls'))
        },
        'look-after': async (_, { addJob }) => {
          await lookAfter().catch((error: unknown) => log.warn({ err: error }, 'calls could not be looked after'))
          await addJob('look-after', {}, again('look-after'))
        },
        'digest-calls': async (_, { addJob }) => {
          await digestForAWhile().catch((error: unknown) => log.warn({ err: error }, 'calls could not be digested'))
          await addJob('digest-calls', {}, again('digest-calls'))
        },
        'tell-alerts': async (_, { addJob }) => {
          await tell().catch((error: unknown) => log.warn({ err: error }, 'alerts could not be told'))
          await addJob('tell-alerts', {}, again('tell-alerts'))
        },
        minutely: async () => void (await minutely()),
        'five-minutely': async () => void (await fiveMinutely()),
        hourly,
      },
    })
    for (const task of ['look-after', 'tell-alerts', 'digest-calls'] as const)
      await started.addJob(task, {}, again(task))
    started.promise.then(
      () => restart(),
      (error: unknown) => {
        log.warn({ err: error }, 'timed work stopped: it is started again')
        return restart()
      },
    )
    return started
  }

  /** Rests after each batch for three times as long as that took, and where the process is busy for much longer: callers come first. */
  async function digestForAWhile(): Promise<void> {
    const end = performance.now() + digestAtMost
    let digested: number | null = digestBatch
    while (digested === digestBatch && !stopped && performance.now() < end) {
      const from = performance.now()
      const loop = performance.eventLoopUtilization()
      digested = await digestCalls()
      const busy = performance.eventLoopUtilization(loop).utilization > busyLoop
      if (digested === digestBatch) await sleep((busy ? 15 : 3) * (performance.now() - from))
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
