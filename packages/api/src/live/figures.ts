import { z } from 'zod'
import type { CallHead } from '../calls/call-row'
import type { Context } from '../context'
import { type Balance, balanceOf } from './balance'

/** Beside the calls themselves. `stepsASecond` is of the last ten seconds, `broken` counts calls that ended so within the last hour. */
export type Figures = { stepsASecond: number; broken: number; balance: Balance | null }

const seconds = 10
/** How often broken calls are counted anew, in milliseconds: soon after one more, and else as the hour moves on. */
const soon = 3_000
const late = 60_000

const countSchema = z.tuple([z.object({ calls: z.number() })])

/** Counts what passes by in a feed, and asks for what does not. */
export function createFigures(context: Context) {
  let steps: number[] = []
  let since = Date.now()
  let broken = 0
  let countedAt = 0
  let oneMore = false
  let told = ''

  /** A call that began longer than two hours ago and broke just now is hardly one: an index finds the others. */
  async function count(): Promise<void> {
    countedAt = Date.now()
    oneMore = false
    const rows = await context.deps.db.$queryRaw`
      SELECT count(*)::int AS calls FROM call
      WHERE workspace_id = ${context.workspaceId}::uuid AND started_at > now() - interval '2 hours'
        AND disposition = 'broken' AND ended_at > now() - interval '1 hour'`
    broken = countSchema.parse(rows)[0].calls
  }

  function now(): Figures {
    const oldest = Date.now() - seconds * 1_000
    steps = steps.filter((at) => at > oldest)
    const span = Math.min(seconds, Math.max(1, (Date.now() - since) / 1_000))
    return { stepsASecond: Math.round((steps.length / span) * 10) / 10, broken, balance: balanceOf(context) }
  }

  return {
    now,
    async refresh(): Promise<void> {
      since = Date.now()
      steps = []
      await count()
    },
    /** So many steps were taken, which left the call like this. */
    stepped(times: number, { disposition, phase }: CallHead): void {
      for (let step = 0; step < times; step++) steps.push(Date.now())
      if (phase === 'over' && disposition === 'broken') oneMore = true
    },
    /** The figures, if they have changed since they were last asked for. */
    news(): Figures | null {
      if (Date.now() - countedAt > (oneMore ? soon : late))
        count().catch((error: unknown) => context.deps.log.debug({ err: error }, 'broken calls could not be counted'))
      const figures = now()
      const text = JSON.stringify(figures)
      if (text === told) return null
      told = text
      return figures
    },
    forget(): void {
      steps = []
      told = ''
    },
  }
}
