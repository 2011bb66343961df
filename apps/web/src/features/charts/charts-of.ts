import { type CallsLink, callsLink, choiceOf } from '../../app/calls-link'
import { type Period, zone } from '../../app/period'
import { writeNumber } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'
import type { Chart, ChartRow, Series } from './chart'

export type CallStats = Outputs['stats']['calls']

const outcomes: ReadonlyArray<Series & { key: keyof CallStats['outcomes'] }> = [
  { key: 'completed', label: 'Completed', colour: 'var(--block-middle)' },
  { key: 'transferred', label: 'Put through', colour: 'var(--block-start)' },
  { key: 'caller-hung-up', label: 'Caller hung up', colour: 'var(--control)' },
  { key: 'not-answered', label: 'Not answered', colour: 'var(--warn)' },
  { key: 'broken', label: 'Broken', colour: 'var(--bad)' },
]

const transfers: ReadonlyArray<{ key: keyof CallStats['transfers']; label: string }> = [
  { key: 'answered', label: 'Answered' },
  { key: 'unanswered', label: 'Nobody answered' },
  { key: 'busy', label: 'Busy' },
  { key: 'failed', label: 'Failed' },
  { key: 'given-up', label: 'Caller gave up' },
]

const calls: Series = { key: 'calls', label: 'Calls', colour: 'var(--block-middle)' }
const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const hourMs = 3_600_000

/**
 * All charts of the calls that are counted; `filter` is what they were narrowed to. Hours come only of a week or less. What a bar
 * leads to are the very calls that it counts.
 */
export function chartsOf(stats: CallStats, filter: Pick<CallsLink, 'number' | 'flow' | 'version'>): Chart[] {
  const period = { from: stats.from, to: stats.to }
  const all = { ...period, ...filter }
  // Others than the flow's own calls may have come to its blocks.
  const { flow: _, version, ...anyFlow } = all
  const to = callsLink(all)
  const within = (from: Date, until: Date, more: CallsLink = {}) =>
    callsLink({ ...all, from: later(from, period.from), to: earlier(until, period.to), ...more })
  const days = daysIn(period)
  const byDay = new Map(stats.days.map((each) => [each.day, each]))
  const byHour = new Map(stats.hours.map(({ day, hour, calls: n }) => [`${day} ${hour}`, n]))
  const one = (label: string, n: number, link: string): ChartRow => ({ label, values: { calls: n }, to: link })
  const chart = (
    id: string,
    title: string,
    of: string,
    rows: readonly ChartRow[],
    kind: Chart['kind'] = 'bars',
  ): Chart => ({
    id,
    title,
    of,
    kind,
    series: [calls],
    rows,
    to,
  })
  const ofDays: Chart = {
    ...chart('days', 'Calls by day', 'Day', [], 'columns'),
    series: outcomes,
    rows: days.map(({ day, from, until }) => ({
      label: dayFormat.format(from),
      values: { ...byDay.get(day)?.outcomes },
      to: within(from, until),
      toEach: Object.fromEntries(outcomes.map(({ key }) => [key, within(from, until, { outcome: key })])),
    })),
  }
  const ofHours = chart(
    'hours',
    'Calls by hour',
    'Hour',
    (stats.hours.length === 0 ? [] : hoursIn(period)).map(({ at, key }) =>
      one(
        `${dayFormat.format(at)} ${at.getHours()}:00`,
        byHour.get(key) ?? 0,
        within(at, new Date(at.getTime() + hourMs)),
      ),
    ),
    'columns',
  )
  // The first is the widest.
  const overTime = stats.hours.length === 0 ? [ofDays] : days.length > 2 ? [ofDays, ofHours] : [ofHours, ofDays]
  return [
    ...overTime,
    chart(
      'hours-of-day',
      'When in the day people call',
      'Hour of the day',
      stats.hoursOfDay.map((n, hour) => one(`${hour}:00`, n, callsLink({ ...all, hour: `${hour}@${zone}` }))),
      'columns',
    ),
    chart(
      'outcomes',
      'What became of them',
      'Outcome',
      outcomes.map(({ key, label }) => one(label, stats.outcomes[key], callsLink({ ...all, outcome: key }))),
    ),
    chart(
      'durations',
      'How long they lasted',
      'Duration',
      stats.durations.map(({ upToMs, calls: n }, at) =>
        one(lasting(upToMs, at === 0), n, callsLink({ ...all, ...longer(upToMs, at === 0) })),
      ),
      'columns',
    ),
    chart(
      'numbers',
      'Busiest numbers',
      'Number',
      stats.numbers.map(({ numberId, e164, label, calls: n }) =>
        one(label || writeNumber(e164), n, callsLink({ ...all, number: numberId })),
      ),
    ),
    chart(
      'transfers',
      'What became of transfers',
      'Transfer',
      transfers.map(({ key, label }) => one(label, stats.transfers[key], callsLink({ ...all, transfer: key }))),
    ),
    chart(
      'keys',
      'Keys that were chosen',
      'Key',
      stats.keys.map(({ flowId, flowName, node, blockName, key, label, calls: n }) =>
        one(
          `${key} · ${named(label, key)}${blockName} (${flowName})`,
          n,
          callsLink({ ...anyFlow, chose: choiceOf({ flowId, version, node, key }) }),
        ),
      ),
    ),
    ...stats.costs.map(({ currency }) => ({
      ...chart(`cost-${currency}`, 'What calls cost', 'Day', [], 'columns'),
      series: [{ key: 'debit', label: currency === '' ? 'Cost' : `Cost in ${currency}`, colour: 'var(--block-logic)' }],
      currency,
      rows: days.map(({ day, from, until }) => ({
        label: dayFormat.format(from),
        values: { debit: byDay.get(day)?.debit[currency] ?? 0 },
        to: within(from, until),
      })),
    })),
  ]
}

