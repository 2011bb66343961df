import { z } from 'zod'
import { readDate } from './date'

const outcome = z.enum(['answered', 'unanswered', 'failed', 'busy'])

const notificationSchema = z.object({
  session: z.string({ error: 'it has no session' }).regex(/^[A-Za-z0-9-]{1,64}$/, 'its session is no session'),
  txnRef: z.string().max(64).optional(),
  callState: z.enum(['ringing', 'ongoing', 'ended'], { error: 'its call_state is not ringing, ongoing or ended' }),
  tag: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  dest: z.string().optional(),
  /** Lower-case block name; absent in older traffic. */
  ivrBlock: z.string().optional(),
  /** Absent and empty are told apart nowhere on the wire: a Gather without digits heard nothing. */
  digits: z.string().optional(),
  recordUrl: z.string().optional(),
  monitorUrl: z.string().optional(),
  dialStatus: outcome.optional(),
  transferStatus: outcome.optional(),
  /** Start of the call, ISO 8601 in UTC. */
  date: z.string().optional(),
  /** Whole minutes, rounded up. */
  duration: z.coerce.number().int().nonnegative().optional(),
  currency: z.string().optional(),
  /** Money is a decimal string, as it came. */
  rate: z.string().optional(),
  debit: z.string().optional(),
  /** Every other field, such as the parameters of our own notify_url. */
  extra: z.record(z.string(), z.string()),
})

export type Notification = z.infer<typeof notificationSchema>
export type ReadNotification = { ok: true; notification: Notification } | { ok: false; reason: string }

const names: Record<string, Exclude<keyof Notification, 'extra'>> = {
  session: 'session',
  txn_ref: 'txnRef',
  call_state: 'callState',
  tag: 'tag',
  from: 'from',
  to: 'to',
  dest: 'dest',
  ivr_block: 'ivrBlock',
  digits: 'digits',
  record_url: 'recordUrl',
  monitor_url: 'monitorUrl',
  dial_status: 'dialStatus',
  transfer_status: 'transferStatus',
  date: 'date',
  duration: 'duration',
  currency: 'currency',
  rate: 'rate',
  debit: 'debit',
}

/** The carrier sends about fifteen; whoever sends more than this is not the carrier. */
const mostFields = 200

/**
 * Reads a notification. `rawBody` is the form-encoded body as it came; `query` is the address's own query string, which
 * the body overrides. Empty values are absent ones. Never throws: `reason` is a sentence for the log.
 */
export function parseNotification(
  rawBody: Uint8Array | string,
  query: URLSearchParams | Record<string, string> = {},
): ReadNotification {
  let body: string
  try {
    body = typeof rawBody === 'string' ? rawBody : new TextDecoder('utf-8', { fatal: true }).decode(rawBody)
    decodeURIComponent(body.replaceAll('+', ' '))
  } catch {
    return { ok: false, reason: 'The notification can’t be read: it is not UTF-8.' }
  }
  if (body.split('&', mostFields + 1).length > mostFields)
    return { ok: false, reason: `The notification can’t be read: it has more than ${mostFields} fields.` }
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) if (fields.size < mostFields) fields.set(name, value)
  for (const [name, value] of new URLSearchParams(body)) fields.set(name, value)

  const known: Record<string, unknown> = {}
  const extra: [string, string][] = []
  for (const [name, value] of fields) {
    if (!Object.hasOwn(names, name)) extra.push([name, value])
    else if (value !== '') known[names[name] ?? name] = name === 'date' ? (readDate(value) ?? undefined) : value
  }
  const parsed = notificationSchema.safeParse({ ...known, extra: Object.fromEntries(extra) })
  if (parsed.success) return { ok: true, notification: parsed.data }
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  return {
    ok: false,
    reason: `The notification can’t be read: ${issue?.message ?? 'it has another shape'} (${where}).`,
  }
}
