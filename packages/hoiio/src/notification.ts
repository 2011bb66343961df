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

const known = new Set(
  'session txn_ref call_state tag from to dest ivr_block digits record_url monitor_url dial_status transfer_status date duration currency rate debit'.split(
    ' ',
  ),
)

/** The carrier sends about fifteen; whoever sends more than this is not the carrier. */
const mostFields = 200

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a notification. `rawBody` is the form-encoded body as it came; `query` is the address's own parameters, which the
 * body overrides. Empty values are absent ones. Never throws: `reason` is a sentence for the log.
 */
export function parseNotification(rawBody: Uint8Array | string, query: Record<string, string> = {}): ReadNotification {
  const form = new Map(Object.entries(query))
  try {
    const fields = (typeof rawBody === 'string' ? rawBody : utf8.decode(rawBody)).split('&', mostFields + 1)
    if (fields.length > mostFields)
      return { ok: false, reason: `The notification can’t be read: it has more than ${mostFields} fields.` }
    for (const field of fields) {
      const at = field.indexOf('=')
      if (field !== '') form.set(decode(at < 0 ? field : field.slice(0, at)), at < 0 ? '' : decode(field.slice(at + 1)))
    }
  } catch {
    return { ok: false, reason: 'The notification can’t be read: it is not UTF-8.' }
  }
  const parsed = notificationSchema.safeParse(named(form))
  if (parsed.success) return { ok: true, notification: parsed.data }
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  return {
    ok: false,
    reason: `The notification can’t be read: ${issue?.message ?? 'it has another shape'} (${where}).`,
  }
}

/** The carrier's fields by our names; always of one shape, which the parser behind it likes. */
function named(form: ReadonlyMap<string, string>): Record<keyof Notification, unknown> {
  const value = (name: string) => form.get(name) || undefined
  const extra: Record<string, string> = {}
  for (const [name, text] of form) if (!known.has(name)) extra[name] = text
  const date = value('date')
  return {
    session: value('session'),
    txnRef: value('txn_ref'),
    callState: value('call_state'),
    tag: value('tag'),
    from: value('from'),
    to: value('to'),
    dest: value('dest'),
    ivrBlock: value('ivr_block'),
    digits: value('digits'),
    recordUrl: value('record_url'),
    monitorUrl: value('monitor_url'),
    dialStatus: value('dial_status'),
    transferStatus: value('transfer_status'),
    date: date === undefined ? undefined : readDate(date),
    duration: value('duration'),
    currency: value('currency'),
    rate: value('rate'),
    debit: value('debit'),
    extra,
  }
}

/** Throws a `URIError` for escapes that are no UTF-8. */
function decode(text: string): string {
  return /[%+]/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text
}
