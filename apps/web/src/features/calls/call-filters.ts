import { z } from 'zod'

export const outcomes = ['running', 'completed', 'caller-hung-up', 'transferred', 'not-answered', 'broken'] as const
export type Outcome = (typeof outcomes)[number]

export const transfers = ['answered', 'unanswered', 'busy', 'failed', 'given-up'] as const
export type Transfer = (typeof transfers)[number]

/** How long ago a period begins that moves along with the clock. */
export const periods = { '-PT1H': 'Last hour', '-P1D': 'Last 24 hours', '-P7D': 'Last 7 days', '-P30D': 'Last 30 days' }
export type Period = keyof typeof periods
const hoursOf: Record<Period, number> = { '-PT1H': 1, '-P1D': 24, '-P7D': 24 * 7, '-P30D': 24 * 30 }

const moment = z.iso.datetime({ offset: true })
const seconds = z.coerce.number().int().min(0).max(1_000_000)
const words = z.string().trim().min(1).max(200)

/** What can stand in the log’s address, by the names that it has there. */
const shape = {
  from: z.union([z.enum(['-PT1H', '-P1D', '-P7D', '-P30D']), moment]),
  to: moment,
  number: z.uuid(),
  flow: z.uuid(),
  version: z.coerce.number().int().min(1).max(1_000_000),
  direction: z.enum(['incoming', 'outgoing']),
  outcome: z.enum(outcomes),
  key: z.string().regex(/^[0-9*#]{1,50}$/),
  chose: z.string().regex(/^[0-9a-f-]{36}(@[1-9]\d{0,5})?:[A-Za-z0-9][A-Za-z0-9_-]{0,63}:[0-9*#]{1,50}$/),
  transfer: z.enum(transfers),
  tag: words,
  problem: z.string().regex(/^[a-z0-9_-]{1,80}$/),
  // In an address that was written by hand a plus is a space.
  caller: z
    .string()
    .transform((text) => text.replace(/^ (?=\d)/, '+').replaceAll(/[\s().-]/g, ''))
    .pipe(z.string().regex(/^(\+[0-9]{0,15}|withheld)$/)),
  hour: z.string().refine((text) => readHour(text) !== null),
  min: seconds,
  max: seconds,
  q: words,
}
const filters = z.object(shape).partial()

/** Which calls are shown: everything that narrows the log down. Times and durations (in seconds) as in the address. */
export type CallFilters = z.infer<typeof filters>
export type FilterName = keyof CallFilters

export const filterNames: readonly FilterName[] = z.keyof(filters).options

export function isPeriod(from: string | undefined): from is Period {
  return from !== undefined && Object.hasOwn(periods, from)
}

/** What an address asks for. What can’t be understood narrows nothing. */
export function readFilters(search: URLSearchParams): CallFilters {
  const given = filterNames.flatMap((name) => {
    const value = search.get(name)
    return value !== null && shape[name].safeParse(value).success ? [[name, value]] : []
  })
  return filters.parse(Object.fromEntries(given))
}

/** An hour of the day (0 to 23) and the time zone (IANA) of its clock, as `hour` has them; null if it is none. */
export function readHour(text: string): { hour: number; zone: string } | null {
  const [, hour = '', zone = ''] = /^(\d{1,2})@(.{1,64})$/.exec(text) ?? []
  if (hour === '' || Number(hour) > 23) return null
  try {
    return { hour: Number(hour), zone: Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone }
  } catch {
    return null
  }
}

/** The address’s query with one thing set, or not asked for any more. The others stay as they are. */
export function withFilter(search: URLSearchParams, changes: { [name in FilterName]?: string | undefined }) {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** What the server is asked for. `now` is in epoch milliseconds: what moves along with it moves by whole minutes. */
export function askedOf({ from, number, flow, caller, q, ...rest }: CallFilters, now: number) {
  const minute = Math.floor(now / 60_000) * 60_000
  const since = isPeriod(from) ? new Date(minute - hoursOf[from] * 3_600_000).toISOString() : from
  return {
    ...rest,
    ...(since === undefined ? {} : { from: since }),
    ...(number === undefined ? {} : { numberId: number }),
    ...(flow === undefined ? {} : { flowId: flow }),
    ...(caller === undefined ? {} : { caller }),
    ...(q === undefined ? {} : { text: q }),
  }
}

export type AskedCalls = ReturnType<typeof askedOf>
