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

const names = new Map<string, Exclude<keyof Notification, 'extra'>>([
  ['session', 'session'],
  ['txn_ref', 'txnRef'],
  ['call_state', 'callState'],
  ['tag', 'tag'],
  ['from', 'from'],
  ['to', 'to'],
  ['dest', 'dest'],
  ['ivr_block', 'ivrBlock'],
  ['digits', 'digits'],
  ['record_url', 'recordUrl'],
  ['monitor_url', 'monitorUrl'],
  ['dial_status', 'dialStatus'],
  ['transfer_status', 'transferStatus'],
  ['date', 'date'],
  ['duration', 'duration'],
  ['currency', 'currency'],
  ['rate', 'rate'],
  ['debit', 'debit'],
])

/** The carrier sends about fifteen; whoever sends more than this is not the carrier. */
const mostFields = 200

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a notification. `rawBody` is the form-encoded body as it came; `query` is the address's own parameters, which the
 * body overrides. Empty values are absent ones. Never throws: `reason` is a sentence for the log.
 */
export function parseNotification(rawBody: Uint8Array | string, query: Record<string, string> = {}): ReadNotification {
  const known: Record<string, unknown> = {}
  const extra: Record<string, string> = {}
  const take = (name: string, value: string) => {
    const own = names.get(name)
    if (own === undefined) extra[name] = value
    else if (value === '') known[own] = undefined
    else known[own] = own === 'date' ? readDate(value) : value
  }
  for (const name of Object.keys(query)) take(name, query[name] ?? '')
  try {
    const fields = (typeof rawBody === 'string' ? rawBody : utf8.decode(rawBody)).split('&', mostFields + 1)
    if (fields.length > mostFields)
      return { ok: false, reason: `The notification can’t be read: it has more than ${mostFields} fields.` }
    for (const field of fields) {
      const at = field.indexOf('=')
      if (field !== '') take(decode(at < 0 ? field : field.slice(0, at)), at < 0 ? '' : decode(field.slice(at + 1)))
    }
  } catch {
    return { ok: false, reason: 'The notification can’t be read: it is not UTF-8.' }
  }
  known.extra = extra
  const parsed = notificationSchema.safeParse(known)
  if (parsed.success) return { ok: true, notification: parsed.data }
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  return {
    ok: false,
    reason: `The notification can’t be read: ${issue?.message ?? 'it has another shape'} (${where}).`,
  }
}

/** Throws a `URIError` for escapes that are no UTF-8. */
function decode(text: string): string {
  return /[%+]/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text
}
