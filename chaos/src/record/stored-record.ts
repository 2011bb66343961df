import { callEventSchema, callSchema } from '@patchbay/flow/call'
import type { Pool } from 'pg'
import { z } from 'zod'

const commandSchema = z.looseObject({
  type: z.string(),
  dest: z.string().optional(),
  msg: z.string().optional(),
})

const eventSchema = z.object({
  seq: z.number(),
  key: z.string(),
  at: z.coerce.date(),
  event: callEventSchema,
  commands: z.array(z.object({ step: z.number(), command: commandSchema })),
})
export type StoredEvent = z.infer<typeof eventSchema>

const callRow = z.object({
  id: z.string(),
  token: z.string(),
  session: z.string().nullable(),
  txn_ref: z.string().nullable(),
  version_id: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  caller: z.string(),
  called: z.string(),
  phase: z.enum(['new', 'greeting', 'running', 'closing', 'over']),
  disposition: z.string().nullable(),
  /** Left as it is: the checker compares it whole. */
  state: z.unknown(),
  last_seq: z.number(),
  open: z.boolean(),
  due_at: z.date().nullable(),
  started_at: z.date(),
  updated_at: z.date(),
  events: z.array(eventSchema),
})
export type StoredCall = z.infer<typeof callRow>

/** The state as the flow language reads it; what does not fit is null. */
export function stateOf(call: StoredCall): z.infer<typeof callSchema> | null {
  const read = callSchema.safeParse(call.state)
  return read.success ? read.data : null
}

const rowsSchema = z.array(callRow)

/**
 * Every stored call but those of `settled` (ids), with its events in order: one statement, and so one moment. Plain SQL:
 * what is checked has no part in it.
 */
export async function readStoredCalls(pool: Pool, settled: readonly string[]): Promise<StoredCall[]> {
  const { rows } = await pool.query(
    `SELECT c.id::text, c.token, c.session, c.txn_ref, c.version_id::text, c.direction, c.caller, c.called, c.phase,
       c.disposition, c.state, c.last_seq, c.open, c.due_at, c.started_at, c.updated_at,
       COALESCE(jsonb_agg(jsonb_build_object('seq', e.seq, 'key', e.key, 'at', e.at, 'event', e.event,
         'commands', e.commands) ORDER BY e.seq) FILTER (WHERE e.seq IS NOT NULL), '[]') AS events
     FROM call c LEFT JOIN call_event e ON e.call_id = c.id
     WHERE NOT (c.id::text = ANY ($1::text[]))
     GROUP BY c.id ORDER BY c.id`,
    [settled],
  )
  return rowsSchema.parse(rows)
}

const numbersSchema = z.array(z.object({ token: z.string() }))

/** The secret parts of the numbers' own addresses. */
export async function readNumberTokens(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query('SELECT token FROM phone_number')
  return new Set(numbersSchema.parse(rows).map(({ token }) => token))
}
