import { endOf, medianOf } from '@patchbay/engine/digest/histogram'
import { disposition } from '@patchbay/flow/call'
import type { Context } from '../context'
import { byClock, type ClockCount } from './by-clock'
import { type CallCounts, callCounts } from './call-counts'
import { type ChosenKey, chosenKeys } from './chosen-keys'
import { type Period, written } from './period'

export const outcomes = disposition.options
export type Outcome = (typeof outcomes)[number]
export const transferOutcomes = ['answered', 'unanswered', 'busy', 'failed', 'given-up'] as const
export type TransferOutcome = (typeof transferOutcomes)[number]

const mostNumbers = 10
/** The longest period that is told hour by hour, in milliseconds. */
const mostByHour = 7 * 24 * 3_600_000

export type CallStats = {
  /** ISO 8601: the whole hours that are counted. */
  from: string
  to: string
  calls: number
  outcomes: Record<Outcome, number>
  /** Within 9.1 %; null where there were no calls. */
  medianMs: number | null
  /**
   * By the days (`YYYY-MM-DD`) and hours of the zone that was asked for; those without calls are left out. Hours are told of
   * a week at most.
   */
  days: Array<{ day: string; calls: number; outcomes: Record<Outcome, number>; debit: Record<string, number> }>
  hours: Array<{ day: string; hour: number; calls: number }>
  /** Calls by the hour of the day, all 24. */
  hoursOfDay: number[]
  /** Calls that lasted up to so many milliseconds, and longer than the one before. */
  durations: Array<{ upToMs: number; calls: number }>
  numbers: Array<{ numberId: string; e164: string; label: string; calls: number }>
  transfers: Record<TransferOutcome, number>
  keys: ChosenKey[]
  /** By currency, as the carrier names it; minutes are whole and rounded up for each call. */
  costs: Array<{ currency: string; debit: number; minutes: number }>
}

export type CallStatsInput = {
  period: Period
  numberId: string | null
  flowId: string | null
  /** Of that flow. */
  version: number | null
  zone: string
}

/** What became of the calls that began in a period. */
export async function callStats(context: Context, input: CallStatsInput): Promise<CallStats> {
  const { deps, workspaceId } = context
  const { flowId, numberId, period, zone } = input
  const number = input.version === null ? {} : { number: input.version }
  const versions =
    flowId === null
      ? null
      : await deps.db.flowVersion.findMany({ where: { workspaceId, flowId, ...number }, select: { id: true } })
  const counts = callCounts(context, { versionIds: versions?.map(({ id }) => id) ?? null, numberId }, period)
  const [totals, days, numbers, keys] = await Promise.all([
    counts.totals(),
    counts.days(),
    busiest(context, counts),
    chosenKeys(context, counts),
  ])
  const clock = clockOf(byClock(days, period, zone))
  const durations = stays(totals)
  return {
    ...written(period),
    calls: totals.get('calls') ?? 0,
    outcomes: outcomesOf((what) => totals.get(what) ?? 0),
    medianMs: medianOf(durations),
    ...clock,
    hours: period.to - period.from <= mostByHour ? clock.hours : [],
    durations: byDoubling(durations),
    numbers,
    transfers: {
      answered: totals.get('transfer:answered') ?? 0,
      unanswered: totals.get('transfer:unanswered') ?? 0,
      busy: totals.get('transfer:busy') ?? 0,
      failed: totals.get('transfer:failed') ?? 0,
      'given-up': totals.get('transfer:given-up') ?? 0,
    },
    keys,
    costs: [...totals].flatMap(([what, debit]) => {
      if (!isDebit(what)) return []
      const currency = what.slice('debit:'.length)
      return [{ currency, debit: money(debit), minutes: totals.get(`minutes:${currency}`) ?? 0 }]
    }),
  }
}

/** Sums of money have six places; what a double adds is no money. */
const money = (sum: number) => Number(sum.toFixed(6))

const isDebit = (what: string) => what.startsWith('debit:')

function outcomesOf(countOf: (what: string) => number): Record<Outcome, number> {
  return {
    completed: countOf('outcome:completed'),
    'caller-hung-up': countOf('outcome:caller-hung-up'),
    transferred: countOf('outcome:transferred'),
    'not-answered': countOf('outcome:not-answered'),
    broken: countOf('outcome:broken'),
  }
}

/** The same counts by day, by each hour, and by the hour of the day. */
function clockOf(counts: readonly ClockCount[]): Pick<CallStats, 'days' | 'hours' | 'hoursOfDay'> {
  const days = new Map<string, Map<string, number>>()
  const hours = new Map<string, { day: string; hour: number; calls: number }>()
  const hoursOfDay = Array.from({ length: 24 }, () => 0)
  for (const { day, hour, what, n } of counts) {
    const ofDay = days.get(day) ?? new Map<string, number>()
    days.set(day, ofDay.set(what, (ofDay.get(what) ?? 0) + n))
    if (isDebit(what)) continue
    hoursOfDay[hour] = (hoursOfDay[hour] ?? 0) + n
    hours.set(`${day} ${hour}`, { day, hour, calls: (hours.get(`${day} ${hour}`)?.calls ?? 0) + n })
  }
  return {
    days: [...days]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, ofDay]) => {
        const ofOutcome = outcomesOf((what) => ofDay.get(what) ?? 0)
        return {
          day,
          calls: Object.values(ofOutcome).reduce((sum, n) => sum + n, 0),
          outcomes: ofOutcome,
          debit: Object.fromEntries(
            [...ofDay].flatMap(([what, n]) => (isDebit(what) ? [[what.slice('debit:'.length), money(n)]] : [])),
          ),
        }
      }),
    hours: [...hours.values()].toSorted((a, b) => (a.day === b.day ? a.hour - b.hour : a.day < b.day ? -1 : 1)),
    hoursOfDay,
  }
}

function stays(totals: ReadonlyMap<string, number>): Map<number, number> {
  return new Map([...totals].flatMap(([what, n]) => (what.startsWith('time:') ? [[Number(what.slice(5)), n]] : [])))
}

/** Buckets by fours: up to 1 s, 2 s, 4 s … from the first to the last that has calls. */
function byDoubling(counts: ReadonlyMap<number, number>): CallStats['durations'] {
  const byEnd = new Map<number, number>()
  for (const [bucket, n] of counts) {
    const end = Math.max(12, Math.ceil(bucket / 4) * 4)
    byEnd.set(end, (byEnd.get(end) ?? 0) + n)
  }
  const [first, last] = [Math.min(...byEnd.keys()), Math.max(...byEnd.keys())]
  const ends = byEnd.size === 0 ? [] : Array.from({ length: (last - first) / 4 + 1 }, (_, at) => first + 4 * at)
  return ends.map((end) => ({ upToMs: endOf(end), calls: byEnd.get(end) ?? 0 }))
}

async function busiest({ deps, workspaceId }: Context, counts: CallCounts): Promise<CallStats['numbers']> {
  const found = await counts.numbers(mostNumbers)
  const known = await deps.db.phoneNumber.findMany({
    where: { workspaceId, id: { in: found.map(({ numberId }) => numberId) } },
    select: { id: true, e164: true, label: true },
  })
  return found.flatMap(({ numberId, calls }) => {
    const number = known.find(({ id }) => id === numberId)
    return number ? [{ numberId, e164: number.e164, label: number.label, calls }] : []
  })
}