/** “If 1 is pressed: Sales” names the choice “Sales”; other keys have no name of their own. */
function named(label: string, key: string): string {
  const start = `If ${key} is pressed: `
  return label.startsWith(start) ? `${label.slice(start.length)} · ` : ''
}

/** “up to 8 s”, “8–16 s”, “2–4 min”. `upToMs` is a power of two seconds. */
function lasting(upToMs: number, first: boolean): string {
  const seconds = Math.round(upToMs / 1_000)
  if (seconds <= 64) return first ? `up to ${seconds} s` : `${seconds / 2}–${seconds} s`
  const minutes = (s: number) => Math.round(s / 60)
  return first ? `up to ${minutes(seconds)} min` : `${minutes(seconds / 2)}–${minutes(seconds)} min`
}

/** What the bar of these durations counts: longer than the one before. */
function longer(upToMs: number, first: boolean): { min?: number; max: number } {
  const max = upToMs / 1_000
  return first ? { max } : { min: max / 2, max }
}

/** The days of the reader's zone that a period touches. Where clocks are half an hour off, they begin with the next whole hour (UTC). */
function daysIn({ from, to }: Period): Array<{ day: string; from: Date; until: Date }> {
  const days: Array<{ day: string; from: Date; until: Date }> = []
  const end = Date.parse(to)
  for (const at = midnight(new Date(from)); at.getTime() < end; at.setDate(at.getDate() + 1)) {
    const until = new Date(at)
    until.setDate(until.getDate() + 1)
    days.push({ day: dayKey(at), from: nextHour(at), until: nextHour(until) })
  }
  return days
}

function hoursIn({ from, to }: Period): Array<{ at: Date; key: string }> {
  const first = Math.floor(Date.parse(from) / hourMs) * hourMs
  return Array.from({ length: Math.ceil((Date.parse(to) - first) / hourMs) }, (_, n) => {
    const at = new Date(first + n * hourMs)
    return { at, key: `${dayKey(at)} ${at.getHours()}` }
  })
}

function nextHour(at: Date): Date {
  return new Date(Math.ceil(at.getTime() / hourMs) * hourMs)
}

function midnight(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate())
}

function dayKey(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

function later(at: Date, iso: string): string {
  return at.getTime() > Date.parse(iso) ? at.toISOString() : iso
}

function earlier(at: Date, iso: string): string {
  return at.getTime() < Date.parse(iso) ? at.toISOString() : iso
}
